//! Faults that take time: the request, its answer or both are late.

use crate::support::*;
use bytes::Bytes;
use codepipeline_local::{Answer, Endpoint, Fault, JobId, JobStatus, Operation};
use http::Request;
use serde_json::json;
use std::time::Duration;
use tokio::time::{Instant, timeout};

const PUT: Operation = Operation::PutJobSuccessResult;
const TEN: Duration = Duration::from_secs(10);
const NINE: Duration = Duration::from_secs(9);
const TWO: Duration = Duration::from_secs(2);

fn request(id: &JobId) -> Request<Bytes> {
    let request = Request::post("/").header("Content-Type", "application/x-amz-json-1.1");
    let request = request.header("X-Amz-Target", format!("CodePipeline_20150709.{PUT}"));
    request.body(json!({ "jobId": id.as_str() }).to_string().into()).unwrap()
}

fn struck_by(fault: Fault) -> (Endpoint, JobId, Request<Bytes>) {
    let endpoint = endpoint();
    let id = endpoint.start(job());
    endpoint.faults().push(fault);
    let request = request(&id);
    (endpoint, id, request)
}

/// The time that a request takes until its answer, and that answer.
async fn timed(endpoint: &Endpoint, request: &Request<Bytes>) -> (Duration, Answer) {
    let start = Instant::now();
    let answer = endpoint.handle(request).await;
    (start.elapsed(), answer)
}

#[tokio::test(start_paused = true)]
async fn a_delayed_request_takes_effect_late() {
    let (endpoint, id, request) = struck_by(Fault::delay(PUT, TEN));
    let asked = tokio::spawn({
        let endpoint = endpoint.clone();
        async move { timed(&endpoint, &request).await }
    });
    tokio::time::sleep(NINE).await;
    assert_eq!(status(&endpoint, &id), JobStatus::InProgress);
    assert_eq!(endpoint.requests(), []);
    tokio::time::sleep(TWO).await;
    assert_eq!(status(&endpoint, &id), JobStatus::Succeeded);
    let (took, answer) = asked.await.unwrap();
    assert_eq!((took, answer.response().unwrap().status().as_u16()), (TEN, 200));
}

#[tokio::test(start_paused = true)]
async fn a_delayed_answer_is_of_a_request_that_took_effect_at_once() {
    let (endpoint, id, request) = struck_by(Fault::delay(PUT, TEN).after());
    let asked = tokio::spawn({
        let endpoint = endpoint.clone();
        async move { timed(&endpoint, &request).await }
    });
    tokio::time::sleep(Duration::from_millis(1)).await;
    assert_eq!(status(&endpoint, &id), JobStatus::Succeeded);
    assert!(!asked.is_finished());
    let (took, answer) = asked.await.unwrap();
    assert_eq!((took, answer.error()), (TEN, None));
}

#[tokio::test(start_paused = true)]
async fn a_request_takes_effect_although_its_client_gave_up() {
    for (fault, status_at_once) in [
        (Fault::delay(PUT, TEN), JobStatus::InProgress),
        (Fault::delay(PUT, TEN).after(), JobStatus::Succeeded),
    ] {
        let (endpoint, id, request) = struck_by(fault.clone());
        let gave_up = timeout(TWO, endpoint.handle(&request)).await;
        assert!(gave_up.is_err(), "{fault:?}");
        assert_eq!(status(&endpoint, &id), status_at_once, "{fault:?}");
        tokio::time::sleep(NINE).await;
        assert_eq!(status(&endpoint, &id), JobStatus::Succeeded, "{fault:?}");
        assert_eq!(endpoint.requests().len(), 1, "{fault:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_retry_may_overtake_a_delayed_request() {
    let (endpoint, id, request) = struck_by(Fault::delay(PUT, TEN));
    assert!(timeout(TWO, endpoint.handle(&request)).await.is_err());
    let retried = endpoint.handle(&request).await;
    assert_eq!(retried.error(), None, "the fault strikes once");
    tokio::time::sleep(TEN).await;
    let view = endpoint.job(&id).unwrap();
    assert_eq!((view.status, view.refused.len()), (JobStatus::Succeeded, 1), "the first came second");
    let errors: Vec<_> = endpoint.requests().into_iter().map(|request| request.error).collect();
    assert_eq!(errors, [None, Some("InvalidJobStateException".into())]);
}

#[tokio::test(start_paused = true)]
async fn another_fault_may_be_late_too() {
    for (fault, status_after) in [
        (Fault::error(PUT, "InternalFailure", 500), JobStatus::InProgress),
        (Fault::error(PUT, "InternalFailure", 500).after(), JobStatus::Succeeded),
        (Fault::disconnect(PUT), JobStatus::InProgress),
        (Fault::disconnect(PUT).after(), JobStatus::Succeeded),
        (Fault::truncate(PUT), JobStatus::Succeeded),
    ] {
        let (endpoint, id, request) = struck_by(fault.delayed(TEN));
        let (took, answer) = timed(&endpoint, &request).await;
        assert_eq!(took, TEN, "{answer:?}");
        assert_ne!(answer.response().map(|response| response.status().as_u16()), Some(200));
        assert_eq!(status(&endpoint, &id), status_after, "{answer:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn no_other_request_waits() {
    let (endpoint, _, slow) = struck_by(Fault::delay(PUT, TEN));
    let other = request(&endpoint.start(job()));
    let waits = tokio::spawn({
        let endpoint = endpoint.clone();
        async move { endpoint.handle(&slow).await }
    });
    tokio::task::yield_now().await;
    let (took, answer) = timed(&endpoint, &other).await;
    assert_eq!((took, answer.error()), (Duration::ZERO, None));
    waits.await.unwrap();
}

#[test]
fn a_call_does_not_wait() {
    let (endpoint, id, _) = struck_by(Fault::delay(PUT, Duration::from_hours(1)));
    assert_eq!(succeed(&endpoint, &id), Ok(()));
    assert_eq!(endpoint.faults().all()[0].injected(), 1);
}
