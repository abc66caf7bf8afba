//! From the poll to the accepted result, and to the worker's end.

use std::time::Duration;

use codepipeline_fail::Shutdown;
use codepipeline_local::{Endpoint, Fault, JobStatus, NewJob, Operation};
use wire_tests::{failure as failure_of, success as success_of};

use crate::support::*;

#[tokio::test(start_paused = true)]
async fn jobs_end_as_their_handlers_do() {
    let endpoint = endpoint();
    let [good, bad, buggy, long] = ["succeed", "fail", "panic", "hang"].map(|what| queue(&endpoint, what));
    let garbled = endpoint.queue(NewJob::custom(action_type()).user_parameters("{"));
    run_until_done(&endpoint, worker(&endpoint).job_timeout(Duration::from_mins(5))).await;

    assert_eq!(success_of(&endpoint, &good).execution_details.unwrap().summary.as_deref(), Some("done"));
    let failed = |id| failure_of(&endpoint, id);
    assert_eq!(failed(&bad).failure_type, "RevisionUnavailable");
    assert!(failed(&buggy).message.starts_with("The job ended by an internal error."));
    assert_eq!(failed(&long).failure_type, "SystemUnavailable");
    assert!(failed(&long).message.contains("took longer than 300s"), "{}", failed(&long).message);
    assert_eq!(failed(&garbled).failure_type, "ConfigurationError");
    assert!(endpoint.jobs().iter().all(|job| job.refused.is_empty()));
}

#[tokio::test(start_paused = true)]
async fn a_continuation_makes_a_job_that_goes_on() {
    let endpoint = endpoint();
    let first = queue(&endpoint, "continue");
    run_until_done(&endpoint, worker(&endpoint)).await;
    let first = endpoint.job(&first).unwrap();
    let second = endpoint.job(first.continued_by.unwrap()).unwrap();
    assert_eq!(second.data.continuation_token.as_deref(), Some("half"));
    assert_eq!(second.status, JobStatus::Succeeded);
}

#[tokio::test(start_paused = true)]
async fn a_lost_answer_makes_no_second_result() {
    let endpoint = endpoint();
    let id = queue(&endpoint, "succeed");
    endpoint.faults().push(Fault::disconnect(Operation::PutJobSuccessResult).after());
    run_until_done(&endpoint, worker(&endpoint)).await;
    let job = endpoint.job(&id).unwrap();
    assert_eq!(job.status, JobStatus::Succeeded);
    assert!(job.refused.iter().all(|refused| refused.result.success().is_some()), "{:?}", job.refused);
}

#[tokio::test(start_paused = true)]
async fn at_its_end_a_worker_hands_on_or_fails_what_is_under_way() {
    let endpoint = endpoint();
    let (hangs, hands_on) = (queue(&endpoint, "hang"), queue(&endpoint, "checkpoint"));
    let (trigger, shutdown) = Shutdown::by_hand();
    let work = tokio::spawn(worker(&endpoint).run_until(shutdown, handle));
    let busy = |endpoint: &Endpoint| {
        endpoint.jobs().iter().filter(|job| job.status == JobStatus::InProgress).count() == 2
    };
    endpoint.wait_until(busy).await;
    let asked = tokio::time::Instant::now();
    trigger.stop();
    work.await.unwrap().unwrap();

    assert!(asked.elapsed() <= Duration::from_secs(25), "{:?}", asked.elapsed());
    assert!(failure_of(&endpoint, &hangs).message.contains("shut down"));
    let success = success_of(&endpoint, &hands_on);
    assert_eq!(success.continuation_token.as_deref(), Some("from here"));
}
