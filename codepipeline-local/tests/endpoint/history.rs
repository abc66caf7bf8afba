//! Whatever workers do and however time passes, the life of a job keeps its rules, and every poll hands out just the
//! jobs that wait.

use crate::support::*;
use codepipeline_local::{
    ActionType, Clock, Endpoint, EndpointBuilder, EventKind, JobKind, JobStatus, JobView, NewJob, Operation,
};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::time::Duration;

const TIMEOUT: Duration = Duration::from_secs(150);
const LAPSE: Duration = Duration::from_mins(1);

#[derive(Clone, Debug)]
enum Step {
    /// A job of one of the kinds of [`new_job`].
    Queue(usize),
    Start(usize),
    Poll(Poll),
    /// By the latest nonce, or by another one.
    Acknowledge {
        job: usize,
        nonce: Option<u32>,
    },
    Details(usize),
    Succeed(usize),
    GoOn(usize),
    Fail(usize),
    Redeliver(usize),
    Expire(usize),
    Wait(u64),
}

/// A poll for an action type of [`action_types`]. A query is for the value of the property `ProjectName`.
#[derive(Clone, Debug)]
struct Poll {
    action_type: usize,
    count: usize,
    query: Option<&'static str>,
}

const VALUES: [&str; 2] = ["blue", "green"];

fn action_types() -> [ActionType; 3] {
    [action_type(), ActionType::custom("Deploy", "Acme", "2"), third_party_type()]
}

const KINDS: usize = 6;

fn new_job(kind: usize) -> NewJob {
    let job = match kind {
        0 => job(),
        1 | 2 => job().configuration("ProjectName", VALUES[kind - 1]),
        3 => NewJob::custom(action_types()[1].clone()).configuration("ProjectName", VALUES[0]),
        4 => third_party_job().configuration("ProjectName", VALUES[0]),
        _ => NewJob::lambda("check"),
    };
    job.timeout(TIMEOUT)
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let job = || 0..8usize;
    let query = prop_oneof![2 => Just(None), 1 => proptest::sample::select(&VALUES[..]).prop_map(Some)];
    let poll = (prop_oneof![3 => Just(0usize), 1 => 0..3usize], 1..4usize, query);
    let step = prop_oneof![
        4 => (0..KINDS).prop_map(Step::Queue),
        1 => (0..KINDS).prop_map(Step::Start),
        6 => poll.prop_map(|(action_type, count, query)| Step::Poll(Poll { action_type, count, query })),
        6 => (job(), prop_oneof![3 => Just(None), 1 => (1..4u32).prop_map(Some)])
            .prop_map(|(job, nonce)| Step::Acknowledge { job, nonce }),
        1 => job().prop_map(Step::Details),
        1 => job().prop_map(Step::Succeed),
        2 => job().prop_map(Step::GoOn),
        1 => job().prop_map(Step::Fail),
        3 => job().prop_map(Step::Redeliver),
        1 => job().prop_map(Step::Expire),
        4 => (0..90u64).prop_map(Step::Wait),
    ];
    proptest::collection::vec(step, 0..60)
}

/// The settings that decide when a job comes and goes.
#[derive(Clone, Copy, Debug)]
struct Times {
    continue_after: Duration,
    forget_after: Option<Duration>,
}

fn times() -> impl Strategy<Value = Times> {
    let seconds = |choices: &'static [u64]| proptest::sample::select(choices).prop_map(Duration::from_secs);
    let forget_after = proptest::option::of(seconds(&[0, 40, 300]));
    let both = (seconds(&[0, 0, 30, 200]), forget_after);
    both.prop_map(|(continue_after, forget_after)| Times { continue_after, forget_after })
}

fn endpoint_with(times: Times) -> Endpoint {
    let builder = Endpoint::builder().clock(Clock::manual()).continue_after(times.continue_after);
    let builder = action_types().into_iter().fold(builder, EndpointBuilder::action_type);
    match times.forget_after {
        Some(time) => builder.forget_after(time).build(),
        None => builder.build(),
    }
}

/// Whether a poll may hand a job out, by all that can be seen of it: it is queued, or it is in progress and was to be
/// delivered again since its last delivery.
fn waits(job: &JobView) -> bool {
    let is_delivery =
        |kind: &&EventKind| matches!(kind, EventKind::Redelivered | EventKind::Dispatched { .. });
    let last = job.history.iter().rev().map(|event| &event.kind).find(is_delivery);
    match job.status {
        JobStatus::Queued => true,
        JobStatus::InProgress => last == Some(&EventKind::Redelivered),
        _ => false,
    }
}

/// What a poll has to hand out: the first jobs that wait and match, the oldest first, each with its next nonce.
fn expected(endpoint: &Endpoint, poll: &Poll) -> Vec<(String, String)> {
    let action_type = &action_types()[poll.action_type];
    let is_third_party = action_type.owner == "ThirdParty";
    let matches = |job: &JobView| {
        let value = job.data.configuration.get("ProjectName").map(String::as_str);
        let asked = poll.query.filter(|_| !is_third_party);
        waits(job) && job.data.action_type == *action_type && (asked.is_none() || asked == value)
    };
    let found = endpoint.jobs().into_iter().filter(matches).take(poll.count);
    found.map(|job| (job.id.to_string(), (job.deliveries + 1).to_string())).collect()
}

/// What a poll does hand out.
fn handed_out(endpoint: &Endpoint, poll: &Poll) -> Vec<(String, String)> {
    let action_type = &action_types()[poll.action_type];
    let mut input = poll_input(action_type);
    input["maxBatchSize"] = json!(poll.count);
    if action_type.owner == "Custom" {
        input["queryParam"] = poll.query.map_or(Value::Null, |value| json!({ "ProjectName": value }));
        return poll_with(endpoint, &input);
    }
    let output = ask(endpoint, Operation::PollForThirdPartyJobs, &input).unwrap();
    let id = |job: &Value| job["jobId"].as_str().unwrap().to_owned();
    let ids = output["jobs"].as_array().unwrap().iter().map(id);
    ids.map(|id| (id.clone(), endpoint.job(&id).unwrap().nonce.unwrap())).collect()
}

fn check_poll(endpoint: &Endpoint, poll: &Poll) -> Result<(), TestCaseError> {
    let expected = expected(endpoint, poll);
    let before = endpoint.jobs();
    let found = handed_out(endpoint, poll);
    prop_assert_eq!(&found, &expected, "{:?}", poll);
    for (before, after) in before.iter().zip(endpoint.jobs()) {
        match found.iter().find(|(id, _)| id == before.id.as_str()) {
            None => prop_assert_eq!(before, &after, "it was not handed out"),
            Some((_, nonce)) => {
                prop_assert_eq!(after.nonce.as_ref(), Some(nonce));
                prop_assert!(!waits(&after), "{:?}", after);
            }
        }
    }
    Ok(())
}

/// Does a step that is no poll, and returns the job whose result was accepted by it.
fn take(endpoint: &Endpoint, step: &Step) -> Option<JobView> {
    let jobs = endpoint.jobs();
    let nth = |index: usize| jobs.get(index);
    let offer = |index, name: &str, more: Value| {
        let job = nth(index)?;
        let mut input = input_for(job);
        input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        put(endpoint, operation(job, name), &input).is_ok().then(|| job.clone())
    };
    match *step {
        Step::Queue(kind) => drop(endpoint.queue(new_job(kind))),
        Step::Start(kind) => drop(endpoint.start(new_job(kind))),
        Step::Poll(_) => unreachable!("polls are checked"),
        Step::Acknowledge { job, nonce } => drop(nth(job).map(|job| {
            let mut input = input_for(job);
            let other = nonce.map(|nonce| nonce.to_string());
            input["nonce"] = json!(other.or(job.nonce.clone()).unwrap_or("1".into()));
            if let Ok(output) = ask(endpoint, operation(job, "AcknowledgeJob"), &input) {
                let after = status(endpoint, &job.id);
                assert_eq!(output["status"], after.to_string());
                assert!(after == JobStatus::InProgress || after.is_final(), "{after} is nobody's");
            }
        })),
        Step::Details(index) => {
            drop(nth(index).map(|job| ask(endpoint, operation(job, "GetJobDetails"), &input_for(job))));
        }
        Step::Succeed(index) => return offer(index, "PutJobSuccessResult", json!({})),
        Step::GoOn(index) => return offer(index, "PutJobSuccessResult", json!({ "continuationToken": "2" })),
        Step::Fail(index) => {
            let details = json!({ "type": "JobFailed", "message": "no" });
            return offer(index, "PutJobFailureResult", json!({ "failureDetails": details }));
        }
        Step::Redeliver(index) => drop(nth(index).map(|job| endpoint.redeliver(&job.id))),
        Step::Expire(index) => drop(nth(index).map(|job| endpoint.expire(&job.id))),
        Step::Wait(seconds) => endpoint.advance(Duration::from_secs(seconds)),
    }
    None
}

fn input_for(job: &JobView) -> Value {
    json!({ "jobId": job.id.as_str(), "clientToken": TOKEN })
}

/// The operation of this name that a job's worker calls.
fn operation(job: &JobView, name: &str) -> Operation {
    let name = match job.kind {
        JobKind::ThirdParty => name.replace("Job", "ThirdPartyJob"),
        _ => name.to_owned(),
    };
    *Operation::ALL.iter().find(|operation| operation.name() == name).unwrap()
}

/// The status that an event leads to from another, if it may happen there.
fn next(status: Option<JobStatus>, event: &EventKind) -> Option<JobStatus> {
    use JobStatus::{Created, Dispatched, Failed, InProgress, Queued, Succeeded, TimedOut};
    match (status, event) {
        (None, EventKind::Created) => Some(Created),
        (None | Some(Created), EventKind::Queued)
        | (Some(Dispatched), EventKind::Requeued | EventKind::Redelivered) => Some(Queued),
        (None | Some(Created), EventKind::Started)
        | (Some(InProgress), EventKind::Redelivered | EventKind::Dispatched { .. })
        | (Some(Dispatched), EventKind::Acknowledged { .. }) => Some(InProgress),
        (Some(Queued), EventKind::Dispatched { .. }) => Some(Dispatched),
        (Some(InProgress), EventKind::Succeeded) => Some(Succeeded),
        (Some(InProgress), EventKind::Failed) => Some(Failed),
        (Some(Created | Queued | Dispatched | InProgress), EventKind::TimedOut) => Some(TimedOut),
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
    prop_assert_eq!(job.nonce.clone(), (deliveries > 0).then(|| deliveries.to_string()));
    prop_assert_eq!(job.ended.is_some(), job.status.is_final());
    prop_assert_eq!(job.success().is_some(), job.status == JobStatus::Succeeded);
    prop_assert_eq!(job.failure().is_some(), job.status == JobStatus::Failed);
    let continued = job.success().is_some_and(|success| success.continuation_token.is_some());
    prop_assert_eq!(job.continued_by.is_some(), continued);
    Ok(())
}

/// That all has happened to a job that time brings.
fn check_time(job: &JobView, now: Duration, times: Times) -> Result<(), TestCaseError> {
    let last = |wanted: fn(&EventKind) -> bool| job.history.iter().rfind(|event| wanted(&event.kind));
    let comes = match job.status {
        JobStatus::Created => job.deadline.min(job.created + times.continue_after),
        JobStatus::Dispatched => {
            let delivery = last(|kind| matches!(kind, EventKind::Dispatched { .. })).unwrap().at;
            job.deadline.min(delivery + LAPSE)
        }
        JobStatus::Queued | JobStatus::InProgress => job.deadline,
        _ => times.forget_after.map_or(Duration::MAX, |after| job.ended.unwrap() + after),
    };
    prop_assert!(comes > now, "{now:?}: {job:?}");
    prop_assert_eq!(job.deadline, job.created + TIMEOUT);
    if job.continues.is_some() && !times.continue_after.is_zero() {
        prop_assert_eq!(&job.history[0].kind, &EventKind::Created);
        let entry = last(|kind| matches!(kind, EventKind::Queued | EventKind::Started));
        prop_assert!(entry.is_none_or(|entry| entry.at == job.created + times.continue_after));
    }
    if let Some(requeued) = last(|kind| *kind == EventKind::Requeued) {
        let before = job.history.iter().rev().skip_while(|event| *event != requeued);
        let delivery = before.skip(1).find(|event| matches!(event.kind, EventKind::Dispatched { .. }));
        prop_assert_eq!(requeued.at, delivery.unwrap().at + LAPSE);
    }
    Ok(())
}

proptest! {
    #[test]
    fn every_job_keeps_its_rules_and_every_poll_finds_what_waits(times in times(), steps in steps()) {
        let endpoint = endpoint_with(times);
        for step in &steps {
            if let Step::Poll(poll) = step {
                check_poll(&endpoint, poll)?;
            } else if let Some(before) = take(&endpoint, step) {
                prop_assert_eq!(before.status, JobStatus::InProgress, "{:?}", step);
            }
            for job in endpoint.jobs() {
                check(&job)?;
                check_time(&job, endpoint.now(), times)?;
            }
        }
        // What is left: first by a query, whose index may be of any age, then all.
        for query in [Some(VALUES[0]), Some(VALUES[1]), None] {
            for action_type in 0..action_types().len() {
                check_poll(&endpoint, &Poll { action_type, count: 100, query })?;
            }
        }
        prop_assert!(!endpoint.jobs().iter().any(waits));
    }
}
