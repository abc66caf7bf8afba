//! What the parts of a schedule share, and what they write down.

use std::sync::atomic::AtomicUsize;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use fastrand::Rng;

use super::environment::Environment;
use super::handler::{Call, Ending};
use super::plan::{Plan, Work};
use crate::Violation;
use crate::life::Cable;
use crate::wire::Wire;

/// One invocation of the function, as Lambda sees it.
#[derive(Clone, Debug)]
pub struct Invocation {
    pub number: usize,
    pub environment: usize,
    pub job_id: Option<String>,
    pub work: Option<Work>,
    pub from: Duration,
    /// When Lambda kills the function.
    pub deadline: Duration,
    /// The thread was blocked when it should have begun.
    pub was_blocked: bool,
    /// When it ended, and how; nothing if it has not.
    pub ended: Option<(Duration, Answer)>,
}

/// How an invocation ended.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    Succeeded,
    Failed(String),
    /// Lambda killed the function, for it had not ended in time.
    TimedOut,
    /// The environment was killed or shut down.
    Lost,
}

/// An environment was told to stop.
#[derive(Clone, Copy, Debug)]
pub struct Stop {
    pub environment: usize,
    pub asked: Duration,
    pub had_jobs: bool,
}

pub struct World {
    pub plan: Plan,
    pub wire: Arc<Wire>,
    pub cable: Cable,
    pub rng: Mutex<Rng>,
    pub environments: Mutex<Vec<Arc<Environment>>>,
    /// Deliveries that are not over.
    pub open: AtomicUsize,
    pub invocations: Mutex<Vec<Invocation>>,
    pub calls: Mutex<Vec<Call>>,
    pub stops: Mutex<Vec<Stop>>,
    complaints: Mutex<Vec<Violation>>,
}

pub fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl World {
    pub fn new(plan: Plan, wire: Arc<Wire>) -> Arc<Self> {
        Arc::new(Self {
            rng: Mutex::new(Rng::with_seed(plan.seed.wrapping_add(1))),
            plan,
            wire,
            cable: Cable::default(),
            environments: Mutex::default(),
            open: AtomicUsize::new(0),
            invocations: Mutex::default(),
            calls: Mutex::default(),
            stops: Mutex::default(),
            complaints: Mutex::default(),
        })
    }

    pub fn now(&self) -> Duration {
        self.wire.start.elapsed()
    }

    pub fn complain(&self, promise: u8, what: String) {
        lock(&self.complaints).push(Violation { promise, what });
    }

    pub fn complaints(&self) -> Vec<Violation> {
        std::mem::take(&mut *lock(&self.complaints))
    }

    /// The handler was called; by this number it is known.
    pub fn called(&self, environment: usize, job_id: &str) -> usize {
        let mut calls = lock(&self.calls);
        calls.push(Call { environment, job_id: job_id.to_owned(), ended: None });
        calls.len() - 1
    }

    pub fn call_ended(&self, call: usize, ending: Ending) {
        lock(&self.calls)[call].ended = Some((self.now(), ending));
    }

    /// Whether the service may not have answered at some time between these.
    pub fn is_troubled(&self, from: Duration, until: Duration) -> bool {
        self.plan.troubles.iter().any(|trouble| trouble.from <= until && from <= trouble.until)
    }

    /// Whether the service may have said between these that the function may not report.
    pub fn is_denied(&self, from: Duration, until: Duration) -> bool {
        let mut denials = self.plan.troubles.iter().filter(|trouble| trouble.denies);
        denials.any(|trouble| trouble.from <= until && from <= trouble.until)
    }

    /// Whether an environment's thread was blocked at some time between these.
    pub fn was_blocked(&self, environment: usize, from: Duration, until: Duration) -> bool {
        let block = &lock(&self.environments)[environment].site.block;
        block.was_blocked(self.wire.start + from, self.wire.start + until)
    }

    /// The jobs of CodePipeline's that an environment has had in hand for a while.
    pub fn in_hand(&self, environment: usize) -> Vec<String> {
        let now = self.now();
        let invocations = lock(&self.invocations);
        let running = invocations.iter().filter(|invocation| {
            invocation.environment == environment && invocation.ended.is_none() && invocation.from < now
        });
        running
            .filter(|running| running.work.is_some())
            .filter_map(|running| running.job_id.clone())
            .collect()
    }

    /// Whether nothing more can come of a job.
    pub fn has_ended(&self, job_id: &str) -> bool {
        self.wire.endpoint.job(job_id).is_some_and(|job| job.status.is_final())
    }
}
