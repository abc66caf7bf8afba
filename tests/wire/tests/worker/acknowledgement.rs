//! Whose a job is.

use codepipeline_fail::{LostAcknowledgement, Shutdown};
use codepipeline_local::{Endpoint, Fault, JobStatus, Operation, RepeatedAcknowledgement};
use std::time::Duration;

use crate::support::*;

const ACKNOWLEDGE: Operation = Operation::AcknowledgeJob;

fn is_unreported(endpoint: &Endpoint) -> bool {
    endpoint.requests().iter().all(|request| {
        !matches!(request.operation, Some(Operation::PutJobFailureResult | Operation::PutJobSuccessResult))
    })
}

fn acknowledgements(endpoint: &Endpoint) -> usize {
    endpoint.requests().iter().filter(|request| request.operation == Some(ACKNOWLEDGE)).count()
}

/// Runs a worker until the endpoint is as wanted, and a while longer.
async fn run_until(
    endpoint: &Endpoint,
    worker: codepipeline_fail::Worker,
    wanted: impl FnMut(&Endpoint) -> bool,
) {
    let (trigger, shutdown) = Shutdown::by_hand();
    let work = tokio::spawn(worker.run_until(shutdown, handle));
    endpoint.wait_until(wanted).await;
    tokio::time::sleep(Duration::from_secs(20)).await;
    trigger.stop();
    work.await.unwrap().unwrap();
}

#[tokio::test(start_paused = true)]
async fn an_acknowledgement_that_did_not_arrive_is_sent_again() {
    let endpoint = endpoint();
    let id = queue(&endpoint, "succeed");
    endpoint.faults().push(Fault::disconnect(ACKNOWLEDGE).times(2));
    run_until_done(&endpoint, worker(&endpoint)).await;
    let job = endpoint.job(&id).unwrap();
    assert_eq!((job.status, job.deliveries), (JobStatus::Succeeded, 1));
}

#[tokio::test(start_paused = true)]
async fn a_job_whose_acknowledgement_was_lost_is_left_alone() {
    let endpoint = endpoint();
    let id = queue(&endpoint, "succeed");
    endpoint.faults().push(Fault::disconnect(ACKNOWLEDGE).after());
    run_until(&endpoint, worker(&endpoint), |endpoint| endpoint.faults().all()[0].injected() == 1).await;
    assert_eq!(endpoint.job(&id).unwrap().status, JobStatus::InProgress);
    assert!(is_unreported(&endpoint));
}

#[tokio::test(start_paused = true)]
async fn a_job_whose_acknowledgement_was_lost_is_ours_where_it_is_said_to_be() {
    let within = LostAcknowledgement::OursWithin(Duration::from_mins(1));
    for policy in [LostAcknowledgement::Ours, within] {
        let endpoint = endpoint();
        let id = queue(&endpoint, "succeed");
        endpoint.faults().push(Fault::disconnect(ACKNOWLEDGE).after());
        run_until_done(&endpoint, worker(&endpoint).lost_acknowledgement(policy)).await;
        assert_eq!(endpoint.job(&id).unwrap().status, JobStatus::Succeeded, "{policy:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn where_the_service_tells_the_status_again_nothing_is_in_doubt() {
    let endpoint = builder().repeated_acknowledgement(RepeatedAcknowledgement::Status).build();
    let id = queue(&endpoint, "succeed");
    endpoint.faults().push(Fault::disconnect(ACKNOWLEDGE).after());
    run_until_done(&endpoint, worker(&endpoint)).await;
    assert_eq!(endpoint.job(&id).unwrap().status, JobStatus::Succeeded);
}

#[tokio::test(start_paused = true)]
async fn nothing_is_sent_for_a_job_of_another_worker() {
    let endpoint = endpoint();
    let id = queue(&endpoint, "succeed");
    // Another worker is quicker: its acknowledgement comes before ours.
    endpoint.faults().push(Fault::error(ACKNOWLEDGE, "InvalidNonceException", 400));
    run_until(&endpoint, worker(&endpoint), |endpoint| endpoint.faults().all()[0].injected() == 1).await;
    assert_eq!(endpoint.job(&id).unwrap().status, JobStatus::Dispatched);
    assert!(is_unreported(&endpoint));
}

#[tokio::test(start_paused = true)]
async fn a_job_that_is_handed_out_again_is_done_once() {
    let endpoint = endpoint();
    let id = queue(&endpoint, "hang");
    let (trigger, shutdown) = Shutdown::by_hand();
    let work = tokio::spawn(worker(&endpoint).run_until(shutdown, handle));
    endpoint.wait_for(&id, |job| job.status == JobStatus::InProgress).await;
    assert!(endpoint.redeliver(&id));
    endpoint.wait_for(&id, |job| job.deliveries == 2).await;
    trigger.stop();
    work.await.unwrap().unwrap();
    assert_eq!(acknowledgements(&endpoint), 1);
    assert_eq!(endpoint.job(&id).unwrap().status, JobStatus::Failed);
}

#[tokio::test(start_paused = true)]
async fn a_job_whose_offer_is_late_is_not_taken_again_after_it_was_reported() {
    let endpoint = endpoint();
    let id = queue(&endpoint, "take a minute");
    let (trigger, shutdown) = Shutdown::by_hand();
    let worker = worker(&endpoint).attempt_timeout(Duration::from_mins(2));
    let work = tokio::spawn(worker.run_until(shutdown, handle));
    endpoint.wait_for(&id, |job| job.status == JobStatus::InProgress).await;
    // The next poll hands it out again, but its answer takes until after the job's end.
    endpoint.faults().push(Fault::delay(Operation::PollForJobs, Duration::from_secs(90)).after());
    assert!(endpoint.redeliver(&id));
    endpoint.wait_for(&id, |job| job.status.is_final()).await;
    tokio::time::sleep(Duration::from_mins(2)).await;
    trigger.stop();
    work.await.unwrap().unwrap();
    let job = endpoint.job(&id).unwrap();
    assert_eq!((job.status, job.deliveries), (JobStatus::Succeeded, 2));
    assert_eq!(acknowledgements(&endpoint), 1);
}

#[tokio::test(start_paused = true)]
async fn a_job_that_is_handed_out_again_before_its_acknowledgement_arrives_is_done_once() {
    for policy in [LostAcknowledgement::LeaveAlone, LostAcknowledgement::Ours] {
        let endpoint = endpoint();
        // It never gets through, until CodePipeline has handed the job out again.
        endpoint.faults().push(Fault::disconnect(ACKNOWLEDGE).always());
        let id = queue(&endpoint, "succeed");
        let (trigger, shutdown) = Shutdown::by_hand();
        let worker = worker(&endpoint).lost_acknowledgement(policy);
        let work = tokio::spawn(worker.run_until(shutdown, handle));
        endpoint.wait_until(|endpoint| endpoint.faults().all()[0].injected() == 1).await;
        assert!(endpoint.redeliver(&id));
        endpoint.wait_for(&id, |job| job.deliveries == 2).await;
        endpoint.faults().clear();
        endpoint.wait_for(&id, |job| job.status.is_final()).await;
        trigger.stop();
        work.await.unwrap().unwrap();
        let job = endpoint.job(&id).unwrap();
        assert_eq!((job.status, job.deliveries), (JobStatus::Succeeded, 2), "{policy:?}");
        assert!(job.refused.is_empty(), "{policy:?}: {:?}", job.refused);
    }
}

#[tokio::test(start_paused = true)]
async fn a_job_that_was_taken_for_ours_becomes_ours_when_it_is_handed_out_again() {
    let endpoint = endpoint();
    // Neither takes effect: the first is lost, and the second has the answer of a job that is somebody's.
    endpoint.faults().push(Fault::disconnect(ACKNOWLEDGE));
    endpoint.faults().push(Fault::error(ACKNOWLEDGE, "InvalidNonceException", 400));
    let id = queue(&endpoint, "take a minute");
    let (trigger, shutdown) = Shutdown::by_hand();
    let worker = worker(&endpoint).lost_acknowledgement(LostAcknowledgement::Ours);
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
