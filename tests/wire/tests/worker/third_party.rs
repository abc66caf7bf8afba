//! A partner's worker.

use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use codepipeline_fail::{ActionType as WorkersType, LostAcknowledgement, Shutdown, Worker};
use codepipeline_local::{ActionType, Endpoint, Fault, JobStatus, NewJob, Operation};
use wire_tests::client;

use crate::support::*;

const ACKNOWLEDGE: Operation = Operation::AcknowledgeThirdPartyJob;
const CLIENT: &str = "3f0a5e7c-9d21-4b68-8c4f-0123456789ab";

fn job(what: &str) -> NewJob {
    let job = NewJob::third_party(ActionType::third_party("Test", "Acme", "1"), "hush").client_id(CLIENT);
    job.user_parameters(format!("{what:?}"))
}

fn third_party_worker<P, F>(endpoint: &Endpoint, tokens: P) -> Worker
where
    P: Fn(String) -> F + Send + Sync + 'static,
    F: Future<Output = Result<String, io::Error>> + Send + 'static,
{
    Worker::third_party(&client(endpoint), WorkersType::new("Test", "Acme", "1"), tokens).seed(7)
}

#[tokio::test(start_paused = true)]
async fn its_jobs_are_opened_by_the_clients_token() {
    let endpoint = endpoint();
    let id = endpoint.queue(job("continue"));
    let worker = third_party_worker(&endpoint, async |client_id: String| {
        assert_eq!(client_id, CLIENT);
        Ok("hush".to_owned())
    });
    run_until_done(&endpoint, worker).await;
    let first = endpoint.job(&id).unwrap();
    assert_eq!(first.status, JobStatus::Succeeded);
    let second = endpoint.job(first.continued_by.unwrap()).unwrap();
    assert_eq!(second.status, JobStatus::Succeeded);
}

#[tokio::test(start_paused = true)]
async fn a_job_without_a_token_is_left_to_be_handed_out_again() {
    static ASKED: AtomicUsize = AtomicUsize::new(0);
    let endpoint = endpoint();
    let id = endpoint.queue(job("continue"));
    let worker = third_party_worker(&endpoint, async |_| {
        let is_there = ASKED.fetch_add(1, Ordering::Relaxed) > 0;
        is_there.then(|| "hush".to_owned()).ok_or_else(|| io::Error::other("the store is down"))
    });
    run_until_done(&endpoint, worker).await;
    let job = endpoint.job(&id).unwrap();
    assert_eq!((job.status, job.deliveries), (JobStatus::Succeeded, 2));
}

#[tokio::test(start_paused = true)]
async fn a_wrong_token_opens_nothing() {
    let endpoint = endpoint();
    let id = endpoint.queue(job("continue"));
    let worker = third_party_worker(&endpoint, async |_| Ok("wrong".to_owned()));
    let (trigger, shutdown) = Shutdown::by_hand();
    let work = tokio::spawn(worker.run_until(shutdown, handle));
    endpoint.wait_for(&id, |job| job.deliveries == 2).await;
    trigger.stop();
    work.await.unwrap().unwrap();
    let is_open = matches!(endpoint.job(&id).unwrap().status, JobStatus::Dispatched | JobStatus::Queued);
    assert!(is_open);
}

/// What becomes of a job that is handed out again although its acknowledgement took effect, whose answer was lost.
async fn handed_out_again_in_progress(policy: LostAcknowledgement) -> JobStatus {
    let endpoint = endpoint();
    let id = endpoint.queue(job("continue"));
    endpoint.faults().push(Fault::disconnect(ACKNOWLEDGE).after());
    endpoint.faults().push(Fault::disconnect(ACKNOWLEDGE).always());
    let worker = third_party_worker(&endpoint, async |_| Ok("hush".to_owned())).lost_acknowledgement(policy);
    let (trigger, shutdown) = Shutdown::by_hand();
    let work = tokio::spawn(worker.run_until(shutdown, handle));
    endpoint.wait_for(&id, |job| job.status == JobStatus::InProgress).await;
    assert!(endpoint.redeliver(&id));
    endpoint.wait_for(&id, |job| job.deliveries == 2).await;
    endpoint.faults().clear();
    tokio::time::sleep(Duration::from_secs(20)).await;
    trigger.stop();
    work.await.unwrap().unwrap();
    endpoint.job(&id).unwrap().status
}

#[tokio::test(start_paused = true)]
async fn a_newer_nonce_does_not_hide_a_job_that_can_only_be_ours() {
    let status = handed_out_again_in_progress(LostAcknowledgement::Ours).await;
    assert_eq!(status, JobStatus::Succeeded);
}

#[tokio::test(start_paused = true)]
async fn a_newer_nonce_may_be_another_workers() {
    let within = LostAcknowledgement::OursWithin(Duration::from_mins(1));
    for policy in [LostAcknowledgement::LeaveAlone, within] {
        assert_eq!(handed_out_again_in_progress(policy).await, JobStatus::InProgress, "{policy:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_job_that_was_taken_for_ours_becomes_ours_when_it_is_handed_out_again() {
    let endpoint = endpoint();
    // Neither takes effect: the first is lost, and the second has the answer of a job that is somebody's.
    endpoint.faults().push(Fault::disconnect(ACKNOWLEDGE));
    endpoint.faults().push(Fault::error(ACKNOWLEDGE, "InvalidNonceException", 400));
    let id = endpoint.queue(job("take a minute"));
    let worker = third_party_worker(&endpoint, async |_| Ok("hush".to_owned()));
    let worker = worker.lost_acknowledgement(LostAcknowledgement::Ours);
    let (trigger, shutdown) = Shutdown::by_hand();
    let work = tokio::spawn(worker.run_until(shutdown, handle));
    endpoint.wait_until(|endpoint| endpoint.faults().all()[1].injected() == 1).await;
    assert!(endpoint.redeliver(&id));
    endpoint.wait_for(&id, |job| job.status.is_final()).await;
    trigger.stop();
    work.await.unwrap().unwrap();
    let job = endpoint.job(&id).unwrap();
    assert_eq!((job.status, job.deliveries), (JobStatus::Succeeded, 2));
    assert!(job.refused.is_empty(), "{:?}", job.refused);
}
