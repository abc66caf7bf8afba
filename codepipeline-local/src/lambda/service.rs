//! Lambda's part: whose turn it is, in which process, and how often.

use super::builder::Settings;
use super::environment::{Ended, Environment};
use super::invocation::{Invocation, Request};
use super::outcome::{Attempt, FunctionError, Outcome};
use crate::id::{Ids, JobId};
use crate::lock::lock;
use bytes::Bytes;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Instant;
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinSet;

/// How many invocations are remembered.
const MOST_INVOCATIONS: usize = 1000;

/// What ids are made from: other ones than an endpoint's, so that the two are not taken for each other.
const SEED: u64 = 0x4c61_6d62_6461;

#[derive(Debug)]
pub(super) struct Service {
    settings: Settings,
    ids: Mutex<Ids>,
    /// One for each invocation that may go on at the same time. Those who wait for one come in order.
    places: Semaphore,
    environment: Mutex<Slot>,
    invocations: Mutex<VecDeque<Invocation>>,
    /// How many invocations there have been.
    invoked: watch::Sender<u64>,
    tasks: Mutex<Tasks>,
}

/// The execution environment, while there is one.
#[derive(Debug, Default)]
struct Slot {
    environment: Option<Arc<Environment>>,
    closed: bool,
}

#[derive(Debug, Default)]
struct Tasks {
    running: JoinSet<()>,
    closed: bool,
}

impl Service {
    pub(super) fn new(settings: Settings) -> Self {
        Self {
            places: Semaphore::new(settings.concurrency),
            settings,
            ids: Mutex::new(Ids::new(SEED)),
            environment: Mutex::default(),
            invocations: Mutex::default(),
            invoked: watch::Sender::new(0),
            tasks: Mutex::default(),
        }
    }

    pub(super) fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Invokes the function, when it is the event's turn.
    pub(super) fn invoke(
        self: &Arc<Self>,
        event: Bytes,
        job_id: Option<JobId>,
        is_async: bool,
    ) -> Invocation {
        let (id, root) = {
            let mut ids = lock(&self.ids);
            (ids.uuid(), ids.uuid().replace('-', ""))
        };
        let trace_id = format!("Root=1-{}-{};Sampled=0", &root[..8], &root[8..]);
        let request = Request { id, trace_id, event, job_id, is_async };
        let invocation = Invocation::new(request, self);
        self.deliver(&invocation);
        let mut invocations = lock(&self.invocations);
        if invocations.len() == MOST_INVOCATIONS {
            invocations.pop_front();
        }
        invocations.push_back(invocation.clone());
        drop(invocations);
        self.invoked.send_modify(|invoked| *invoked += 1);
        invocation
    }

    /// Delivers the event of an invocation. False if the function has ended.
    pub(super) fn deliver(self: &Arc<Self>, invocation: &Invocation) -> bool {
        let (service, delivery) = (Arc::clone(self), invocation.open());
        self.spawn(async move { delivery.run(&service).await })
    }

    /// Runs a task for as long as the function is there. False if it is not.
    pub(super) fn spawn(&self, task: impl Future<Output = ()> + Send + 'static) -> bool {
        let mut tasks = lock(&self.tasks);
        while tasks.running.try_join_next().is_some() {}
        if !tasks.closed {
            tasks.running.spawn(task);
        }
        !tasks.closed
    }

    pub(super) fn invocations(&self) -> Vec<Invocation> {
        lock(&self.invocations).iter().cloned().collect()
    }

    /// Waits until the function has been invoked with a job.
    pub(super) async fn invocation_of(&self, job_id: &str) -> Invocation {
        // Subscribing comes first: an invocation after the look is then not missed.
        let mut invoked = self.invoked.subscribe();
        loop {
            let named = |invocation: &&Invocation| invocation.job_id().map(JobId::as_str) == Some(job_id);
            if let Some(invocation) = lock(&self.invocations).iter().find(named) {
                return invocation.clone();
            }
            // The sender is ours, so there is one.
            let _invoked = invoked.changed().await;
        }
    }

    /// Waits until nothing that was asked of the function before is going on.
    pub(super) async fn idle(&self) {
        let all = u32::try_from(self.settings.concurrency).unwrap_or(u32::MAX);
        let _nothing_goes_on = self.places.acquire_many(all).await;
    }

    /// Makes one attempt, and tells what comes of it as soon as that is known. When it returns, it is another's turn.
    pub(super) async fn attempt(
        &self,
        request: &Arc<Request>,
        handed_out: impl Fn(),
        ended: impl FnOnce(Attempt),
    ) {
        let Ok(_place) = self.places.acquire().await else { return };
        let start = Instant::now();
        let tell = |process_id, outcome: Outcome| {
            tracing::debug!(
                request_id = request.id,
                job_id = request.job_id.as_ref().map(JobId::as_str),
                outcome = outcome.kind(),
                error = outcome.message(),
                "invocation"
            );
            ended(Attempt { process_id, duration: start.elapsed(), outcome });
        };
        let environment = match self.environment() {
            Ok(Some(environment)) => environment,
            Ok(None) => return,
            Err(error) => {
                // As its Runtime Interface Emulator names it: a program that is not there, or not executable.
                let message = format!("RequestId: {} Error: {error}", request.id);
                return tell(None, Outcome::Exited(FunctionError::new("Runtime.InvalidEntrypoint", message)));
            }
        };
        let Ended { outcome, deadline } = environment.invoke(request, handed_out).await;
        tell(Some(environment.process_id()), outcome);
        if !environment.rest(deadline).await {
            self.discard(&environment);
        }
    }

    pub(super) fn process_id(&self) -> Option<u32> {
        lock(&self.environment).environment.as_ref().map(|environment| environment.process_id())
    }

    /// Kills the process. False if there is none.
    pub(super) fn kill(&self) -> bool {
        // Taken away, so that nothing more is asked of it before its end is noticed.
        let environment = lock(&self.environment).environment.take();
        environment.is_some_and(|environment| environment.crash())
    }

    /// The execution environment; a new one if there is none. None if the function has ended.
    fn environment(&self) -> std::io::Result<Option<Arc<Environment>>> {
        let mut slot = lock(&self.environment);
        if slot.closed {
            return Ok(None);
        }
        if slot.environment.as_ref().is_none_or(|environment| environment.has_ended()) {
            let stream = lock(&self.ids).uuid().replace('-', "");
            slot.environment = Some(Arc::new(Environment::start(&self.settings, &stream)?));
        }
        Ok(slot.environment.clone())
    }

    /// Does without an environment from now on.
    fn discard(&self, environment: &Arc<Environment>) {
        let mut slot = lock(&self.environment);
        if slot.environment.as_ref().is_some_and(|current| Arc::ptr_eq(current, environment)) {
            slot.environment = None;
        }
    }

    /// Ends everything but the process, which is returned.
    pub(super) fn close(&self) -> Option<Arc<Environment>> {
        {
            let mut tasks = lock(&self.tasks);
            tasks.closed = true;
            tasks.running.abort_all();
        }
        let mut slot = lock(&self.environment);
        slot.closed = true;
        slot.environment.take()
    }
}
