//! What became of the jobs and the invocations.

use std::ops::AddAssign;

use codepipeline_local::JobStatus;

use super::chance::had_chance;
use super::world::{Answer, World, lock};

/// How many went which way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Schedules.
    pub schedules: usize,
    /// Jobs of CodePipeline's.
    pub jobs: usize,
    /// Of those, the ones with an invocation that had the chance to report.
    pub had_chance: usize,
    /// Jobs without a result, with or without a chance.
    pub lost: usize,
    /// Environments.
    pub environments: usize,
    /// Of those, the ones that got SIGTERM with jobs in hand.
    pub stopped: usize,
    /// Invocations.
    pub invocations: usize,
    /// Of those, the ones that had the chance to report.
    pub chances: usize,
    /// Of those, the ones that Lambda ended because they had blocked.
    pub timed_out: usize,
    /// Of those, the ones that were killed or shut down.
    pub killed: usize,
    /// Of those, the ones that said that they had failed.
    pub failed: usize,
    /// Calls of the handler.
    pub calls: usize,
    /// Requests.
    pub requests: usize,
}

impl Tally {
    pub(super) fn of(world: &World) -> Self {
        let invocations = lock(&world.invocations).clone();
        let with = |wanted: &dyn Fn(&Answer) -> bool| {
            let ended = invocations.iter().filter_map(|invocation| invocation.ended.as_ref());
            ended.filter(|(_, answer)| wanted(answer)).count()
        };
        let chances: Vec<_> = invocations.iter().filter(|invocation| had_chance(world, invocation)).collect();
        let jobs = world.wire.endpoint.jobs();
        let has_result = |status| matches!(status, JobStatus::Succeeded | JobStatus::Failed);
        let has_chance = |id: &str| chances.iter().any(|invocation| invocation.job_id.as_deref() == Some(id));
        Self {
            schedules: 1,
            jobs: jobs.len(),
            had_chance: jobs.iter().filter(|job| has_chance(job.id.as_str())).count(),
            lost: jobs.iter().filter(|job| !has_result(job.status)).count(),
            environments: lock(&world.environments).len(),
            stopped: lock(&world.stops).iter().filter(|stop| stop.had_jobs).count(),
            invocations: invocations.len(),
            chances: chances.len(),
            timed_out: with(&|answer| *answer == Answer::TimedOut),
            killed: with(&|answer| *answer == Answer::Lost),
            failed: with(&|answer| matches!(answer, Answer::Failed(_))),
            calls: lock(&world.calls).len(),
            requests: world.wire.sent().len(),
        }
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.schedules += other.schedules;
        self.jobs += other.jobs;
        self.had_chance += other.had_chance;
        self.lost += other.lost;
        self.environments += other.environments;
        self.stopped += other.stopped;
        self.invocations += other.invocations;
        self.chances += other.chances;
        self.timed_out += other.timed_out;
        self.killed += other.killed;
        self.failed += other.failed;
        self.calls += other.calls;
        self.requests += other.requests;
    }
}
