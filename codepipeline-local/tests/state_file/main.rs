//! Jobs in a file: what survives, and what happens if it cannot be kept.

mod failures;

use codepipeline_local::{
    ActionType, ActionTypeDefinition, Clock, ConfigurationProperty, Endpoint, EndpointBuilder, JobStatus,
    JobView, NewJob, Operation,
};
use serde_json::{Value, json};
use std::path::PathBuf;
use std::time::Duration;
use tempfile::TempDir;

const POLL: &str = r#"{"maxBatchSize":9,"actionTypeId":{"category":"Deploy","owner":"Custom","provider":"Acme","version":"1"}}"#;

fn builder() -> EndpointBuilder {
    Endpoint::builder().clock(Clock::manual()).continue_after(Duration::from_secs(30))
}

fn folder() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("jobs.json");
    (folder, path)
}

fn job() -> NewJob {
    NewJob::custom(ActionType::custom("Deploy", "Acme", "1"))
}

fn call(endpoint: &Endpoint, operation: Operation, input: &Value) -> Result<Value, String> {
    let answer = endpoint.call(operation, input.to_string());
    answer.error().map_or(Ok(answer.json()), Err)
}

fn acknowledge(endpoint: &Endpoint, id: &str, nonce: &str) -> Result<Value, String> {
    call(endpoint, Operation::AcknowledgeJob, &json!({ "jobId": id, "nonce": nonce }))
}

fn poll(endpoint: &Endpoint) -> Vec<(String, String)> {
    let answer = endpoint.call(Operation::PollForJobs, POLL).json();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    answer["jobs"].as_array().unwrap().iter().map(|job| (text(&job["id"]), text(&job["nonce"]))).collect()
}

fn of_status(endpoint: &Endpoint, status: JobStatus) -> JobView {
    endpoint.jobs().into_iter().find(|job| job.status == status).unwrap_or_else(|| panic!("no {status} job"))
}

/// A job in each state, with all that a job can have.
fn fill(endpoint: &Endpoint) {
    endpoint.define(
        ActionTypeDefinition::new(ActionType::custom("Deploy", "Acme", "1"))
            .property(ConfigurationProperty::new("Token").secret())
            .execution_url_template("https://acme.example/{ExternalExecutionId}"),
    );
    endpoint.register(ActionType::custom("Test", "Acme", "7"));
    endpoint.advance(Duration::from_micros(1_500_001));
    endpoint.queue(job().configuration("Token", "hush"));
    assert_eq!(poll(endpoint).len(), 1); // Dispatched
    let succeeded = endpoint.start(job());
    let success = json!({
        "jobId": succeeded, "continuationToken": "more",
        "currentRevision": { "revision": "r", "changeIdentifier": "c", "created": 1.5, "revisionSummary": "s" },
        "executionDetails": { "summary": "s", "externalExecutionId": "x", "percentComplete": 7 },
    });
    call(endpoint, Operation::PutJobSuccessResult, &success).unwrap(); // Succeeded, and one Created
    let failed = endpoint.start(NewJob::lambda("check").user_parameters("\u{1F980} \"quoted\"\n"));
    let details = json!({ "type": "JobFailed", "message": "no\n\u{0}", "externalExecutionId": "y" });
    let failure = json!({ "jobId": failed, "failureDetails": details });
    call(endpoint, Operation::PutJobFailureResult, &failure).unwrap(); // Failed
    call(endpoint, Operation::PutJobFailureResult, &failure).unwrap_err(); // and refused
    endpoint.expire(endpoint.start(job())); // TimedOut
    let partner = NewJob::third_party(ActionType::third_party("Test", "Acme", "1"), "hush token");
    let client_id = "11111111-1111-1111-1111-111111111111";
    endpoint.start(partner.client_id(client_id).artifact_credentials("ID", "KEY", "SESSION")); // InProgress
    endpoint.queue(job().timeout(Duration::from_mins(15))); // Queued
}

#[test]
fn everything_survives() {
    let (_folder, path) = folder();
    let before = builder().open(&path).unwrap();
    fill(&before);
    let jobs = before.jobs();
    for status in JobStatus::ALL {
        of_status(&before, *status);
    }
    let (types, now) = (before.action_types(), before.now());
    drop(before);
    let after = builder().open(&path).unwrap();
    assert_eq!(after.jobs(), jobs);
    assert_eq!(after.action_types(), types);
    assert_eq!(after.now(), now);
    assert_eq!((after.requests(), after.faults().all()), (vec![], vec![]), "these are not kept");
}

#[test]
fn what_was_handed_out_may_be_acknowledged_still() {
    let (_folder, path) = folder();
    let before = builder().open(&path).unwrap();
    fill(&before);
    drop(before);
    let endpoint = builder().open(&path).unwrap();
    let dispatched = of_status(&endpoint, JobStatus::Dispatched).id;
    assert_eq!(acknowledge(&endpoint, dispatched.as_str(), "2"), Err("InvalidNonceException".into()));
    assert_eq!(acknowledge(&endpoint, dispatched.as_str(), "1").unwrap()["status"], "InProgress");
    drop(endpoint);
    let endpoint = builder().open(&path).unwrap();
    assert_eq!(acknowledge(&endpoint, dispatched.as_str(), "1"), Err("InvalidNonceException".into()));
}

#[test]
fn what_was_not_acknowledged_in_time_is_handed_out_again() {
    let (_folder, path) = folder();
    let before = builder().open(&path).unwrap();
    let id = String::from(before.queue(job()));
    assert_eq!(poll(&before), [(id.clone(), "1".into())]);
    before.advance(Duration::from_secs(59));
    drop(before);
    let endpoint = builder().open(&path).unwrap();
    assert_eq!(poll(&endpoint), []);
    endpoint.advance(Duration::from_secs(1));
    assert_eq!(poll(&endpoint), [(id, "2".into())]);
}

#[test]
fn a_redelivery_and_a_continuation_that_wait_still_come() {
    let (_folder, path) = folder();
    let before = builder().open(&path).unwrap();
    let id = String::from(before.start(job()));
    let input = json!({ "jobId": before.start(job()), "continuationToken": "more" });
    call(&before, Operation::PutJobSuccessResult, &input).unwrap();
    before.redeliver(&id);
    drop(before);
    let endpoint = builder().open(&path).unwrap();
    assert_eq!(poll(&endpoint), [(id, "1".into())]);
    endpoint.advance(Duration::from_secs(30));
    let created = endpoint.jobs()[2].clone();
    assert_eq!(
        (created.status, created.data.continuation_token.as_deref()),
        (JobStatus::Queued, Some("more"))
    );
    assert_eq!(created.continues.as_ref(), Some(&endpoint.jobs()[1].id));
    assert_eq!(poll(&endpoint), [(created.id.into(), "1".into())]);
}

#[test]
fn tokens_and_credentials_are_known_and_masked_still() {
    let (_folder, path) = folder();
    let before = builder().open(&path).unwrap();
    fill(&before);
    let dispatched = of_status(&before, JobStatus::Dispatched);
    let old = dispatched.artifact_credentials.secret_access_key;
    call(&before, Operation::GetJobDetails, &json!({ "jobId": dispatched.id })).unwrap();
    drop(before);
    let endpoint = builder().open(&path).unwrap();
    let partner = endpoint.jobs().into_iter().find(|job| job.data.action_type.owner == "ThirdParty").unwrap();
    let input = |token| json!({ "jobId": partner.id, "clientToken": token });
    let details = |token| call(&endpoint, Operation::GetThirdPartyJobDetails, &input(token));
    assert_eq!(details("another"), Err("InvalidClientTokenException".into()));
    let credentials = &details("hush token").unwrap()["jobDetails"]["data"]["artifactCredentials"];
    assert_eq!(
        credentials,
        &json!({ "accessKeyId": "ID", "secretAccessKey": "KEY", "sessionToken": "SESSION" })
    );

    acknowledge(&endpoint, dispatched.id.as_str(), "1").unwrap();
    let told = format!("{old} hush");
    let details = json!({ "type": "JobFailed", "message": told });
    let failure = json!({ "jobId": dispatched.id, "failureDetails": details });
    call(&endpoint, Operation::PutJobFailureResult, &failure).unwrap();
    assert_eq!(endpoint.requests().last().unwrap().body["failureDetails"]["message"], "*** ***");
}

#[tokio::test]
async fn time_goes_on_where_it_stood() {
    let (_folder, path) = folder();
    let endpoint = builder().open(&path).unwrap();
    let id = endpoint.start(job().timeout(Duration::from_secs(100)));
    endpoint.saved().await.unwrap();
    endpoint.advance(Duration::from_mins(1));
    drop(endpoint);
    let endpoint = builder().open(&path).unwrap();
    assert_eq!(endpoint.now(), Duration::from_mins(1), "although nothing else changed");
    endpoint.advance(Duration::from_secs(40));
    let job = endpoint.job(&id).unwrap();
    assert_eq!((job.status, job.ended), (JobStatus::TimedOut, Some(Duration::from_secs(100))));
}

/// No more than was on the disk is lost with the process; real time that passed is written when it ends.
#[tokio::test]
async fn real_time_that_has_passed_is_kept() {
    let (_folder, path) = folder();
    let time = std::sync::Arc::new(std::sync::atomic::AtomicU64::new(0));
    let source = std::sync::Arc::clone(&time);
    let read = move || Duration::from_secs(source.load(std::sync::atomic::Ordering::Relaxed));
    let endpoint = Endpoint::builder().clock(Clock::from_fn(read)).open(&path).unwrap();
    endpoint.start(job());
    endpoint.saved().await.unwrap();
    time.store(50, std::sync::atomic::Ordering::Relaxed);
    assert_eq!(endpoint.jobs().len(), 1);
    drop(endpoint);
    assert_eq!(builder().open(&path).unwrap().now(), Duration::from_secs(50));
}

#[test]
fn ids_do_not_come_twice() {
    let (_folder, path) = folder();
    let mut ids = std::collections::BTreeSet::new();
    for round in 0..3 {
        let endpoint = builder().open(&path).unwrap();
        let job = endpoint.job(endpoint.start(job())).unwrap();
        ids.extend([job.id.to_string(), job.pipeline_execution_id, job.action_execution_id]);
        ids.insert(job.artifact_credentials.access_key_id);
        if round == 1 {
            endpoint.reset();
        }
    }
    assert_eq!(ids.len(), 12);
}

#[test]
fn a_reset_is_kept() {
    let (_folder, path) = folder();
    let endpoint = builder().open(&path).unwrap();
    fill(&endpoint);
    endpoint.reset();
    drop(endpoint);
    let endpoint = builder().open(&path).unwrap();
    assert_eq!((endpoint.jobs(), endpoint.action_types()), (vec![], vec![]));
}
