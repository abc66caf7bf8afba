//! What CodePipeline hears, and what Lambda does.

use codepipeline_fail::lambda::{InvocationError, action};
use codepipeline_fail::{Failure, FailureType, Job, ReportErrorKind};
use codepipeline_local::{JobStatus, NewJob};
use lambda_runtime::Diagnostic;
use serde_json::json;
use wire_tests::{client, failure, success, without_reference};

use crate::support::{endpoint, event, function, invoke, simulated, start};

#[tokio::test(start_paused = true)]
async fn a_success_is_reported() {
    let endpoint = endpoint();
    let id = start(&endpoint, "succeed");
    invoke(&function(&endpoint), event(&id, "succeed")).await.unwrap();
    assert_eq!(success(&endpoint, &id).execution_details.unwrap().summary.as_deref(), Some("done"));
}

#[tokio::test(start_paused = true)]
async fn so_is_a_continuation() {
    let endpoint = endpoint();
    let id = start(&endpoint, "continue");
    invoke(&function(&endpoint), event(&id, "continue")).await.unwrap();
    assert_eq!(success(&endpoint, &id).continuation_token.as_deref(), Some("half"));
}

#[tokio::test(start_paused = true)]
async fn a_failure_of_every_type_is_reported_and_the_invocation_succeeds() {
    for failure_type in FailureType::ALL {
        let endpoint = endpoint();
        let id = start(&endpoint, "fail");
        let handler = move |_: Job| async move { Err::<(), _>(Failure::new(failure_type, "it is so")) };
        invoke(&simulated(action(&client(&endpoint), handler)), event(&id, "fail")).await.unwrap();
        let failure = failure(&endpoint, &id);
        assert_eq!(failure.failure_type, failure_type.as_str());
        assert_eq!(without_reference(&failure.message).0, "it is so");
    }
}

#[tokio::test(start_paused = true)]
async fn a_panic_is_an_internal_error() {
    let endpoint = endpoint();
    let id = start(&endpoint, "panic");
    invoke(&function(&endpoint), event(&id, "panic")).await.unwrap();
    let failure = failure(&endpoint, &id);
    assert_eq!(failure.failure_type, "JobFailed");
    assert_eq!(without_reference(&failure.message).0, "The job ended by an internal error.");
}

#[tokio::test(start_paused = true)]
async fn an_event_that_cannot_be_read_is_reported_with_the_place() {
    let endpoint = endpoint();
    let id = start(&endpoint, "succeed");
    let event =
        json!({ "CodePipeline.job": { "id": id.as_str(), "data": { "inputArtifacts": [{ "name": 7 }] } } });
    invoke(&function(&endpoint), event).await.unwrap();
    let failure = failure(&endpoint, &id);
    assert_eq!(failure.failure_type, "ConfigurationError");
    let (message, _) = without_reference(&failure.message);
    let expected =
        "the event of CodePipeline: `CodePipeline.job.data.inputArtifacts[0].name` is not a string";
    assert_eq!(message, expected);
}

#[tokio::test(start_paused = true)]
async fn user_parameters_that_are_not_there_are_reported() {
    let endpoint = endpoint();
    let id = start(&endpoint, "succeed");
    let event = json!({ "CodePipeline.job": { "id": id.as_str(), "data": {} } });
    invoke(&function(&endpoint), event).await.unwrap();
    assert_eq!(failure(&endpoint, &id).failure_type, "ConfigurationError");
}

#[tokio::test(start_paused = true)]
async fn without_an_id_nothing_can_be_reported() {
    let endpoint = endpoint();
    for event in [json!({}), json!([]), json!(null), json!({ "CodePipeline.job": { "id": 7 } })] {
        let error = invoke(&function(&endpoint), event).await.unwrap_err();
        assert!(matches!(error, InvocationError::NoJobId), "{error}");
        assert_eq!(Diagnostic::from(error).error_type, "NoJobId");
    }
    assert!(endpoint.requests().is_empty());
}

#[tokio::test(start_paused = true)]
async fn an_id_that_can_be_none_is_told_before_the_handler_is_called() {
    let endpoint = endpoint();
    let handler = |_: Job| async { unreachable!("it is not called") as Result<(), Failure> };
    let function = simulated(action(&client(&endpoint), handler));
    let error = invoke(&function, json!({ "CodePipeline.job": { "id": "7" } })).await.unwrap_err();
    let InvocationError::NotReported(error) = error else { panic!("{error}") };
    assert_eq!(error.kind(), ReportErrorKind::InvalidJobId);
}

#[tokio::test(start_paused = true)]
async fn a_job_that_nobody_knows_is_an_error() {
    let endpoint = endpoint();
    let id = NewJob::lambda("check");
    let other = codepipeline_local::Endpoint::new().start(id);
    let error = invoke(&function(&endpoint), event(&other, "succeed")).await.unwrap_err();
    let InvocationError::NotReported(error) = error else { panic!("{error}") };
    assert_eq!(error.kind(), ReportErrorKind::JobNotFound);
}

#[tokio::test(start_paused = true)]
async fn a_failure_fails_the_invocation_if_that_is_wanted() {
    let endpoint = endpoint();
    let function = function(&endpoint).propagate_errors(true);
    let id = start(&endpoint, "fail");
    let error = invoke(&function, event(&id, "fail")).await.unwrap_err();
    assert!(matches!(&error, InvocationError::Failed(_)), "{error}");
    let diagnostic = Diagnostic::from(error);
    assert_eq!(diagnostic.error_type, "RevisionUnavailable");
    assert!(diagnostic.error_message.contains("the commit is gone"), "{}", diagnostic.error_message);
    assert_eq!(endpoint.job(&id).unwrap().status, JobStatus::Failed);
    // Lambda's next try changes nothing, and ends them.
    invoke(&function, event(&id, "fail")).await.unwrap();
}
