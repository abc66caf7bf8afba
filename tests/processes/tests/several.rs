//! Several workers at one endpoint, and workers that are stopped for a while.

#![cfg(unix)]

use std::time::Duration;

use codepipeline_local::{Clock, Endpoint, Fault, JobStatus, Operation};
use process_tests::{Lab, Process};
use rustix::process::Signal;

const WORKER: &str = env!("CARGO_BIN_EXE_worker");

fn asked(endpoint: &Endpoint, operation: Operation) -> usize {
    endpoint.requests().iter().filter(|request| request.operation == Some(operation)).count()
}

/// A worker whose acknowledgement is on its way when it is stopped, and whose job another worker has done when it goes on.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_worker_that_was_stopped_too_long_sends_nothing_for_a_job_of_another() {
    let lab = Lab::with(WORKER, Endpoint::builder().clock(Clock::manual())).await;
    lab.endpoint.faults().push(Fault::silence(Operation::AcknowledgeJob));
    let id = lab.queue("\"succeed\"");
    let mut stopped = lab.start("stopped", &["attempt=2000"]);
    lab.until("an acknowledgement", |endpoint| asked(endpoint, Operation::AcknowledgeJob) == 1).await;
    stopped.signal(Signal::STOP);
    assert_eq!(lab.job(&id).status, JobStatus::Dispatched);
    lab.endpoint.advance(Duration::from_mins(2));

    let mut other = lab.start("other", &[]);
    lab.until_done().await;
    assert_eq!(lab.job(&id).deliveries, 2);
    let acknowledgements = asked(&lab.endpoint, Operation::AcknowledgeJob);
    stopped.signal(Signal::CONT);
    let again = |endpoint: &Endpoint| asked(endpoint, Operation::AcknowledgeJob) > acknowledgements;
    lab.until("the late acknowledgement", again).await;
    stopped.logged("it is left alone").await;
    stopped.end().await;
    other.end().await;
    assert_eq!(lab.runs().len(), 1);
    assert!(lab.job(&id).refused.is_empty());
    lab.check();
}

/// A job that is at work while its worker is stopped is its own all the same.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_worker_that_is_stopped_at_work_ends_its_job_later() {
    let lab = Lab::with(WORKER, Endpoint::builder().clock(Clock::manual())).await;
    let id = lab.queue("{\"run\": 2000}");
    let mut stopped = lab.start("stopped", &[]);
    lab.until("the run", |_| lab.runs().len() == 1).await;
    stopped.signal(Signal::STOP);
    lab.endpoint.advance(Duration::from_mins(2));
    let mut other = lab.start("other", &[]);
    let polls = asked(&lab.endpoint, Operation::PollForJobs);
    lab.until("polls", |endpoint| asked(endpoint, Operation::PollForJobs) > polls + 5).await;
    assert_eq!(lab.job(&id).status, JobStatus::InProgress);
    stopped.signal(Signal::CONT);
    lab.until_done().await;
    assert_eq!(lab.job(&id).status, JobStatus::Succeeded);
    stopped.end().await;
    other.end().await;
    lab.check();
}

/// So many workers, of which the first is stopped in the middle; when it is back, all jobs have one result.
async fn one_of_several_is_cut_off(workers: usize) {
    let lab = Lab::with(WORKER, Endpoint::builder().clock(Clock::manual())).await;
    let mut all: Vec<Process> = (0..workers).map(|i| lab.start(&format!("worker-{i}"), &[])).collect();
    let polled = |endpoint: &Endpoint| asked(endpoint, Operation::PollForJobs) >= workers * 2;
    lab.until("the workers", polled).await;
    let jobs = 20 * workers;
    for job in 0..jobs {
        let _ = lab.queue(["\"succeed\"", "\"fail\"", "{\"run\": 30}"][job % 3]);
    }
    let some =
        |endpoint: &Endpoint| endpoint.jobs().iter().filter(|job| job.status.is_final()).count() >= jobs / 4;
    lab.until("some jobs to end", some).await;
    all[0].signal(Signal::STOP);
    // It has four places for handlers, and as many for results that wait to be sent.
    let all_but_its = |endpoint: &Endpoint| {
        let jobs = endpoint.jobs();
        jobs.iter().all(|job| job.status != JobStatus::Queued)
            && jobs.iter().filter(|job| !job.status.is_final()).count() <= 8
    };
    lab.until("the others' jobs to end", all_but_its).await;
    // What it was handed and has not acknowledged, the others get.
    lab.endpoint.advance(Duration::from_mins(2));
    let acknowledged = |endpoint: &Endpoint| {
        endpoint.jobs().iter().all(|job| job.status.is_final() || job.status == JobStatus::InProgress)
    };
    lab.until("the others to take over", acknowledged).await;
    all[0].signal(Signal::CONT);
    lab.until_done().await;
    for worker in &mut all {
        worker.end().await;
    }
    assert_eq!(lab.runs().len(), jobs);
    lab.check();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_of_two_is_cut_off() {
    one_of_several_is_cut_off(2).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_of_eight_is_cut_off() {
    one_of_several_is_cut_off(8).await;
}
