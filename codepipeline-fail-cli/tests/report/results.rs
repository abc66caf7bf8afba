//! What arrives.

use codepipeline_local::{ActionType, JobStatus, NewJob};

use crate::support::{Served, run_with, succeeds};

const TOKEN: &str = "a partner's token";

fn custom() -> NewJob {
    NewJob::custom(ActionType::custom("Deploy", "Acme", "1"))
}

fn third_party() -> NewJob {
    NewJob::third_party(ActionType::third_party("Test", "Acme", "1"), TOKEN)
}

#[test]
fn a_failure_arrives_with_all_that_was_said() {
    let served = Served::new();
    let id = served.endpoint.start(custom());
    let details = "type=ConfigurationError,message='größer: 構築, \u{1f600}',externalExecutionId=run-1";
    succeeds(&mut served.command(&[
        "put-job-failure-result",
        "--job-id",
        id.as_str(),
        "--failure-details",
        details,
    ]));
    let job = served.endpoint.job(&id).unwrap();
    let failure = job.failure().expect("it failed");
    assert_eq!(failure.failure_type.as_str(), "ConfigurationError");
    assert_eq!(failure.message, "größer: 構築, \u{1f600}");
    assert_eq!(failure.external_execution_id.as_deref(), Some("run-1"));
}

#[test]
fn a_success_arrives_with_its_output() {
    let served = Served::new();
    let id = served.endpoint.start(custom());
    succeeds(&mut served.command(&[
        "codepipeline",
        "put-job-success-result",
        "--job-id",
        id.as_str(),
        "--execution-details",
        "summary=deployed,percentComplete=100",
        "--current-revision",
        "revision=4f1c2a,changeIdentifier=7,created=2024-05-31T18:08:37+02:00",
        "--output-variables",
        "Url=https://example.com,Files=3",
    ]));
    let job = served.endpoint.job(&id).unwrap();
    let success = job.success().expect("it succeeded");
    assert_eq!(success.output_variables["Url"], "https://example.com");
    assert_eq!(success.current_revision.as_ref().unwrap().created, Some(1_717_171_717.0));
    assert_eq!(success.execution_details.as_ref().unwrap().percent_complete, Some(100));
}

#[test]
fn a_partners_results_arrive_with_the_token() {
    let served = Served::new();
    let [failing, succeeding] = [(); 2].map(|()| served.endpoint.start(third_party()));
    succeeds(&mut served.command(&[
        "put-third-party-job-failure-result",
        "--job-id",
        failing.as_str(),
        "--client-token",
        TOKEN,
        "--failure-details",
        r#"{"type": "JobFailed", "message": "x"}"#,
    ]));
    succeeds(&mut served.command(&[
        "put-third-party-job-success-result",
        "--job-id",
        succeeding.as_str(),
        "--client-token",
        TOKEN,
    ]));
    assert_eq!(served.endpoint.job(&failing).unwrap().status, JobStatus::Failed);
    assert_eq!(served.endpoint.job(&succeeding).unwrap().status, JobStatus::Succeeded);
}

#[test]
fn a_whole_input_may_come_from_standard_input() {
    let served = Served::new();
    for (option, input) in [
        ("--cli-input-json", r#"{"jobId": "ID", "failureDetails": {"type": "JobFailed", "message": "m"}}"#),
        ("--cli-input-yaml", "jobId: ID\nfailureDetails: {type: JobFailed, message: m}\n"),
    ] {
        let id = served.endpoint.start(custom());
        let mut command = served.command(&["put-job-failure-result", option, "file:///dev/stdin"]);
        let ended = run_with(&mut command, &input.replace("ID", id.as_str()));
        assert_eq!(ended, (Some(0), String::new(), String::new()));
        assert_eq!(served.endpoint.job(&id).unwrap().failure().expect("it failed").message, "m");
    }
}

#[test]
fn a_message_may_be_cut_and_redacted() {
    let served = Served::new();
    let id = served.endpoint.start(custom());
    let folder = tempfile::tempdir().unwrap();
    let log = folder.path().join("deploy.log");
    std::fs::write(&log, format!("first{}hush-hush, last", "x".repeat(10_000))).unwrap();
    let details = format!("type=JobFailed,message@=file://{}", log.display());
    let arguments = ["put-job-failure-result", "--job-id", id.as_str(), "--failure-details", &details];
    crate::support::fails(&mut served.command(&arguments), 254, "(ValidationException)");
    succeeds(served.command(&arguments).args(["--truncate", "--redact"]));
    let message = served.endpoint.job(&id).unwrap().failure().expect("it failed").message.clone();
    assert!(message.starts_with("first") && message.ends_with("***, last"), "{message}");
}
