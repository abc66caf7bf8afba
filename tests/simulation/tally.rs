//! What became of the jobs, whoever did them.

use std::ops::AddAssign;

use codepipeline_local::JobStatus;

use crate::check::{is_in_the_hole, owning};
use crate::plan::Policy;
use crate::schedule::World;

/// How many jobs went which way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Schedules.
    pub schedules: usize,
    /// Jobs that were acknowledged.
    pub acknowledged: usize,
    /// Of those, the ones without a result.
    pub lost: usize,
    /// Of those, the ones whose acknowledgement's answer was lost, which the worker leaves alone.
    pub left_alone: usize,
    /// Jobs for which, after a result, another one was sent.
    pub doubled: usize,
    /// Jobs for which somebody sent a result who had not acknowledged them.
    pub stolen: usize,
    /// Requests.
    pub requests: usize,
}

impl Tally {
    pub(crate) fn of(world: &World) -> Self {
        let sent = world.wire.sent();
        let mut tally = Self { schedules: 1, requests: sent.len(), ..Self::default() };
        for job in world.wire.endpoint.jobs() {
            let id = job.id.as_str();
            let own = owning(&sent, id);
            if own.is_some() {
                tally.acknowledged += 1;
            }
            if own.is_some() && !matches!(job.status, JobStatus::Succeeded | JobStatus::Failed) {
                tally.lost += 1;
                if world.plan.settings.policy != Policy::Ours && is_in_the_hole(world, &sent, id) {
                    tally.left_alone += 1;
                }
            }
            let mut puts = sent.iter().filter(|sent| sent.is("Put") && sent.job_id.as_deref() == Some(id));
            if puts.clone().any(|put| Some(put.machine) != own.map(|own| own.machine)) {
                tally.stolen += 1;
            }
            let first = puts.next();
            if puts.any(|put| {
                first.is_some_and(|first| first.operation != put.operation || first.body != put.body)
            }) {
                tally.doubled += 1;
            }
        }
        tally
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.schedules += other.schedules;
        self.acknowledged += other.acknowledged;
        self.lost += other.lost;
        self.left_alone += other.left_alone;
        self.doubled += other.doubled;
        self.stolen += other.stolen;
        self.requests += other.requests;
    }
}
