//! The time by which jobs time out and are handed out again.

use crate::lock::lock;
use std::fmt;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// Where an [`Endpoint`](crate::Endpoint) takes the time from.
///
/// Time is a [`Duration`] since the clock was made; no wall clock is read. Whatever the source,
/// [`Endpoint::advance`](crate::Endpoint::advance) moves the time forward, so a test of an hour's timeout takes no time.
///
/// ```
/// use codepipeline_local::{Clock, Endpoint};
/// use std::time::Duration;
///
/// let endpoint = Endpoint::builder().clock(Clock::manual()).build();
/// endpoint.advance(Duration::from_hours(1));
/// assert_eq!(endpoint.now(), Duration::from_hours(1));
/// ```
#[derive(Clone)]
pub struct Clock {
    source: Arc<dyn Fn() -> Duration + Send + Sync>,
    advanced: Arc<Mutex<Duration>>,
    manual: bool,
}

impl Clock {
    /// Real time, which passes on its own. The default.
    pub fn real() -> Self {
        let start = Instant::now();
        Self::from_fn(move || start.elapsed())
    }

    /// Time that stands still until it is advanced, so that a test sees the same every time it runs.
    pub fn manual() -> Self {
        Self { manual: true, ..Self::from_fn(|| Duration::ZERO) }
    }

    /// Time as a function tells it, for instance the paused time of an async runtime. It must not run backwards.
    ///
    /// ```
    /// use codepipeline_local::Clock;
    ///
    /// # let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
    /// # runtime.block_on(async {
    /// let start = tokio::time::Instant::now();
    /// let clock = Clock::from_fn(move || start.elapsed());
    /// # drop(clock);
    /// # });
    /// ```
    pub fn from_fn(now: impl Fn() -> Duration + Send + Sync + 'static) -> Self {
        Self { source: Arc::new(now), advanced: Arc::default(), manual: false }
    }

    /// Whether time stands still until it is advanced.
    pub(crate) fn is_manual(&self) -> bool {
        self.manual
    }

    pub(crate) fn now(&self) -> Duration {
        let advanced = *lock(&self.advanced);
        (self.source)().saturating_add(advanced)
    }

    pub(crate) fn advance(&self, by: Duration) {
        let mut advanced = lock(&self.advanced);
        *advanced = advanced.saturating_add(by);
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Clock").field(&self.now()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clone_shares_the_advanced_time() {
        let clock = Clock::manual();
        clock.clone().advance(Duration::from_secs(2));
        clock.advance(Duration::from_secs(1));
        assert_eq!(clock.now(), Duration::from_secs(3));
    }

    #[test]
    fn advancing_adds_to_the_source() {
        let clock = Clock::from_fn(|| Duration::from_secs(10));
        clock.advance(Duration::from_secs(5));
        assert_eq!(clock.now(), Duration::from_secs(15));
    }
}
