//! The integration model: what a function returns is its job's result.

#![cfg(unix)]

use codepipeline_local::{ActionType, JobId, JobStatus, JobView, NewJob};
use function_tests::Lab;

const FUNCTION: &str = env!("CARGO_BIN_EXE_function");

fn action_type() -> ActionType {
    ActionType::third_party("Test", "Acme", "1")
}

/// A lab whose function does the jobs of the action type.
async fn lab() -> Lab {
    let lab = Lab::with(FUNCTION, &["integration", "500"], |function| function).await;
    lab.function.integrate(&lab.endpoint, action_type());
    lab
}

async fn run(lab: &Lab, what: &str) -> JobView {
    let job = NewJob::third_party(action_type(), "token").user_parameters(format!("{what:?}"));
    ended(lab, &lab.endpoint.queue(job)).await
}

async fn ended(lab: &Lab, id: &JobId) -> JobView {
    lab.ended(&lab.invocation_of(id).await).await;
    // The result is what comes of it.
    lab.endpoint.wait_for(id, |job| job.status.is_final()).await.expect("it is there")
}

#[tokio::test]
async fn what_it_returns_is_the_result() {
    let lab = lab().await;
    assert_eq!(run(&lab, "succeed").await.status, JobStatus::Succeeded);
    for (what, failure_type, words) in [
        ("fail PermissionError", "PermissionError", "it is so"),
        ("panic", "JobFailed", "The job ended by an internal error."),
        ("sleep", "SystemUnavailable", "ran out of time"),
        ("nonsense", "ConfigurationError", "there is no"),
    ] {
        let job = run(&lab, what).await;
        let failure = job.failure().expect(what);
        assert_eq!(failure.failure_type, failure_type, "{what}");
        assert!(failure.message.contains(words), "{}", failure.message);
    }
}

#[tokio::test]
async fn a_continuation_comes_back() {
    let lab = lab().await;
    let first = run(&lab, "continue").await;
    assert_eq!(first.success().expect("it goes on").continuation_token.as_deref(), Some("half"));
    let next = ended(&lab, &first.continued_by.expect("there is another")).await;
    let details = next.success().expect("it succeeded").execution_details.clone();
    assert_eq!(details.expect("they are told").summary.as_deref(), Some("the rest"));
}
