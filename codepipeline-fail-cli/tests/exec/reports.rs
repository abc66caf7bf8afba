//! What becomes of a result on its way.

use codepipeline_local::{ActionType, Fault, NewJob, Operation};

use crate::job::Job;
use crate::support::{command, fails};

const TOKEN: &str = "a partner's token";

#[test]
fn a_partners_job_has_a_token() {
    let partners = || Job::of(NewJob::third_party(ActionType::third_party("Test", "Acme", "1"), TOKEN));
    let job = partners();
    Job::ends_with(&mut job.exec(&["--client-token", TOKEN], &["true"]), 0);
    job.success();

    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("token");
    std::fs::write(&file, format!("{TOKEN}\n")).unwrap();
    let job = partners();
    let token = format!("file://{}", file.display());
    let script = format!("echo \"the token is {TOKEN}\" >&2; exit 1");
    Job::ends_with(&mut job.script(&["--client-token", &token], &script), 1);
    assert_eq!(job.failed().1, "sh exited with status 1\n\nthe token is ***");
}

#[test]
fn a_result_that_cannot_be_delivered_is_told() {
    let job = Job::new();
    job.served.endpoint.faults().push(Fault::error(None, "AccessDeniedException", 400).always());
    fails(&mut job.exec(&[], &["true"]), 255, "(AccessDeniedException) when calling the PutJobSuccessResult");
    fails(
        &mut job.exec(&[], &["false"]),
        255,
        "(AccessDeniedException) when calling the PutJobFailureResult",
    );
    // Nobody listens there.
    let options = ["exec", "--job-id", job.id.as_str(), "--endpoint-url", "http://127.0.0.1:1", "--"];
    for program in ["true", "false"] {
        fails(command(&options).arg(program), 255, "Could not connect to the endpoint URL");
    }
    assert!(job.is_open());
}

#[test]
fn a_result_whose_answer_was_lost_counts() {
    let job = Job::new();
    job.served.endpoint.faults().push(Fault::disconnect(Operation::PutJobFailureResult).after());
    Job::ends_with(job.script(&[], "exit 3").env_remove("AWS_MAX_ATTEMPTS"), 3);
    assert_eq!(job.failed().1, "sh exited with status 3");
    let job = Job::new();
    job.served.endpoint.faults().push(Fault::disconnect(Operation::PutJobFailureResult).after());
    // That the job has ended is told next, and cannot be read.
    job.served.endpoint.faults().push(Fault::truncate(Operation::PutJobFailureResult));
    Job::ends_with(job.script(&[], "exit 3").env_remove("AWS_MAX_ATTEMPTS"), 3);
    // Who sends it as the first is not the one who ended the job.
    fails(&mut job.script(&[], "exit 3"), 255, "(InvalidJobStateException)");
}

#[test]
fn a_success_that_cannot_be_is_a_failure() {
    let job = Job::new();
    let (status, _, err) =
        crate::support::run(&mut job.exec(&["--output-variables", r#"{"not%valid": "1"}"#], &["true"]));
    assert_eq!(status, Some(255), "{err}");
    assert!(err.contains("(ValidationException) when calling the PutJobSuccessResult"), "{err}");
    let (failure_type, message) = job.failed();
    assert_eq!(failure_type, "ConfigurationError");
    assert!(message.starts_with("the success cannot be reported: ValidationException: "), "{message}");
}

/// Who has the credentials may be away just then.
#[test]
fn credentials_that_are_not_given_are_asked_for_again() {
    let job = Job::new();
    let home = tempfile::tempdir().unwrap();
    let (keys, asked) = (home.path().join("keys"), home.path().join("asked"));
    let content = r#"{"Version": 1, "AccessKeyId": "AKID", "SecretAccessKey": "hush-hush"}"#;
    std::fs::write(&keys, content).unwrap();
    // They are there at the start, away once, and back again.
    let script = home.path().join("provide");
    let lines = format!(
        "echo x >>{asked}\n[ $(wc -l <{asked}) != 2 ] || exit 1\ncat {keys}\n",
        asked = asked.display(),
        keys = keys.display()
    );
    std::fs::write(&script, lines).unwrap();
    let config = home.path().join("config");
    std::fs::write(&config, format!("[default]\ncredential_process = sh {}\n", script.display())).unwrap();
    let mut command = job.script(&[], "exit 3");
    command.env_remove("AWS_ACCESS_KEY_ID").env("AWS_CONFIG_FILE", &config).env("AWS_MAX_ATTEMPTS", "2");
    Job::ends_with(&mut command, 3);
    assert_eq!(job.failed().1, "sh exited with status 3");
    assert_eq!(std::fs::read_to_string(&asked).unwrap().lines().count(), 3);
}
