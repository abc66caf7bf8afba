//! What becomes of the end of a program.

use std::fs;
use std::process::Command;

use crate::job::Job;
use crate::support::{command, fails, run, run_with};

#[test]
fn a_program_that_ends_well_is_a_success() {
    let job = Job::new();
    assert_eq!(Job::ends_with(&mut job.exec(&[], &["true"]), 0), "");
    let success = job.success();
    assert!(success.output_variables.is_empty() && success.execution_details.is_none());
}

#[test]
fn its_streams_are_its_own() {
    let job = Job::new();
    let mut command = job.script(&[], "cat; printf 'warn\\377ing' >&2");
    let output = {
        use std::io::Write;
        use std::process::Stdio;
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        child.stdin.take().unwrap().write_all(b"through").unwrap();
        child.wait_with_output().unwrap()
    };
    assert_eq!((output.stdout.as_slice(), output.stderr.as_slice()), (&b"through"[..], &b"warn\xffing"[..]));
    job.success();

    let job = Job::new();
    let ended = run_with(&mut job.script(&[], "read line && exit $line"), "7\n");
    assert_eq!(ended.0, Some(7));
}

#[test]
fn a_failure_tells_the_end_of_standard_error() {
    let job = Job::new();
    let script = "echo deploying; echo 'no such stack: shop' >&2; exit 3";
    let (status, out, err) = run(&mut job.script(&[], script));
    assert_eq!((status, out.as_str(), err.as_str()), (Some(3), "deploying\n", "no such stack: shop\n"));
    let message = "sh exited with status 3\n\nno such stack: shop";
    assert_eq!(job.failed(), ("JobFailed".to_owned(), message.to_owned()));
}

#[test]
fn the_exit_status_tells_the_failure_type() {
    for (options, status, expected) in [
        (&[][..], 77, "PermissionError"),
        (&[], 78, "ConfigurationError"),
        (&["--on", "3=RevisionOutOfSync", "--on", "4=SystemUnavailable"], 4, "SystemUnavailable"),
        (&["--on", "77=JobFailed"], 77, "JobFailed"),
    ] {
        let job = Job::new();
        Job::ends_with(&mut job.script(options, &format!("exit {status}")), status);
        assert_eq!(job.failed().0, expected);
    }
}

#[test]
fn a_program_that_cannot_be_started_is_a_mistake_of_the_configuration() {
    let job = Job::new();
    let err = Job::ends_with(&mut job.exec(&[], &["no-such-program"]), 127);
    assert!(err.contains("no-such-program cannot be started: No such file"), "{err}");
    assert_eq!(job.failed().0, "ConfigurationError");

    let job = Job::new();
    Job::ends_with(&mut job.exec(&[], &["/etc/passwd"]), 126);
    let (failure_type, message) = job.failed();
    assert_eq!(failure_type, "ConfigurationError");
    assert!(message.starts_with("passwd cannot be started: Permission denied"), "{message}");
}

#[test]
fn much_is_cut_to_what_the_service_takes() {
    let job = Job::new();
    let script = "head -c 10000000 /dev/zero | tr '\\0' x >&2; echo >&2; echo 'the reason' >&2; exit 1";
    let err = Job::ends_with(&mut job.script(&[], script), 1);
    assert_eq!(err.len(), 10_000_000 + "\nthe reason\n".len());
    let (_, message) = job.failed();
    assert!(message.starts_with("sh exited with status 1\n") && message.ends_with("the reason"), "{message}");
}

#[test]
fn secrets_stay_here() {
    let job = Job::new();
    let script = "echo \"key $AWS_SECRET_ACCESS_KEY, AKIAIOSFODNN7EXAMPLE\" >&2; exit 1";
    let err = Job::ends_with(&mut job.script(&["--external-execution-id", "run hush-hush"], script), 1);
    assert!(err.contains("hush-hush"), "what the program writes is its own: {err}");
    let failure = job.failure();
    assert_eq!(failure.message, "sh exited with status 1\n\nkey ***, ***");
    assert_eq!(failure.external_execution_id.as_deref(), Some("run ***"));
}

/// A terminal does not show what stands inside this secret, and neither does a message.
#[test]
fn a_secret_in_colour_stays_here_too() {
    let job = Job::new();
    let script = "printf 'key hush-\\033[1mhush\\033[0m\\n' >&2; exit 1";
    Job::ends_with(&mut job.script(&["--external-execution-id", "run hush\u{7}-hush"], script), 1);
    let failure = job.failure();
    assert_eq!(failure.message, "sh exited with status 1\n\nkey ***");
    assert_eq!(failure.external_execution_id.as_deref(), Some("run ***"));
}

/// Of what is kept, the first bytes are the end of a secret, which nobody can tell from other words.
#[test]
fn half_a_secret_stays_here_too() {
    let job = Job::new();
    let script = "printf hush-hush >&2; head -c 16380 /dev/zero | tr '\\0' x >&2; exit 1";
    Job::ends_with(&mut job.script(&[], script), 1);
    let (_, message) = job.failed();
    assert!(message.ends_with("xxx") && !message.contains("hush"), "{message}");
}

#[test]
fn what_it_writes_to_files_is_told_too() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let (run_file, variables) = (path("run"), path("variables"));
    let (id, output) = (format!("file://{run_file}"), format!("file://{variables}"));
    let options = ["--external-execution-id", &id, "--output-variables", &output];

    let job = Job::new();
    let script = format!("echo run-1 >{run_file}; echo Url=https://example.com,Files=3 >{variables}");
    Job::ends_with(&mut job.script(&options, &script), 0);
    let success = job.success();
    assert_eq!(success.output_variables["Files"], "3");
    assert_eq!(success.execution_details.unwrap().external_execution_id.as_deref(), Some("run-1"));

    // What is wrong is told, but not what is secret.
    let script = format!("echo '{{\"a\": [\"'$AWS_SECRET_ACCESS_KEY'\"]}}' >{variables}");
    let job = Job::new();
    fails(&mut job.script(&options, &script), 252, "Invalid type for parameter outputVariables.a");
    let (failure_type, message) = job.failed();
    assert_eq!(failure_type, "ConfigurationError");
    assert!(message.contains("outputVariables.a") && message.contains("***"), "{message}");

    // Without the variables, later actions would fail, and nobody would know why.
    fs::remove_file(&variables).unwrap();
    let job = Job::new();
    fails(&mut job.script(&options, "true"), 252, "Unable to load paramfile");
    assert_eq!(job.failed().0, "ConfigurationError");
    assert_eq!(job.failure().external_execution_id.as_deref(), Some("run-1"));

    fs::remove_file(&run_file).unwrap();
    let job = Job::new();
    let err = Job::ends_with(&mut job.script(&options[..2], "true"), 0);
    assert!(err.contains("no external execution id: "), "{err}");
    assert!(job.success().execution_details.is_none());
}

#[test]
fn what_is_wrong_with_the_command_line_is_told_before_anything_runs() {
    let job = Job::new();
    let folder = tempfile::tempdir().unwrap();
    let trace = folder.path().join("trace");
    let script = format!("touch {}", trace.display());
    for (options, status, words) in [
        (&["--on", "0=JobFailed"][..], 252, "a number from 1 to 255"),
        (&["--on", "3=Timeout"], 252, "Timeout is none of JobFailed, ConfigurationError"),
        (&["--on", "3"], 252, "write it as in"),
        (&["--timeout", "soon"], 252, "--timeout"),
        (&["--output-variables", "oops"], 252, "Expected: '='"),
        (&["--output-variables", r#"{"a": 1}"#], 252, "Invalid type for parameter outputVariables.a"),
        (&["--output-variables", "a=b", "--client-token", "t"], 252, "cannot be used with"),
        (&["--client-token", "file:///no/such/file"], 252, "Unable to load paramfile"),
        (&["--client-token", ""], 252, "clientToken, value: 0, valid min length: 1"),
        (&["--client-token", "file:///dev/null"], 252, "clientToken, value: 0, valid min length: 1"),
        (&["--profile", "nope"], 255, "The config profile (nope) could not be found"),
    ] {
        fails(&mut job.script(options, &script), status, words);
    }
    fails(job.script(&[], &script).env_remove("AWS_REGION"), 253, "You must specify a region");
    fails(job.script(&[], &script).env_remove("AWS_ACCESS_KEY_ID"), 253, "Unable to locate credentials");
    fails(&mut job.exec(&[], &[]), 252, "PROGRAM");
    // As it is where a variable is not set.
    fails(&mut command(&["exec", "--job-id", "", "--", "sh", "-c", &script]), 252, "--job-id");
    assert!(job.is_open() && !trace.exists());
}

/// Who starts us may ignore the end of children, and hand that down: then nobody can be told how one ended.
#[test]
fn how_it_ended_is_known_whatever_was_handed_down() {
    for status in [0, 3] {
        let job = Job::new();
        let exec = job.script(&[], &format!("exit {status}"));
        // Not every shell hands it on.
        let mut shell = Command::new("bash");
        shell.args(["-c", "trap '' CHLD; exec \"$@\"", "bash"]).arg(exec.get_program()).args(exec.get_args());
        shell.env_clear().envs(exec.get_envs().filter_map(|(name, value)| Some((name, value?))));
        Job::ends_with(&mut shell, status);
        assert_eq!(job.is_success(), status == 0);
    }
}
