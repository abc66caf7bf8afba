//! What functions promise, held against what they did.

use codepipeline_fail::FailureType;
use codepipeline_local::JobStatus;
use serde_json::Value;

use super::chance::{had_chance, was_blocked};
use super::handler::{Call, Ending};
use super::plan::Work;
use super::world::{Answer, Invocation, World, lock};
use crate::Violation;
use crate::behaviour::Behaviour;
use crate::check::check_requests;
use crate::wire::Sent;

/// What is held against what.
struct Record<'a> {
    world: &'a World,
    sent: Vec<Sent>,
    invocations: Vec<Invocation>,
    calls: Vec<Call>,
}

pub fn check(world: &World, log: &str) -> Vec<Violation> {
    let record = Record {
        world,
        sent: world.wire.sent().clone(),
        invocations: lock(&world.invocations).clone(),
        calls: lock(&world.calls).clone(),
    };
    for invocation in &record.invocations {
        record.check_chance(invocation);
        record.check_end(invocation);
    }
    for (index, put) in record.sent.iter().enumerate().filter(|(_, sent)| sent.is("Put")) {
        record.check_sender(put);
        let mut earlier = record.sent[..index].iter().filter(|sent| is_of(sent, put.machine, job_id(put)));
        match earlier.find(|sent| sent.is("Put")) {
            Some(first) => record.check_repeated(first, put),
            None => record.check_result(put),
        }
    }
    record.check_calls();
    if log.contains("a bug about c4n4ry")
        || record.sent.iter().any(|sent| sent.body.to_string().contains("a bug about"))
    {
        world.complain(4, "the text of a panic has left".to_owned());
    }
    check_requests(&world.wire, log)
}

fn job_id(sent: &Sent) -> &str {
    sent.job_id.as_deref().unwrap_or_default()
}

fn is_of(sent: &Sent, environment: usize, id: &str) -> bool {
    sent.machine == environment && job_id(sent) == id
}

impl Record<'_> {
    fn complain(&self, promise: u8, what: String) {
        self.world.complain(promise, what);
    }

    /// Invocations of a job in an environment.
    fn invocations_of(&self, environment: usize, id: &str) -> impl Iterator<Item = &Invocation> {
        self.invocations.iter().filter(move |invocation| {
            invocation.environment == environment && invocation.job_id.as_deref() == Some(id)
        })
    }

    /// Who had the chance to report has reported by the deadline, or somebody else has.
    fn check_chance(&self, invocation: &Invocation) {
        if !had_chance(self.world, invocation) {
            return;
        }
        let job = self.world.wire.endpoint.job(invocation.job_id.as_deref().unwrap_or_default());
        let job = job.expect("who had the chance had a job");
        let has_result = matches!(job.status, JobStatus::Succeeded | JobStatus::Failed);
        if !has_result || job.ended.is_none_or(|ended| ended > invocation.deadline) {
            self.complain(1, format!("{} is {} after {invocation:?}", job.id, job.status));
        }
        if let Some((at, Answer::Failed(text))) = &invocation.ended
            && !self.world.plan.settings.propagates_errors
        {
            self.complain(0, format!("{} could be reported, but failed at {at:?}: {text}", job.id));
        }
    }

    /// An invocation ends in time, and well only if its job has ended.
    fn check_end(&self, invocation: &Invocation) {
        let id = invocation.job_id.as_deref().unwrap_or_default();
        match &invocation.ended {
            None => self.complain(0, format!("it never ended: {invocation:?}")),
            Some((_, Answer::TimedOut)) if !was_blocked(self.world, invocation, invocation.deadline) => {
                self.complain(0, format!("Lambda had to end it: {invocation:?}"));
            }
            Some((_, Answer::Succeeded)) if !self.world.has_ended(id) => {
                self.complain(1, format!("it succeeded, but there is no result: {invocation:?}"));
            }
            Some((until, Answer::Failed(text))) if !self.world.plan.settings.propagates_errors => {
                let accepted = self.sent.iter().find(|sent| {
                    let is_before = sent.answer.as_ref().is_some_and(|answer| answer.at < *until);
                    is_of(sent, invocation.environment, id)
                        && sent.is("Put")
                        && sent.is_answered()
                        && is_before
                });
                if let Some(accepted) = accepted {
                    let when = accepted.at;
                    self.complain(0, format!("{id} was reported at {when:?}, but it failed: {text}"));
                }
            }
            Some(_) => {}
        }
    }

    /// Results are sent for jobs that the environment was invoked with, and while it is.
    fn check_sender(&self, put: &Sent) {
        let mut invocations = self.invocations_of(put.machine, job_id(put));
        let is_during = |invocation: &Invocation| {
            let until = invocation.ended.as_ref().map_or(invocation.deadline, |(until, _)| *until);
            invocation.from <= put.at && put.at <= until
        };
        if !invocations.any(is_during) {
            let (environment, at, id) = (put.machine, put.at, job_id(put));
            self.complain(2, format!("environment {environment} reported {id} at {at:?}, without its event"));
        }
    }

    /// A result is sticky.
    fn check_repeated(&self, first: &Sent, put: &Sent) {
        if (&first.operation, &first.body) != (&put.operation, &put.body) {
            let (id, first, then) = (job_id(put), &first.body, &put.body);
            self.complain(5, format!("{id} got another result: first {first}, then {then}"));
        }
    }

    /// The first result that an environment sends is what its handler made of the job, or that there was no more time.
    fn check_result(&self, put: &Sent) {
        let Some(invocation) = self.invocations_of(put.machine, job_id(put)).next() else { return };
        let Some(result) = result(put) else {
            return self.complain(3, format!("that is no result: {} {}", put.operation, put.body));
        };
        let call =
            self.calls.iter().find(|call| call.environment == put.machine && call.job_id == job_id(put));
        let ended = call.and_then(|call| call.ended.as_ref()).filter(|(at, _)| *at <= put.at);
        let is_cut_short = || self.may_be_cut_short(put) && self.is_cut_short(put, &result, invocation);
        let is_right = match (invocation.work, ended) {
            (None | Some(Work::Unreadable(_)), _) => {
                call.is_none() && result == Ending::Failed(FailureType::ConfigurationError)
            }
            // Both may happen at the same time; and on a blocked thread nobody takes what the handler returns.
            (_, Some((at, ending))) => {
                let is_missed = *at == put.at || self.world.was_blocked(put.machine, *at, put.at);
                result == *ending || is_missed && is_cut_short()
            }
            (_, None) => is_cut_short(),
        };
        if !is_right {
            self.complain(5, format!("{} ended as {call:?}, and was reported as {result:?}", job_id(put)));
        }
    }

    /// Whether this is what a job ends with that is cut short: the last checkpoint, if its handler got so far.
    fn is_cut_short(&self, put: &Sent, result: &Ending, invocation: &Invocation) -> bool {
        let leaves_checkpoint = invocation.work == Some(Work::Common(Behaviour::Checkpoint));
        let may_have_none = !leaves_checkpoint || was_blocked(self.world, invocation, put.at);
        *result == Ending::HandedOn("step-9".to_owned()) && leaves_checkpoint
            || *result == Ending::Failed(FailureType::SystemUnavailable) && may_have_none
    }

    /// Whether the handler's time is over: a third of it is kept at most, unless the function is shut down.
    fn may_be_cut_short(&self, put: &Sent) -> bool {
        let timeout = self.world.plan.settings.timeout;
        let is_late = |invocation: &Invocation| put.at + timeout / 3 >= invocation.deadline;
        let stops = lock(&self.world.stops);
        let is_stopped = stops.iter().any(|stop| stop.environment == put.machine && stop.asked <= put.at);
        is_stopped || self.invocations_of(put.machine, job_id(put)).any(is_late)
    }

    /// An environment does a job once.
    fn check_calls(&self) {
        for (index, call) in self.calls.iter().enumerate() {
            let is_same =
                |other: &&Call| (other.environment, &other.job_id) == (call.environment, &call.job_id);
            if self.calls[..index].iter().any(|other| is_same(&other)) {
                self.complain(0, format!("the handler was called again: {call:?}"));
            }
        }
    }
}

/// What a request says of a job.
fn result(put: &Sent) -> Option<Ending> {
    if put.is("PutJobFailureResult") {
        return put.body["failureDetails"]["type"].as_str()?.parse().ok().map(Ending::Failed);
    }
    Some(match &put.body["continuationToken"] {
        Value::String(token) => Ending::HandedOn(token.clone()),
        _ => Ending::Succeeded,
    })
}
