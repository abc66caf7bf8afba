//! Functions that are invoked with the jobs of an endpoint, and report to it.

use super::support::worker;
use codepipeline_local::lambda::Function;
use codepipeline_local::{Authentication, Clock, Endpoint, EndpointBuilder, JobStatus, NewJob, Server};
use serde_json::json;
use std::time::Duration;

/// The function of these tests signs nothing.
fn endpoint() -> EndpointBuilder {
    Endpoint::builder().authentication(Authentication::Off)
}

async fn attached(endpoint: &Endpoint) -> (Server, Function) {
    let server = endpoint.serve(([127, 0, 0, 1], 0)).await.unwrap();
    let function = worker().report_to(&server).build();
    function.attach(endpoint);
    (server, function)
}

#[tokio::test]
async fn a_job_invokes_the_function_and_the_function_ends_the_job() {
    let endpoint = endpoint().build();
    let (_server, function) = attached(&endpoint).await;
    let parameters = json!({ "outputVariables": { "Status": "200" } }).to_string();
    let id = endpoint.start(NewJob::lambda("worker").user_parameters(parameters));
    let invocation = function.invocation_of(&id).await;
    let attempts = invocation.ended().await;
    assert!(attempts[0].outcome.response().is_some(), "{attempts:?}");
    assert_eq!(invocation.job_id(), Some(&id));
    let job = endpoint.job(&id).unwrap();
    assert_eq!(job.success().unwrap().output_variables["Status"], "200");
}

#[tokio::test]
async fn a_continued_job_invokes_it_again_when_its_time_has_come() {
    let endpoint = endpoint().clock(Clock::manual()).continue_after(Duration::from_secs(30)).build();
    let (_server, function) = attached(&endpoint).await;
    let parameters = json!({ "continuationToken": "go on" }).to_string();
    let id = endpoint.queue(NewJob::lambda("worker").user_parameters(parameters));
    let job = endpoint.wait_for(&id, |job| job.status.is_final()).await.unwrap();
    let next = job.continued_by.unwrap();
    assert_eq!(endpoint.job(&next).unwrap().status, JobStatus::Created);
    endpoint.advance(Duration::from_secs(30));
    let job = endpoint.wait_for(&next, |job| job.status.is_final()).await.unwrap();
    assert_eq!(job.success().unwrap().output_variables["Token"], "go on");
    assert_eq!(function.invocations().len(), 2);
}

#[tokio::test]
async fn an_event_that_comes_again_finds_the_job_ended() {
    let endpoint = endpoint().build();
    let (_server, function) = attached(&endpoint).await;
    let id = endpoint.start(NewJob::lambda("worker"));
    let invocation = function.invocation_of(&id).await;
    invocation.ended().await;
    invocation.deliver_again();
    // Refused, it ends with an error, and so comes twice more.
    assert_eq!(invocation.ended().await.len(), 4);
    let job = endpoint.job(&id).unwrap();
    assert_eq!((job.status, job.refused.len()), (JobStatus::Succeeded, 3));
}

#[tokio::test]
async fn a_job_without_a_result_times_out_whatever_became_of_the_invocation() {
    let endpoint = endpoint().clock(Clock::manual()).build();
    let (_server, function) = attached(&endpoint).await;
    let id = endpoint.start(NewJob::lambda("worker").user_parameters("no JSON"));
    let attempts = function.invocation_of(&id).await.ended().await;
    assert_eq!(attempts.len(), 3);
    assert_eq!(endpoint.job(&id).unwrap().status, JobStatus::InProgress);
    endpoint.advance(Duration::from_mins(20));
    assert_eq!(endpoint.job(&id).unwrap().status, JobStatus::TimedOut);
}

#[tokio::test]
async fn nothing_of_a_job_is_shown() {
    let endpoint = endpoint().build();
    let (_server, function) = attached(&endpoint).await;
    let job = NewJob::lambda("worker").artifact_credentials("hush-id", "hush-key", "hush-token");
    let id = endpoint.start(job.user_parameters(r#"{"executionDetails":{"summary":"hush"}}"#));
    let invocation = function.invocation_of(&id).await;
    let attempts = invocation.ended().await;
    for shown in [format!("{function:?}"), format!("{invocation:?}"), format!("{attempts:?}")] {
        assert!(!shown.contains("hush"), "{shown}");
    }
}
