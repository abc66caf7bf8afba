//! How long a delivery is tried.

use std::time::Duration;

/// With less time than this, nothing more gets through.
const SHORTEST: Duration = Duration::from_millis(100);

#[derive(Clone, Copy, Debug)]
pub(crate) struct Patience {
    pub attempt_timeout: Duration,
    /// How long attempts are begun.
    pub total_budget: Duration,
    /// Nothing is left when the budget is spent, not even the attempt that is under way: so no attempt and no wait takes more
    /// than half of what is left.
    pub is_final: bool,
    pub denied_interval: Option<Duration>,
    /// What the jitter is made from; anything, unless a simulation says otherwise.
    pub seed: Option<u64>,
}

impl Patience {
    /// How long the next attempt may take, with so much left.
    pub fn attempt(&self, left: Duration) -> Duration {
        if self.is_final { self.attempt_timeout.min(left / 2) } else { self.attempt_timeout }
    }

    /// How long to wait for the next attempt, with so much left; `None` if there is to be none.
    pub fn wait(&self, delay: Duration, left: Duration) -> Option<Duration> {
        if self.is_final {
            (left >= SHORTEST).then(|| delay.min(left / 2))
        } else {
            (delay <= left).then_some(delay)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn patience(is_final: bool) -> Patience {
        let (attempt_timeout, total_budget) = (Duration::from_secs(5), Duration::from_mins(1));
        Patience { attempt_timeout, total_budget, is_final, denied_interval: None, seed: None }
    }

    #[test]
    fn what_ends_with_the_budget_leaves_time_for_one_more() {
        let (short, long) = (Duration::from_secs(2), Duration::from_secs(20));
        let patience = patience(true);
        assert_eq!(patience.attempt(long), Duration::from_secs(5));
        assert_eq!(patience.attempt(short), Duration::from_secs(1));
        assert_eq!(patience.wait(short, long), Some(short));
        assert_eq!(patience.wait(long, short), Some(Duration::from_secs(1)));
        assert_eq!(patience.wait(short, Duration::from_millis(99)), None);
    }

    #[test]
    fn others_begin_their_last_attempt_within_the_budget() {
        let (short, long) = (Duration::from_secs(2), Duration::from_secs(20));
        let patience = patience(false);
        assert_eq!(patience.attempt(short), Duration::from_secs(5));
        assert_eq!(patience.wait(short, short), Some(short));
        assert_eq!(patience.wait(long, short), None);
    }
}
