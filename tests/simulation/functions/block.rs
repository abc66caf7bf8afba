//! A thread that is blocked: nothing on its runtime goes on, whoever blocks it.

use std::future::poll_fn;
use std::pin::pin;
use std::sync::{Mutex, PoisonError};
use std::task::Poll;
use std::time::Duration;

use tokio::time::{Instant, sleep_until};

/// The only thread of a function's runtime.
#[derive(Debug, Default)]
pub struct Block {
    /// When it was blocked, and until when.
    spells: Mutex<Vec<(Instant, Instant)>>,
}

impl Block {
    pub fn begin(&self, duration: Duration) {
        let now = Instant::now();
        self.spells.lock().unwrap_or_else(PoisonError::into_inner).push((now, now + duration));
    }

    pub fn is_blocked(&self) -> bool {
        self.was_blocked(Instant::now(), Instant::now())
    }

    pub fn was_blocked(&self, from: Instant, until: Instant) -> bool {
        let spells = self.spells.lock().unwrap_or_else(PoisonError::into_inner);
        spells.iter().any(|(began, ended)| *began <= until && from < *ended)
    }

    fn end(&self) -> Option<Instant> {
        let spells = self.spells.lock().unwrap_or_else(PoisonError::into_inner);
        spells.last().map(|(_, ended)| *ended)
    }

    /// Runs on this thread: only while it is not blocked.
    pub async fn run<F: Future>(&self, future: F) -> F::Output {
        let mut future = pin!(future);
        let mut blocked = pin!(sleep_until(Instant::now()));
        poll_fn(|context| {
            if let Some(end) = self.end().filter(|end| Instant::now() < *end) {
                blocked.as_mut().reset(end);
                if blocked.as_mut().poll(context).is_pending() {
                    return Poll::Pending;
                }
            }
            future.as_mut().poll(context)
        })
        .await
    }
}
