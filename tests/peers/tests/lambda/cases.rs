//! What holds under every emulator. How long a function has is told by AWS's alone: see `rie.rs`.

use codepipeline_fail::FailureType;
use codepipeline_local::{Fault, JobStatus, NewJob, Operation};
use serde_json::{Value, json};

use crate::lab::{Lab, event, integration_event};

pub async fn a_success_is_reported(lab: Lab) {
    let (answer, job) = lab.run("succeed").await;
    assert_eq!((answer.status, &*answer.body), (200, "null"));
    assert_eq!(job.status, JobStatus::Succeeded, "{job:?}");
}

pub async fn every_type_of_failure_is_reported_and_no_invocation_fails(lab: Lab) {
    for failure_type in FailureType::ALL {
        let (answer, job) = lab.run(&format!("fail {failure_type}")).await;
        assert_eq!((answer.status, &*answer.body), (200, "null"), "{failure_type}");
        let failure = job.failure().expect("it failed");
        assert_eq!(failure.failure_type, failure_type.as_str());
        assert!(failure.message.starts_with("it is so"), "{}", failure.message);
    }
}

pub async fn a_panic_is_reported(lab: Lab) {
    let (answer, job) = lab.run("panic").await;
    assert_eq!((answer.status, &*answer.body), (200, "null"));
    assert!(job.failure().expect("it failed").message.starts_with("The job ended by an internal error."));
}

pub async fn an_event_that_cannot_be_read_is_reported(lab: Lab) {
    let id = lab.endpoint.start(NewJob::lambda("function"));
    let answer = lab.emulator.invoke(&event(&id, &json!({}), "")).await;
    assert_eq!((answer.status, &*answer.body), (200, "null"));
    let job = lab.view(&id);
    let failure = job.failure().expect("it failed");
    assert_eq!(failure.failure_type, "ConfigurationError");
    assert!(failure.message.contains("`CodePipeline.job.data.inputArtifacts`"), "{}", failure.message);
}

pub async fn an_event_without_a_job_is_a_function_error(lab: Lab) {
    let answer = lab.emulator.invoke(r#"{"key":"value"}"#).await;
    assert_eq!(answer.error().0, "NoJobId");
    // The next one meets a function that lives on.
    assert_eq!(lab.run("succeed").await.1.status, JobStatus::Succeeded);
}

/// Both emulators deliver it by another request id: it is known by its job.
pub async fn an_event_that_comes_again_does_not_run_the_handler_again(lab: Lab) {
    let (id, event) = lab.start("succeed");
    lab.emulator.invoke(&event).await;
    let requests = lab.endpoint.requests().len();
    let answer = lab.emulator.invoke(&event).await;
    assert_eq!((answer.status, &*answer.body), (200, "null"));
    assert_eq!((lab.view(&id).status, lab.endpoint.requests().len()), (JobStatus::Succeeded, requests));
    assert!(lab.emulator.log().contains("the job has its result"));
}

/// Neither emulator delivers it again by itself.
pub async fn a_result_that_is_refused_comes_with_the_next_delivery(lab: Lab) {
    let operation = Operation::PutJobSuccessResult;
    lab.endpoint.faults().push(Fault::error(operation, "AccessDeniedException", 400).always());
    let (id, event) = lab.start("succeed");
    let answer = lab.emulator.invoke(&event).await;
    assert_eq!(answer.error().0, "NotReported");
    assert_eq!(lab.view(&id).status, JobStatus::InProgress);
    lab.endpoint.faults().clear();
    let answer = lab.emulator.invoke(&event).await;
    assert_eq!((answer.status, &*answer.body), (200, "null"));
    assert_eq!(lab.view(&id).status, JobStatus::Succeeded);
    assert!(lab.emulator.log().contains("the job's result is sent again"));
}

/// Of a function in the integration model: what it returns is the answer.
pub async fn what_an_integration_returns_is_the_answer(lab: Lab) {
    for (what, result, failure_type, words) in [
        ("succeed", "Success", Value::Null, "process "),
        ("fail PermissionError", "Fail", json!("PermissionsError"), "it is so"),
        ("panic", "Fail", json!("JobFailed"), "The job ended by an internal error."),
        ("nonsense", "Fail", json!("ConfigurationError"), "there is no"),
    ] {
        let answer = lab.emulator.invoke(&integration_event(what)).await;
        let returned: Value = serde_json::from_str(&answer.body).expect("JSON");
        assert_eq!((answer.status, &returned["result"]), (200, &json!(result)), "{what}");
        assert_eq!(returned["failureType"], failure_type, "{what}");
        let summary = returned["status"]["summary"].as_str().unwrap_or_default();
        assert!(summary.starts_with(words), "{what}: {summary}");
    }
}

/// Of cargo-lambda alone: the command by which people invoke a function with it.
pub async fn its_own_command_invokes_the_function(lab: Lab) {
    let (id, event) = lab.start("succeed");
    assert_eq!(lab.emulator.invoke_by_cargo_lambda(&event).await, "null");
    assert_eq!(lab.view(&id).status, JobStatus::Succeeded);
}
