//! Workers that are asked to end.

#![cfg(unix)]

use std::time::{Duration, Instant};

use codepipeline_local::JobStatus;
use process_tests::Lab;
use rustix::process::Signal;

const WORKER: &str = env!("CARGO_BIN_EXE_worker");

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn jobs_end_as_their_handlers_do() {
    let lab = Lab::new(WORKER).await;
    let mut worker = lab.start("a", &[]);
    let [good, bad, buggy, slow] =
        ["\"succeed\"", "\"fail\"", "\"panic\"", "{\"run\": 20}"].map(|w| lab.queue(w));
    lab.until_done().await;
    for id in [good, slow] {
        assert_eq!(lab.job(&id).status, JobStatus::Succeeded);
    }
    assert_eq!(lab.failure(&bad).0, "RevisionUnavailable");
    assert_eq!(lab.failure(&buggy).0, "JobFailed");
    worker.end().await;
    lab.check();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sigterm_ends_it_within_the_grace_with_all_reported() {
    let lab = Lab::new(WORKER).await;
    let mut worker = lab.start("a", &["grace=4000"]);
    let (hangs, blocks, runs) =
        (lab.queue("\"hang\""), lab.queue("\"blocking\""), lab.queue("{\"run\": 1000}"));
    lab.until("the runs", |_| lab.runs().len() == 3).await;
    let asked = Instant::now();
    worker.end().await;
    // With the time that a busy machine takes to end a process.
    assert!(asked.elapsed() < Duration::from_secs(8), "{:?}", asked.elapsed());
    for id in [hangs, blocks] {
        let (failure_type, message) = lab.failure(&id);
        assert!(failure_type == "SystemUnavailable" && message.contains("shut down"), "{message}");
    }
    assert_eq!(lab.job(&runs).status, JobStatus::Succeeded);
    lab.check();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_second_sigterm_hurries() {
    let lab = Lab::new(WORKER).await;
    let mut worker = lab.start("a", &["grace=3600000"]);
    let id = lab.queue("\"hang\"");
    lab.until("the run", |_| lab.runs().len() == 1).await;
    worker.signal(Signal::TERM);
    worker.logged("asked to end: no more jobs are taken").await;
    assert_eq!(lab.job(&id).status, JobStatus::InProgress);
    worker.end().await;
    assert!(lab.failure(&id).1.contains("shut down"));
    lab.check();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sigint_ends_it_too() {
    let lab = Lab::new(WORKER).await;
    let mut worker = lab.start("a", &[]);
    lab.until("a poll", |endpoint| !endpoint.requests().is_empty()).await;
    worker.signal(Signal::INT);
    assert!(worker.ended().await.success());
}
