//! A partner's worker.

use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};

use codepipeline_fail::{ActionType as WorkersType, Shutdown, Worker};
use codepipeline_local::{ActionType, Endpoint, JobStatus, NewJob};
use wire_tests::client;

use crate::support::*;

const CLIENT: &str = "3f0a5e7c-9d21-4b68-8c4f-0123456789ab";

fn job(token: &str) -> NewJob {
    let job = NewJob::third_party(ActionType::third_party("Test", "Acme", "1"), token).client_id(CLIENT);
    job.user_parameters("\"continue\"")
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
    let id = endpoint.queue(job("hush"));
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
    let id = endpoint.queue(job("hush"));
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
    let id = endpoint.queue(job("hush"));
    let worker = third_party_worker(&endpoint, async |_| Ok("wrong".to_owned()));
    let (trigger, shutdown) = Shutdown::by_hand();
    let work = tokio::spawn(worker.run_until(shutdown, handle));
    endpoint.wait_for(&id, |job| job.deliveries == 2).await;
    trigger.stop();
    work.await.unwrap().unwrap();
    let is_open = matches!(endpoint.job(&id).unwrap().status, JobStatus::Dispatched | JobStatus::Queued);
    assert!(is_open);
}
