//! The integration model: what a function returns is the result of its job.

use super::support::worker;
use codepipeline_local::lambda::Function;
use codepipeline_local::{ActionType, Clock, Endpoint, JobStatus, NewJob, Operation};
use serde_json::{Value, json};
use std::time::Duration;

fn custom() -> ActionType {
    ActionType::custom("Deploy", "Acme", "1")
}

fn integrated(endpoint: &Endpoint, action_type: ActionType) -> Function {
    let function = worker().build();
    function.integrate(endpoint, action_type);
    function
}

fn returning(job: NewJob, returned: &Value) -> NewJob {
    job.configuration("Return", returned.to_string())
}

#[tokio::test]
async fn what_a_function_returns_ends_its_job() {
    let endpoint = Endpoint::new();
    let _function = integrated(&endpoint, custom());
    let success = json!({ "result": "Success", "outputVariables": { "Url": "https://example.com" } });
    let failure =
        json!({ "result": "Fail", "failureType": "PermissionsError", "status": { "Summary": "no role" } });
    let [success, failure] =
        [success, failure].map(|returned| endpoint.queue(returning(NewJob::custom(custom()), &returned)));
    let job = endpoint.wait_for(&success, |job| job.status.is_final()).await.unwrap();
    assert_eq!(job.success().unwrap().output_variables["Url"], "https://example.com");
    let job = endpoint.wait_for(&failure, |job| job.status.is_final()).await.unwrap();
    let failure = job.failure().unwrap();
    assert_eq!((&*failure.failure_type, &*failure.message), ("PermissionError", "no role"));
}

#[tokio::test]
async fn a_partners_job_needs_no_client_token_from_its_function() {
    let endpoint = Endpoint::new();
    let action_type = ActionType::third_party("Test", "Acme", "1");
    let _function = integrated(&endpoint, action_type.clone());
    let id =
        endpoint.queue(returning(NewJob::third_party(action_type, "hush"), &json!({ "result": "success" })));
    let job = endpoint.wait_for(&id, |job| job.status.is_final()).await.unwrap();
    assert_eq!(job.status, JobStatus::Succeeded);
}

#[tokio::test]
async fn a_continuation_brings_another_job_with_its_state() {
    let endpoint = Endpoint::builder().clock(Clock::manual()).continue_after(Duration::from_secs(30)).build();
    let function = integrated(&endpoint, custom());
    let returned = json!({ "result": "Continue", "continuation": { "State": { "build": 7 } } });
    let id = endpoint.queue(returning(NewJob::custom(custom()), &returned));
    let job = endpoint.wait_for(&id, |job| job.continued_by.is_some()).await.unwrap();
    endpoint.advance(Duration::from_secs(30));
    let job = endpoint.wait_for(job.continued_by.unwrap(), |job| job.status.is_final()).await.unwrap();
    let details = job.success().unwrap().execution_details.as_ref().unwrap();
    assert_eq!(details.summary.as_deref(), Some(r#"{"build":7}"#));
    assert_eq!(function.invocations().len(), 2);
}

#[tokio::test]
async fn a_function_that_fails_fails_its_job_at_once() {
    let endpoint = Endpoint::new();
    let function = integrated(&endpoint, custom());
    let id = endpoint.queue(NewJob::custom(custom()).configuration("Return", "no JSON"));
    let job = endpoint.wait_for(&id, |job| job.status.is_final()).await.unwrap();
    let failure = job.failure().unwrap();
    assert_eq!(failure.failure_type, "JobFailed");
    assert!(failure.message.starts_with("the function failed: Runtime.ExitError: "), "{failure:?}");
    assert_eq!(function.invocation_of(&id).await.attempts().len(), 1);
}

#[tokio::test]
async fn nobody_polls_for_such_a_job() {
    let endpoint = Endpoint::new();
    let function = integrated(&endpoint, custom());
    // The function is not asked before this task waits for something.
    let id = endpoint.queue(returning(NewJob::custom(custom()), &json!({ "result": "Success" })));
    let action_type = json!({ "category": "Deploy", "owner": "Custom", "provider": "Acme", "version": "1" });
    let polled = endpoint.call(Operation::PollForJobs, json!({ "actionTypeId": action_type }).to_string());
    assert_eq!(polled.json()["jobs"], json!([]));
    function.invocation_of(&id).await.ended().await;
    assert_eq!(endpoint.job(&id).unwrap().deliveries, 0);
}

#[tokio::test]
async fn a_result_that_comes_too_late_is_refused() {
    let endpoint = Endpoint::builder().clock(Clock::manual()).build();
    let function = worker().timeout(Duration::from_secs(1)).build();
    function.integrate(&endpoint, custom());
    // What it gets is the failure that the function's timeout is.
    let id = endpoint.queue(NewJob::custom(custom()).configuration("Return", "never"));
    function.invocation_of(&id).await.handed_out(1).await;
    endpoint.expire(&id);
    let job = endpoint.wait_for(&id, |job| !job.refused.is_empty()).await.unwrap();
    assert_eq!((job.status, &*job.refused[0].code), (JobStatus::TimedOut, "InvalidJobStateException"));
}
