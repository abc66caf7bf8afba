//! Workers that end without being asked, and what the next one with their journal makes of it.

#![cfg(unix)]

use std::collections::{BTreeMap, HashMap};
use std::time::Duration;

use codepipeline_local::{Clock, Endpoint, EventKind, JobStatus, Operation};
use process_tests::Lab;

const WORKER: &str = env!("CARGO_BIN_EXE_worker");

/// A job ends its worker; the next worker reports it, and what was at work beside it.
async fn crashes(lab: &Lab, work: &str, mut first: process_tests::Process) -> String {
    let beside = lab.queue("\"hang\"");
    lab.until("the run", |_| lab.runs().len() == 1).await;
    let id = lab.queue(work);
    let status = first.ended().await;
    assert!(!status.success(), "{status}");
    let statuses = [&id, &beside].map(|id| lab.job(id).status);
    assert_eq!(statuses, [JobStatus::InProgress; 2], "{status}");

    let mut second = lab.start("a", &["lost=ours"]);
    lab.until_done().await;
    for id in [id, beside] {
        let (failure_type, message) = lab.failure(&id);
        assert!(failure_type == "SystemUnavailable" && message.contains("restarted"), "{message}");
    }
    second.end().await;
    lab.check();
    first.whole_log().await
}

async fn crashes_by(work: &str) -> String {
    let lab = Lab::new(WORKER).await;
    let first = lab.start("a", &["lost=ours"]);
    crashes(&lab, work, first).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_abort_is_reported_by_the_next_worker() {
    crashes_by("\"abort\"").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_exit_is_reported_by_the_next_worker() {
    crashes_by("\"exit\"").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_stack_is_reported_by_the_next_worker() {
    let log = crashes_by("\"overflow\"").await;
    assert!(log.contains("has overflowed its stack"), "{log}");
}

/// A handler that keeps a thread of the runtime can hold up its whole worker, so that only a kill ends it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_kept_thread_is_reported_by_the_next_worker() {
    let lab = Lab::new(WORKER).await;
    let id = lab.queue("\"block\"");
    let mut first = lab.start("a", &["lost=ours"]);
    lab.until_status(&id, JobStatus::InProgress).await;
    first.kill().await;
    let mut second = lab.start("a", &["lost=ours"]);
    lab.until_done().await;
    assert!(lab.failure(&id).1.contains("restarted"));
    second.end().await;
    lab.check();
}

#[cfg(target_os = "linux")] // Others do not keep to the limit.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_memory_limit_is_reported_by_the_next_worker() {
    let lab = Lab::new(WORKER).await;
    let first = lab.start_by(lab.shell("ulimit -v 1048576"), lab.folder(), "a", &["lost=ours"]);
    let log = crashes(&lab, "\"allocate\"", first).await;
    assert!(log.contains("memory allocation of"), "{log}");
}

/// How many workers of a round are killed, one after the other, each after so many requests, and perhaps after so much
/// time that CodePipeline hands out again what was not acknowledged.
const KILLS: usize = 25;

/// Kills workers at random moments.
async fn kills(seed: u64, settings: &[&str]) -> Lab {
    let mut random = fastrand::Rng::with_seed(seed);
    let endpoint =
        Endpoint::builder().seed(seed).clock(Clock::manual()).job_timeout(Duration::from_hours(24));
    let lab = Lab::with(WORKER, endpoint).await;
    for _ in 0..KILLS {
        for _ in 0..random.usize(1..=4) {
            let work = ["\"succeed\"", "\"fail\"", "\"panic\"", "{\"run\": 3}", "{\"run\": 40}"];
            let _ = lab.queue(random.choice(work).unwrap_or("\"succeed\""));
        }
        let last = lab.endpoint.requests().len() + random.usize(1..=14);
        let mut worker = lab.start("a", settings);
        lab.until("a request", |endpoint| endpoint.requests().len() >= last).await;
        worker.kill().await;
        if random.bool() {
            lab.endpoint.advance(Duration::from_mins(2));
        }
    }
    lab
}

/// Lets a worker finish what the killed ones left.
async fn finish(lab: &Lab, settings: &[&str], left: impl FnMut(&Endpoint) -> bool) {
    lab.endpoint.advance(Duration::from_mins(2));
    let mut worker = lab.start("a", settings);
    lab.until("the jobs to end", left).await;
    worker.end().await;
}

/// Whether all jobs have ended. One that a killed worker was about to acknowledge, and that was handed out again since, is
/// taken for acknowledged by the next one: its result for it is refused, and a delivery that comes meanwhile ignored. Such
/// a job's time passes once more.
fn have_ended() -> impl FnMut(&Endpoint) -> bool {
    let mut ignored = HashMap::new();
    move |endpoint| {
        let (jobs, requests) = (endpoint.jobs(), endpoint.requests().len());
        for job in jobs.iter().filter(|job| job.status == JobStatus::Dispatched) {
            let since = *ignored.entry((job.id.clone(), job.deliveries)).or_insert(requests);
            if requests > since + 20 {
                endpoint.redeliver(&job.id);
            }
        }
        jobs.iter().all(|job| job.status.is_final())
    }
}

async fn each_acknowledged_job_has_one_result(seed: u64) {
    let lab = kills(seed, &["lost=ours"]).await;
    finish(&lab, &["lost=ours"], have_ended()).await;
    lab.check_runs();
    let mut endings = BTreeMap::<_, usize>::new();
    for job in lab.endpoint.jobs() {
        let unacknowledged =
            job.history.iter().take_while(|event| !matches!(event.kind, EventKind::Acknowledged { .. }));
        let too_soon = unacknowledged.filter(|event| matches!(event.kind, EventKind::Refused { .. })).count();
        let mut refused = job.refused.iter().skip(too_soon);
        assert!(refused.all(|refused| Some(&refused.result) == job.result.as_ref()), "{job:#?}");
        let message = job.failure().map_or("", |failure| &failure.message);
        let message = message.split(" (ref").next().unwrap_or_default().to_owned();
        *endings.entry((job.status, message)).or_default() += 1;
    }
    println!("seed {seed}: {endings:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_hundred_kills_lose_no_job() {
    for seed in 0..8 {
        each_acknowledged_job_has_one_result(seed).await;
    }
}

/// By default, the answer to an acknowledgement that a kill swallows is a lost one: such jobs, and no others, stay without
/// a result, one for each kill and place at the most.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn by_default_a_kill_loses_no_more_than_what_was_being_acknowledged() {
    let lab = kills(100, &[]).await;
    let is_left = |endpoint: &Endpoint, id: &str| {
        let requests = endpoint.requests();
        let last = requests.iter().rfind(|request| request.job_id.as_deref() == Some(id));
        last.is_some_and(|last| last.operation == Some(Operation::AcknowledgeJob))
    };
    let is_done = move |endpoint: &Endpoint| {
        endpoint.jobs().iter().all(|job| {
            job.status.is_final() || job.status == JobStatus::InProgress && is_left(endpoint, job.id.as_str())
        })
    };
    finish(&lab, &[], is_done).await;
    lab.check_runs();
    let runs = lab.runs();
    for job in lab.endpoint.jobs() {
        let has_run = runs.iter().any(|id| *id == job.id.as_str());
        assert!(job.status.is_final() || !has_run, "a job that was run has no result: {job:#?}");
        assert!(job.refused.iter().all(|refused| Some(&refused.result) == job.result.as_ref()), "{job:#?}");
    }
}
