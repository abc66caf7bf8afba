//! What an earlier worker left behind.

use std::path::Path;
use std::time::Duration;

use codepipeline_fail::{
    Failure, Job, JournalErrorKind, LostAcknowledgement, Outcome, Recovery, Shutdown, Success, WorkerError,
};
use codepipeline_local::{Endpoint, Fault, JobId, JobStatus, Operation};
use wire_tests::{failure as failure_of, success as success_of};

use crate::support::*;

/// Lets a worker crash while it is at work on a job: so that its journal has it, and nothing else has happened.
async fn crash(endpoint: &Endpoint, journal: &Path, id: &JobId) {
    let (_trigger, shutdown) = Shutdown::by_hand();
    let work = tokio::spawn(worker(endpoint).journal(journal).run_until(shutdown, handle));
    endpoint.wait_for(id, |job| job.status == JobStatus::InProgress).await;
    // Long enough for the journal, and for nothing else.
    tokio::time::sleep(Duration::from_secs(5)).await;
    work.abort();
    assert!(work.await.unwrap_err().is_cancelled());
    tokio::time::sleep(Duration::from_secs(5)).await;
    assert_eq!(endpoint.job(id).unwrap().status, JobStatus::InProgress);
}

#[tokio::test(start_paused = true)]
async fn a_job_whose_worker_crashed_fails_at_the_next_start() {
    let folder = tempfile::tempdir().unwrap();
    let journal = folder.path().join("jobs.journal");
    let endpoint = endpoint();
    let id = queue(&endpoint, "hang");
    crash(&endpoint, &journal, &id).await;
    run_until_done(&endpoint, worker(&endpoint).journal(&journal)).await;
    assert_eq!(failure_of(&endpoint, &id).failure_type, "SystemUnavailable");
    assert!(failure_of(&endpoint, &id).message.contains("restarted"));

    // It is forgotten: another start has nothing to report.
    queue(&endpoint, "succeed");
    run_until_done(&endpoint, worker(&endpoint).journal(&journal)).await;
    assert!(endpoint.job(&id).unwrap().refused.is_empty());
}

#[tokio::test(start_paused = true)]
async fn a_job_whose_worker_crashed_can_be_done_again() {
    let folder = tempfile::tempdir().unwrap();
    let journal = folder.path().join("jobs.journal");
    let endpoint = endpoint();
    let id = queue(&endpoint, "hang");
    crash(&endpoint, &journal, &id).await;

    let (trigger, shutdown) = Shutdown::by_hand();
    let again = worker(&endpoint).journal(&journal).recovery(Recovery::Rerun);
    let handler = async |job: Job| {
        let what: String = job.user_parameters()?;
        Ok::<Outcome, Failure>(Success::new().summary(format!("again: {what}")).into())
    };
    let work = tokio::spawn(again.run_until(shutdown, handler));
    endpoint.wait_for(&id, |job| job.status.is_final()).await;
    trigger.stop();
    work.await.unwrap().unwrap();
    let summary = success_of(&endpoint, &id).execution_details.unwrap().summary;
    assert_eq!(summary.as_deref(), Some("again: hang"));
}

#[tokio::test(start_paused = true)]
async fn a_result_that_could_not_be_delivered_is_sent_at_the_next_start() {
    let folder = tempfile::tempdir().unwrap();
    let journal = folder.path().join("jobs.journal");
    let endpoint = endpoint();
    let id = queue(&endpoint, "succeed");
    endpoint.faults().push(Fault::error(Operation::PutJobSuccessResult, "InternalFailure", 500).always());
    let (trigger, shutdown) = Shutdown::by_hand();
    let work = tokio::spawn(worker(&endpoint).journal(&journal).run_until(shutdown, handle));
    endpoint.wait_until(|endpoint| endpoint.faults().all()[0].injected() > 2).await;
    trigger.stop();
    work.await.unwrap().unwrap();
    assert_eq!(endpoint.job(&id).unwrap().status, JobStatus::InProgress);

    endpoint.faults().clear();
    run_until_done(&endpoint, worker(&endpoint).journal(&journal)).await;
    assert_eq!(success_of(&endpoint, &id).execution_details.unwrap().summary.as_deref(), Some("done"));
}

#[tokio::test(start_paused = true)]
async fn two_workers_do_not_share_a_journal() {
    let folder = tempfile::tempdir().unwrap();
    let journal = folder.path().join("jobs.journal");
    let endpoint = endpoint();
    let (_trigger, shutdown) = Shutdown::by_hand();
    let first = tokio::spawn(worker(&endpoint).journal(&journal).run_until(shutdown.clone(), handle));
    endpoint.wait_until(|endpoint| !endpoint.requests().is_empty()).await;

    let second = worker(&endpoint).journal(&journal).run_until(shutdown, handle).await;
    let Err(WorkerError::Journal(error)) = second else { panic!("it was not refused: {second:?}") };
    assert_eq!(error.kind(), JournalErrorKind::InUse);
    first.abort();
}

#[tokio::test(start_paused = true)]
async fn a_result_waits_until_it_is_known_whose_the_job_is() {
    let folder = tempfile::tempdir().unwrap();
    let journal = folder.path().join("jobs.journal");
    let endpoint = endpoint();
    // The first is lost, and the second has the answer of a job that is somebody's. The third, with the nonce of another
    // delivery, arrives when its worker has ended.
    let acknowledge = Operation::AcknowledgeJob;
    endpoint.faults().push(Fault::disconnect(acknowledge));
    endpoint.faults().push(Fault::error(acknowledge, "InvalidNonceException", 400));
    endpoint.faults().push(Fault::delay(acknowledge, Duration::from_secs(20)));
    let id = queue(&endpoint, "take a minute");
    let new_worker = || worker(&endpoint).journal(&journal).lost_acknowledgement(LostAcknowledgement::Ours);
    let (trigger, shutdown) = Shutdown::by_hand();
    let work = tokio::spawn(new_worker().run_until(shutdown, handle));
    endpoint.wait_until(|endpoint| endpoint.faults().all()[1].injected() == 1).await;
    // Shortly before the job has ended: a nonce does not last much longer than that.
    tokio::time::sleep(Duration::from_secs(40)).await;
    assert!(endpoint.redeliver(&id));
    tokio::time::sleep(Duration::from_secs(22)).await;
    trigger.stop();
    work.await.unwrap().unwrap();
    let job = endpoint.job(&id).unwrap();
    assert_eq!(job.status, JobStatus::Dispatched);
    assert!(job.refused.is_empty(), "{:?}", job.refused);

    run_until_done(&endpoint, new_worker()).await;
    let job = endpoint.job(&id).unwrap();
    assert_eq!((job.status, job.deliveries), (JobStatus::Succeeded, 2));
}
