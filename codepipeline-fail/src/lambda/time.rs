//! How the time of an invocation is divided.

use std::time::{Duration, SystemTime};

use tokio::time::Instant;

use crate::sdk::reporter::Patience;

/// How long CodePipeline may take to answer one attempt.
const ATTEMPT: Duration = Duration::from_secs(5);

/// What the invocation itself needs at its end, to tell Lambda how it ended.
const RESERVE: Duration = Duration::from_millis(200);

/// With less than this, a report would hardly get through.
const SHORTEST_MARGIN: Duration = Duration::from_millis(500);

/// A function has 15 minutes at most (<https://docs.aws.amazon.com/lambda/latest/dg/configuration-timeout.html>).
const LONGEST: Duration = Duration::from_mins(15);

/// The time that an invocation has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Time {
    /// When the handler is told that it should come to an end.
    pub notice: Instant,
    /// When the job is reported, whatever the handler does.
    pub stop: Instant,
    /// When Lambda kills the function.
    pub end: Instant,
}

impl Time {
    /// From now to Lambda's deadline. Without a margin of the user's, a twentieth is kept for the report, from 2 to 10
    /// seconds; of a short time, at most a third.
    pub fn until(deadline: SystemTime, now: SystemTime, margin: Option<Duration>) -> Self {
        let left = match deadline.duration_since(now) {
            Ok(left) => left,
            // No clock is that wrong: who plays Lambda does not tell. `cargo lambda watch` says ten minutes after 1970, others
            // say 1970.
            Err(past) if past.duration() > LONGEST => LONGEST,
            Err(_) => Duration::ZERO,
        };
        let usual = (left / 20).clamp(Duration::from_secs(2), Duration::from_secs(10));
        let margin = margin.unwrap_or(usual).max(SHORTEST_MARGIN).min(left / 3);
        let end = Instant::now() + left;
        Self { notice: end - 2 * margin, stop: end - margin, end }
    }

    /// When the invocation has to have ended.
    pub fn last(&self) -> Instant {
        self.end - RESERVE
    }

    /// How long a result can be tried to deliver, from now on.
    pub fn patience(&self, seed: Option<u64>) -> Patience {
        let left = self.last().saturating_duration_since(Instant::now());
        // Lambda delivers the event again, and with it the result; nobody waits here for permissions to be mended.
        Patience { attempt_timeout: ATTEMPT, total_budget: left, is_final: true, denied_interval: None, seed }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secs(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    /// Before the end: when notice is given, and when the job is reported.
    fn divided(left: Duration, margin: Option<Duration>) -> (Duration, Duration) {
        let now = SystemTime::UNIX_EPOCH + secs(1_000_000);
        let time = Time::until(now + left, now, margin);
        (time.end - time.notice, time.end - time.stop)
    }

    #[test]
    fn a_twentieth_is_kept_within_bounds() {
        assert_eq!(divided(secs(900), None), (secs(20), secs(10)));
        assert_eq!(divided(secs(100), None), (secs(10), secs(5)));
        assert_eq!(divided(secs(20), None), (secs(4), secs(2)));
        assert_eq!(divided(secs(3), None), (secs(2), secs(1)));
        assert_eq!(divided(Duration::ZERO, None), (Duration::ZERO, Duration::ZERO));
    }

    #[test]
    fn a_margin_of_the_users_counts_within_bounds() {
        assert_eq!(divided(secs(60), Some(Duration::ZERO)).1, SHORTEST_MARGIN);
        assert_eq!(divided(secs(60), Some(secs(4))), (secs(8), secs(4)));
        assert_eq!(divided(secs(60), Some(secs(60))), (secs(40), secs(20)));
    }

    #[tokio::test(start_paused = true)]
    async fn attempts_end_before_the_function_does() {
        let now = SystemTime::UNIX_EPOCH + secs(1_000_000);
        let patience = Time::until(now + secs(60), now, None).patience(None);
        assert_eq!(patience.total_budget, Duration::from_millis(59_800));
        assert!(patience.is_final);
        let patience = Time::until(now, now, None).patience(None);
        assert_eq!(patience.total_budget, Duration::ZERO);
    }

    #[tokio::test(start_paused = true)]
    async fn without_a_deadline_there_is_as_much_as_there_can_be() {
        for made_up in [secs(0), secs(600)] {
            let time = Time::until(SystemTime::UNIX_EPOCH + made_up, SystemTime::now(), None);
            assert_eq!(time.end - Instant::now(), LONGEST, "{made_up:?}");
        }
        let now = SystemTime::now();
        let just_over = Time::until(now - secs(1), now, None);
        assert_eq!(just_over.end, Instant::now());
    }
}
