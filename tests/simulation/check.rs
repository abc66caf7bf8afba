//! What a worker promises, held against what it did.

use std::collections::HashMap;
use std::sync::PoisonError;

use codepipeline_local::JobStatus;
use serde_json::Value;

use crate::behaviour::CANARY;
use crate::plan::Policy;
use crate::schedule::World;
use crate::wire::{Sent, Wire};
use crate::{Driver, Violation};

/// The acknowledgement that made a job somebody's.
pub fn owning<'a>(sent: &'a [Sent], job_id: &str) -> Option<&'a Sent> {
    sent.iter().find(|sent| sent.effect && sent.is("Acknowledge") && sent.job_id.as_deref() == Some(job_id))
}

/// Whether a request was sent after another one, which there has to be.
fn is_later(sent: &[Sent], later: &Sent, earlier: Option<&Sent>) -> bool {
    let first = sent
        .iter()
        .position(|sent| std::ptr::eq(sent, later) || earlier.is_some_and(|own| std::ptr::eq(sent, own)));
    first.is_some_and(|first| earlier.is_some_and(|own| std::ptr::eq(&raw const sent[first], own)))
}

/// Whether the job is one of those that are documented to be lost: the answer to its acknowledgement was, and the worker
/// is not told that it may take it for its own.
pub fn is_in_the_hole(world: &World, sent: &[Sent], job_id: &str) -> bool {
    let Some(own) = owning(sent, job_id) else { return false };
    if world.plan.settings.policy == Policy::Ours {
        return false;
    }
    let crashed = world.crashed.lock().unwrap_or_else(PoisonError::into_inner);
    // Who ends as the answer comes is as good as one who never got it.
    let ended_at = crashed.iter().find(|(machine, life, _)| (*machine, *life) == (own.machine, own.life));
    let has_seen_it = own.is_answered()
        && ended_at.is_none_or(|(_, _, at)| own.answer.as_ref().is_some_and(|answer| answer.at < *at));
    !has_seen_it
}

pub fn check(world: &World, log: &str) -> Vec<Violation> {
    if world.driver != Driver::Worker {
        return Vec::new();
    }
    let sent = world.wire.sent();
    let mut found = Vec::new();
    let mut complain = |promise, what: String| found.push(Violation { promise, what });
    for job in world.wire.endpoint.jobs() {
        let has_result = matches!(job.status, JobStatus::Succeeded | JobStatus::Failed);
        // What is handed on at the very end has nobody left to do it.
        let is_handed_on = world.over_at.get().is_some_and(|over| job.created >= *over);
        if !has_result && !is_handed_on && !is_in_the_hole(world, &sent, job.id.as_str()) {
            complain(1, format!("{} is {}", job.id, job.status));
        }
    }
    let mut results: HashMap<(usize, &str), &Sent> = HashMap::new();
    for put in sent.iter().filter(|sent| sent.is("Put")) {
        let job_id = put.job_id.as_deref().unwrap_or_default();
        let owner = owning(&sent, job_id).map(|own| own.machine);
        if owner != Some(put.machine) {
            complain(2, format!("machine {} reported {job_id}, the job of {owner:?}", put.machine));
        }
        // Before it is acknowledged, a job takes no result, and ours may be told so by the answer.
        if !is_later(&sent, put, owning(&sent, job_id)) {
            continue;
        }
        let first = results.entry((put.machine, job_id)).or_insert(put);
        if (&first.operation, &first.body) != (&put.operation, &put.body) {
            complain(5, format!("{job_id} got another result: first {}, then {}", first.body, put.body));
        }
    }
    drop(sent);
    found.extend(check_requests(&world.wire, log));
    found
}

/// What holds for whoever sends requests: they are valid, and there is no secret in them, nor in the log.
pub fn check_requests(wire: &Wire, log: &str) -> Vec<Violation> {
    let mut found = Vec::new();
    let mut complain = |promise, what: String| found.push(Violation { promise, what });
    for request in wire.endpoint.requests() {
        let error = request.error.as_deref().unwrap_or_default();
        if matches!(error, "ValidationException" | "SerializationException") {
            complain(3, format!("{error} for {:?} {}", request.operation, request.body));
        }
    }
    for request in wire.sent().iter() {
        let mut body = request.body.clone();
        // Where it belongs.
        if let Value::Object(members) = &mut body {
            members.remove("clientToken");
        }
        if body.to_string().contains(CANARY) {
            complain(4, format!("there is a secret in {} {body}", request.operation));
        }
    }
    if let Some(line) = log.lines().find(|line| line.contains(CANARY)) {
        complain(4, format!("there is a secret in the log: {line}"));
    }
    found
}
