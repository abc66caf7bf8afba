//! What becomes of a job, whatever its handler does.

#![cfg(unix)]

use codepipeline_fail::FailureType;
use codepipeline_local::{JobStatus, NewJob};
use function_tests::Lab;
use serde_json::{Value, json};

const FUNCTION: &str = env!("CARGO_BIN_EXE_function");

#[tokio::test]
async fn a_success_is_reported_and_the_next_job_meets_the_same_process() {
    let lab = Lab::new(FUNCTION).await;
    let (first, attempts) = lab.run("succeed").await;
    assert_eq!(first.status, JobStatus::Succeeded);
    assert_eq!(attempts[0].outcome.response(), Some(Value::Null));
    // It was frozen in between, with its watchdog and its connections.
    lab.function.idle().await;
    let second = lab.start("succeed");
    let attempts = lab.ended(&lab.invocation_of(&second).await).await;
    assert_eq!(attempts[0].outcome.response(), Some(Value::Null));
    let summaries = [first.id, second].map(|id| {
        let details = lab.view(&id).success().expect("it succeeded").execution_details.clone();
        details.expect("they were told").summary
    });
    assert_eq!(summaries[0], summaries[1]);
}

#[tokio::test]
async fn every_type_of_failure_is_reported_and_no_invocation_fails() {
    let lab = Lab::new(FUNCTION).await;
    for failure_type in FailureType::ALL {
        let (job, attempts) = lab.run(&format!("fail {failure_type}")).await;
        assert_eq!(job.failure().expect("it failed").failure_type, failure_type.as_str());
        assert_eq!((attempts.len(), attempts[0].outcome.response()), (1, Some(Value::Null)));
    }
}

#[tokio::test]
async fn a_panic_is_reported() {
    let lab = Lab::new(FUNCTION).await;
    let (job, attempts) = lab.run("panic").await;
    assert!(job.failure().expect("it failed").message.starts_with("The job ended by an internal error."));
    assert_eq!((attempts.len(), attempts[0].outcome.response()), (1, Some(Value::Null)));
}

#[tokio::test]
async fn a_continuation_is_another_job() {
    let lab = Lab::new(FUNCTION).await;
    let (first, _) = lab.run("continue").await;
    assert_eq!(first.success().expect("it succeeded").continuation_token.as_deref(), Some("half"));
    let next = first.continued_by.clone().expect("there is another");
    lab.ended(&lab.invocation_of(&next).await).await;
    assert_eq!(lab.view(&next).success().expect("it succeeded").continuation_token, None);
}

#[tokio::test]
async fn an_event_that_cannot_be_read_is_reported() {
    let lab = Lab::new(FUNCTION).await;
    let id = lab.endpoint.start(NewJob::lambda("another"));
    let event = json!({ "CodePipeline.job": { "id": id.as_str(), "data": { "inputArtifacts": {} } } });
    lab.ended(&lab.function.invoke_async(&event)).await;
    let job = lab.view(&id);
    let failure = job.failure().expect("it failed");
    assert_eq!(failure.failure_type, "ConfigurationError");
    assert!(failure.message.contains("`CodePipeline.job.data.inputArtifacts`"), "{}", failure.message);
}

#[tokio::test]
async fn an_event_without_a_job_is_a_function_error() {
    let lab = Lab::new(FUNCTION).await;
    let attempts = lab.ended(&lab.function.invoke(&json!({ "key": "value" }))).await;
    let error = attempts[0].outcome.error().expect("it fails");
    assert_eq!(error.error_type, "NoJobId");
    assert!(
        error.message.contains("is the function invoked by an action of CodePipeline?"),
        "{}",
        error.message
    );
}

#[tokio::test]
async fn nothing_secret_is_sent_or_logged() {
    let lab = Lab::with(FUNCTION, &["action"], |function| function.variable("CANARY", "x")).await;
    let job =
        NewJob::lambda("function").user_parameters("\"leak\"").configuration("Password", "canary-password");
    let id = lab.endpoint.start(job);
    lab.ended(&lab.invocation_of(&id).await).await;
    let job = lab.view(&id);
    assert!(!job.failure().expect("it failed").message.contains("canary"));
    let log = lab.log();
    assert!(log.contains("the job is reported") && !log.contains("canary"), "{log}");
    let details =
        lab.endpoint.call(codepipeline_local::Operation::GetJobDetails, json!({ "jobId": id }).to_string());
    let credentials = &details.json()["jobDetails"]["data"]["artifactCredentials"];
    for name in ["secretAccessKey", "sessionToken"] {
        let secret = credentials[name].as_str().expect("there are some");
        assert!(!log.contains(secret), "{name} is in the log");
    }
}
