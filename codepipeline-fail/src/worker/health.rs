//! Whether a worker does its work.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

/// What a health probe asks of a [`Worker`](super::Worker), from [`Worker::health`](super::Worker::health).
///
/// ```no_run
/// # async fn example(client: aws_sdk_codepipeline::Client) {
/// use codepipeline_fail::{ActionType, Worker};
/// use std::time::Duration;
///
/// let worker = Worker::custom(&client, ActionType::new("Deploy", "Acme", "1"));
/// let health = worker.health();
/// // In the probe's handler, while the worker runs:
/// let is_alive = health.since_last_poll().is_some_and(|time| time < Duration::from_mins(5));
/// # let _ = is_alive;
/// # }
/// ```
#[derive(Clone, Debug, Default)]
pub struct Health {
    state: Arc<Mutex<State>>,
}

#[derive(Debug, Default)]
struct State {
    last_poll: Option<Instant>,
    poll_error: Option<String>,
    journal_error: Option<String>,
    running: usize,
    undelivered: usize,
}

impl Health {
    /// How long ago CodePipeline last answered a poll; none if it never has.
    #[must_use]
    pub fn since_last_poll(&self) -> Option<Duration> {
        self.state().last_poll.map(|last| last.elapsed())
    }

    /// Why the last poll failed; none if it did not.
    #[must_use]
    pub fn poll_error(&self) -> Option<String> {
        self.state().poll_error.clone()
    }

    /// Why the journal cannot be written; none if it can. While it cannot, no jobs are taken.
    #[must_use]
    pub fn journal_error(&self) -> Option<String> {
        self.state().journal_error.clone()
    }

    /// How many handlers are at work.
    #[must_use]
    pub fn running(&self) -> usize {
        self.state().running
    }

    /// How many jobs have ended here and are still to be reported.
    #[must_use]
    pub fn undelivered(&self) -> usize {
        self.state().undelivered
    }

    pub(super) fn polled(&self) {
        let mut state = self.state();
        state.last_poll = Some(Instant::now());
        state.poll_error = None;
    }

    pub(super) fn not_polled(&self, why: &str) {
        self.state().poll_error = Some(why.to_owned());
    }

    pub(super) fn journaled(&self, written: Result<(), String>) {
        self.state().journal_error = written.err();
    }

    /// Counts a handler that is at work until the guard is dropped.
    pub(super) fn run(&self) -> Counted {
        Counted::new(self, |state| &mut state.running)
    }

    /// Counts a result that is to be delivered until the guard is dropped.
    pub(super) fn deliver(&self) -> Counted {
        Counted::new(self, |state| &mut state.undelivered)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Something that goes on until this is dropped.
pub(super) struct Counted {
    health: Health,
    count: fn(&mut State) -> &mut usize,
}

impl Counted {
    fn new(health: &Health, count: fn(&mut State) -> &mut usize) -> Self {
        *count(&mut health.state()) += 1;
        Self { health: health.clone(), count }
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        *(self.count)(&mut self.health.state()) -= 1;
    }
}
