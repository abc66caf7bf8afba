//! Waiting longer and longer from one try to the next.

use std::time::Duration;

use backon::{BackoffBuilder as _, ExponentialBackoff, ExponentialBuilder};
use tokio::time::sleep;

use super::shutdown::Shutdown;

/// Delays that double from the first to the longest, which is that of all tries from then on.
#[derive(Debug)]
pub struct Backoff {
    delays: ExponentialBackoff,
    longest: Duration,
}

impl Backoff {
    pub fn new(first: Duration, longest: Duration) -> Self {
        let delays = ExponentialBuilder::new().with_min_delay(first).with_max_delay(longest);
        Self { delays: delays.without_max_times().build(), longest }
    }

    pub fn delay(&mut self) -> Duration {
        // There always is a next one.
        self.delays.next().unwrap_or(self.longest)
    }

    /// Waits until the next try is due, and tells that it is: unless the worker is to end before.
    pub async fn wait(&mut self, shutdown: &Shutdown) -> bool {
        tokio::select! {
            biased;
            () = shutdown.stopping() => false,
            () = sleep(self.delay()) => true,
        }
    }
}
