//! Whatever workers do and however time passes, the life of a job keeps its rules.

use crate::support::*;
use codepipeline_local::{Endpoint, EventKind, JobStatus, JobView};
use proptest::prelude::*;
use std::time::Duration;

#[derive(Clone, Debug)]
enum Step {
    Queue,
    Poll,
    Acknowledge { job: usize, nonce: u32 },
    Succeed(usize),
    GoOn(usize),
    Fail(usize),
    Wait(u64),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        1 => Just(Step::Queue),
        2 => Just(Step::Poll),
        3 => (0..6usize, 1..4u32).prop_map(|(job, nonce)| Step::Acknowledge { job, nonce }),
        1 => (0..6usize).prop_map(Step::Succeed),
        1 => (0..6usize).prop_map(Step::GoOn),
        1 => (0..6usize).prop_map(Step::Fail),
        2 => (0..90u64).prop_map(Step::Wait),
    ];
    proptest::collection::vec(step, 0..60)
}

/// Does a step, and returns the job whose result was accepted by it.
fn take(endpoint: &Endpoint, step: &Step) -> Option<JobView> {
    let nth = |index: usize| endpoint.jobs().get(index).cloned();
    let offer =
        |index, put: &dyn Fn(&JobView) -> Result<(), String>| nth(index).filter(|before| put(before).is_ok());
    match *step {
        Step::Queue => drop(endpoint.queue(job().timeout(Duration::from_secs(150)))),
        Step::Poll => drop(poll(endpoint)),
        Step::Acknowledge { job: index, nonce } => {
            let _answer = nth(index).map(|job| acknowledge(endpoint, &job.id, &nonce.to_string()));
        }
        Step::Succeed(index) => return offer(index, &|job| succeed(endpoint, &job.id)),
        Step::GoOn(index) => return offer(index, &|job| go_on(endpoint, &job.id, "token")),
        Step::Fail(index) => return offer(index, &|job| fail(endpoint, &job.id, "no")),
        Step::Wait(seconds) => endpoint.advance(Duration::from_secs(seconds)),
    }
    None
}

/// The status that an event leads to from another, if it may happen there.
fn next(status: Option<JobStatus>, event: &EventKind) -> Option<JobStatus> {
    use JobStatus::{Dispatched, Failed, InProgress, Queued, Succeeded, TimedOut};
    match (status, event) {
        (None, EventKind::Queued) | (Some(Dispatched), EventKind::Requeued) => Some(Queued),
        (Some(Queued), EventKind::Dispatched { .. }) => Some(Dispatched),
        (Some(Dispatched), EventKind::Acknowledged { .. }) => Some(InProgress),
        (Some(InProgress), EventKind::Succeeded) => Some(Succeeded),
        (Some(InProgress), EventKind::Failed) => Some(Failed),
        (Some(Queued | Dispatched | InProgress), EventKind::TimedOut) => Some(TimedOut),
        (Some(status), EventKind::Refused { .. }) if status != InProgress => Some(status),
        _ => None,
    }
}

fn check(job: &JobView) -> Result<(), TestCaseError> {
    let mut status = None;
    let (mut deliveries, mut at) = (0, Duration::ZERO);
    for event in &job.history {
        prop_assert!(event.at >= at, "time ran backwards: {:?}", job.history);
        at = event.at;
        let after = next(status, &event.kind);
        prop_assert!(after.is_some(), "{:?} in {status:?}: {:?}", event.kind, job.history);
        status = after;
        match &event.kind {
            EventKind::Dispatched { nonce } => {
                deliveries += 1;
                prop_assert_eq!(nonce, &deliveries.to_string());
            }
            EventKind::Acknowledged { nonce } => prop_assert_eq!(nonce, &deliveries.to_string()),
            _ => {}
        }
    }
    prop_assert_eq!(status, Some(job.status));
    prop_assert_eq!(job.deliveries, deliveries);
    prop_assert_eq!(job.success().is_some(), job.status == JobStatus::Succeeded);
    prop_assert_eq!(job.failure().is_some(), job.status == JobStatus::Failed);
    let continued = job.success().is_some_and(|success| success.continuation_token.is_some());
    prop_assert_eq!(job.continued_by.is_some(), continued);
    Ok(())
}

proptest! {
    #[test]
    fn every_job_keeps_its_rules(steps in steps()) {
        let endpoint = endpoint();
        for step in &steps {
            if let Some(before) = take(&endpoint, step) {
                prop_assert_eq!(before.status, JobStatus::InProgress, "{:?}", step);
            }
            for job in endpoint.jobs() {
                check(&job)?;
            }
        }
    }
}
