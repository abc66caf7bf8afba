//! When and for how many jobs a worker polls.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use codepipeline_fail::{Failure, Shutdown, Worker};
use codepipeline_local::{ActionType, Endpoint, Fault, JobStatus, NewJob, Operation, RecordedRequest};

use crate::support::*;

const POLL: Operation = Operation::PollForJobs;

fn polls(endpoint: &Endpoint) -> Vec<RecordedRequest> {
    let mut requests = endpoint.requests();
    requests.retain(|request| request.operation == Some(POLL));
    requests
}

/// Lets a worker work for so long.
async fn work_for(worker: Worker, time: Duration) {
    let (trigger, shutdown) = Shutdown::by_hand();
    let work = tokio::spawn(worker.run_until(shutdown, handle));
    tokio::time::sleep(time).await;
    trigger.stop();
    work.await.unwrap().unwrap();
}

#[tokio::test(start_paused = true)]
async fn an_idle_worker_polls_once_an_interval() {
    let endpoint = endpoint();
    work_for(worker(&endpoint).poll_interval(Duration::from_secs(30)), Duration::from_hours(1)).await;
    let count = polls(&endpoint).len();
    assert!((110..=130).contains(&count), "{count}");
}

#[tokio::test(start_paused = true)]
async fn a_full_poll_is_followed_at_once_until_the_queue_is_empty() {
    let endpoint = endpoint();
    for _ in 0..20 {
        queue(&endpoint, "succeed");
    }
    let began = endpoint.now();
    run_until_done(&endpoint, worker(&endpoint).concurrency(2)).await;
    let taken = endpoint.now().saturating_sub(began);
    assert!(taken < Duration::from_secs(1), "{taken:?}");
}

#[tokio::test(start_paused = true)]
async fn it_polls_for_free_places_only() {
    static RUNNING: AtomicUsize = AtomicUsize::new(0);
    let endpoint = endpoint();
    for _ in 0..9 {
        queue(&endpoint, "succeed");
    }
    let (trigger, shutdown) = Shutdown::by_hand();
    let work = tokio::spawn(worker(&endpoint).concurrency(3).run_until(shutdown, async |_| {
        assert!(RUNNING.fetch_add(1, Ordering::Relaxed) < 3, "more than three jobs at a time");
        tokio::time::sleep(Duration::from_mins(1)).await;
        RUNNING.fetch_sub(1, Ordering::Relaxed);
        Ok::<_, Failure>(())
    }));
    endpoint.wait_until(|endpoint| endpoint.jobs().iter().all(|job| job.status.is_final())).await;
    trigger.stop();
    work.await.unwrap().unwrap();
    assert!(endpoint.jobs().iter().all(|job| job.status == JobStatus::Succeeded));
    // While every place is taken there is no poll.
    let at_most = |request: &RecordedRequest| request.body["maxBatchSize"].as_u64().unwrap() <= 3;
    assert!(polls(&endpoint).iter().all(at_most));
}

#[tokio::test(start_paused = true)]
async fn a_throttled_worker_slows_down_and_recovers() {
    let endpoint = endpoint();
    endpoint.faults().push(Fault::error(POLL, "ThrottlingException", 400).times(6));
    let id = queue(&endpoint, "succeed");
    run_until_done(&endpoint, worker(&endpoint)).await;
    assert_eq!(endpoint.job(&id).unwrap().status, JobStatus::Succeeded);
    let times: Vec<_> = polls(&endpoint).iter().map(|request| request.at).collect();
    let gaps: Vec<_> = times.windows(2).map(|pair| pair[1].saturating_sub(pair[0])).collect();
    assert!(gaps[..6].is_sorted(), "{gaps:?}");
}

#[tokio::test(start_paused = true)]
async fn what_polling_is_refused_for_is_told_and_not_fatal() {
    let endpoint = Endpoint::builder().authentication(codepipeline_local::Authentication::Off).build();
    let worker = worker(&endpoint);
    let health = worker.health();
    let (trigger, shutdown) = Shutdown::by_hand();
    let work = tokio::spawn(worker.run_until(shutdown, handle));
    endpoint.wait_until(|endpoint| polls(endpoint).len() == 3).await;
    assert!(health.poll_error().unwrap().contains("ActionTypeNotFoundException"));
    assert_eq!(health.since_last_poll(), None);

    // The action type is made; the next poll finds it.
    endpoint.register(ActionType::custom("Deploy", "Acme", "1"));
    endpoint.wait_until(|endpoint| polls(endpoint).len() == 4).await;
    tokio::time::sleep(Duration::from_secs(1)).await;
    assert_eq!(health.poll_error(), None);
    assert!(health.since_last_poll().unwrap() < Duration::from_mins(1));
    trigger.stop();
    work.await.unwrap().unwrap();
}

#[tokio::test(start_paused = true)]
async fn it_asks_for_the_value_of_the_queryable_property() {
    let endpoint = endpoint();
    let job =
        |stack| NewJob::custom(action_type()).configuration("Stack", stack).user_parameters("\"succeed\"");
    let (ours, theirs) = (endpoint.queue(job("ours")), endpoint.queue(job("theirs")));
    work_for(worker(&endpoint).query("Stack", "ours"), Duration::from_mins(1)).await;
    assert_eq!(endpoint.job(&ours).unwrap().status, JobStatus::Succeeded);
    assert_eq!(endpoint.job(&theirs).unwrap().status, JobStatus::Queued);
}
