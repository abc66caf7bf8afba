//! The integration model, in which the return value is the result.

use std::time::{Duration, SystemTime};

use codepipeline_fail::lambda::{Integration, PermissionSpelling, integration};
use codepipeline_fail::{Failure, FailureType, Job};
use lambda_runtime::{Context, LambdaEvent};
use serde_json::{Value, json};
use tokio::time::Instant;
use tower_service::Service as _;
use wire_tests::{Log, without_reference};

use crate::support::handle;

const ID: &str = "11111111-abcd-1111-abcd-111111abcdef";

fn event(what: &str) -> Value {
    json!({
        "jobId": ID,
        "accountId": "012345678910",
        "data": {
            "actionConfiguration": { "UserParameters": format!("{what:?}") },
            "actionCredentials": {
                "accessKeyId": "canary-id", "secretAccessKey": "canary-key", "sessionToken": "canary-token",
            },
        },
    })
}

async fn returned(integration: Integration, event: Value) -> Value {
    let start = Instant::now();
    let epoch = SystemTime::UNIX_EPOCH + Duration::from_hours(500_000);
    let mut context = Context::default();
    context.deadline = 1_800_000_060_000;
    let event = LambdaEvent::new(serde_json::from_value(event).unwrap(), context);
    let mut integration = integration.simulated(move || epoch + start.elapsed());
    serde_json::to_value(integration.call(event).await.unwrap()).unwrap()
}

#[tokio::test(start_paused = true)]
async fn a_success_is_returned() {
    let result = returned(integration(handle), event("succeed")).await;
    assert_eq!(result["result"], "Success");
    assert_eq!(result["status"]["summary"], "done");
}

#[tokio::test(start_paused = true)]
async fn a_continuation_is_returned() {
    let result = returned(integration(handle), event("continue")).await;
    assert_eq!((&result["result"], &result["continuation"]["State"]), (&json!("Continue"), &json!("half")));
}

#[tokio::test(start_paused = true)]
async fn a_failure_is_returned_whatever_it_is() {
    let failed = |result: &Value, failure_type: &str| {
        assert_eq!((&result["result"], &result["failureType"]), (&json!("Fail"), &json!(failure_type)));
        result["status"]["Summary"].as_str().unwrap().to_owned()
    };
    let result = returned(integration(handle), event("fail")).await;
    assert_eq!(without_reference(&failed(&result, "RevisionUnavailable")).0, "the commit is gone");
    let result = returned(integration(handle), event("panic")).await;
    assert_eq!(without_reference(&failed(&result, "JobFailed")).0, "The job ended by an internal error.");
    let result = returned(integration(handle), json!({ "jobId": ID, "data": 7 })).await;
    assert!(failed(&result, "ConfigurationError").contains("`data` is not"));
    let result = returned(integration(handle), json!({})).await;
    assert!(failed(&result, "ConfigurationError").contains("`jobId` is missing"));
}

#[tokio::test(start_paused = true)]
async fn time_that_runs_out_is_told_in_time() {
    let started = Instant::now();
    let result = returned(integration(handle), event("hang")).await;
    assert_eq!(started.elapsed(), Duration::from_secs(57));
    assert_eq!(result["failureType"], "SystemUnavailable");
    let result = returned(integration(handle), event("checkpoint")).await;
    assert_eq!(result["continuation"]["state"], "from here");
}

#[tokio::test(start_paused = true)]
async fn a_permission_is_spelled_as_wanted() {
    let denied = async |_: Job| Err::<(), _>(Failure::new(FailureType::PermissionError, "no"));
    assert_eq!(returned(integration(denied), event("")).await["failureType"], "PermissionsError");
    let other = integration(denied).permission_spelling(PermissionSpelling::PermissionError);
    assert_eq!(returned(other, event("")).await["failureType"], "PermissionError");
}

#[tokio::test(start_paused = true)]
async fn credentials_are_neither_returned_nor_logged() {
    let log = Log::default();
    let _logging = log.begin();
    let leaking =
        async |_: Job| Err::<(), _>(Failure::new(FailureType::JobFailed, "canary-key canary-token"));
    let result = returned(integration(leaking), event("canary")).await;
    assert!(result["status"]["summary"].as_str().unwrap().starts_with("*** ***"), "{result}");
    assert!(!log.text().contains("canary"), "{}", log.text());
}
