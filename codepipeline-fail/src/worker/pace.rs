//! When to poll next.

use std::time::Duration;

use super::backoff::Backoff;

/// After how long a poll that was refused for good is tried again: permissions, action types and regions can be mended.
const REFUSED: Duration = Duration::from_mins(1);
const FIRST_ERROR: Duration = Duration::from_millis(500);
const LONGEST_ERROR: Duration = Duration::from_mins(2);

/// What a poll came to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Polled {
    /// So many jobs for so many free places.
    Jobs { jobs: usize, places: usize },
    /// No answer, a throttled one, or an error of the service's own.
    Lost,
    /// An answer that another poll will get as well.
    Refused,
}

/// The time from one poll to the next: none after a full one, a short time while jobs come, longer and longer while
/// none does, up to the interval.
#[derive(Debug)]
pub struct Pace {
    interval: Duration,
    idle: Duration,
    errors: Backoff,
    random: fastrand::Rng,
}

impl Pace {
    pub fn new(interval: Duration, random: fastrand::Rng) -> Self {
        Self { interval, idle: interval, errors: errors(), random }
    }

    /// How long to wait now.
    pub fn after(&mut self, polled: Polled) -> Duration {
        let wait = match polled {
            Polled::Jobs { jobs, places } => {
                self.errors = errors();
                self.idle = if jobs > 0 { self.interval / 10 } else { (self.idle * 2).min(self.interval) };
                // Where there were as many jobs as were asked for, there may be more.
                if jobs >= places { Duration::ZERO } else { self.idle }
            }
            Polled::Lost => self.errors.delay(),
            Polled::Refused => REFUSED,
        };
        self.jittered(wait)
    }

    /// A fifth more or less, so that workers that began together do not stay together.
    fn jittered(&mut self, wait: Duration) -> Duration {
        wait.mul_f64(0.8 + 0.4 * self.random.f64())
    }
}

fn errors() -> Backoff {
    Backoff::new(FIRST_ERROR, LONGEST_ERROR)
}

#[cfg(test)]
mod tests {
    use super::*;

    const INTERVAL: Duration = Duration::from_secs(10);

    fn pace() -> Pace {
        Pace::new(INTERVAL, fastrand::Rng::with_seed(7))
    }

    fn about(wait: Duration, expected: Duration) -> bool {
        (expected.mul_f64(0.8)..=expected.mul_f64(1.2)).contains(&wait)
    }

    #[test]
    fn an_idle_worker_polls_at_the_interval() {
        let mut pace = pace();
        for _ in 0..100 {
            assert!(about(pace.after(Polled::Jobs { jobs: 0, places: 4 }), INTERVAL));
        }
    }

    #[test]
    fn a_full_poll_is_followed_by_another_at_once() {
        assert_eq!(pace().after(Polled::Jobs { jobs: 4, places: 4 }), Duration::ZERO);
    }

    #[test]
    fn while_jobs_come_it_polls_sooner_and_then_slows_down() {
        let mut pace = pace();
        assert!(about(pace.after(Polled::Jobs { jobs: 1, places: 4 }), INTERVAL / 10));
        for seconds in [2, 4, 8, 10, 10] {
            let wait = pace.after(Polled::Jobs { jobs: 0, places: 4 });
            assert!(about(wait, Duration::from_secs(seconds)), "{wait:?}");
        }
    }

    #[test]
    fn trouble_backs_off_and_is_forgotten() {
        let mut pace = pace();
        for millis in [500, 1000, 2000, 4000] {
            assert!(about(pace.after(Polled::Lost), Duration::from_millis(millis)));
        }
        for _ in 0..20 {
            pace.after(Polled::Lost);
        }
        assert!(about(pace.after(Polled::Lost), LONGEST_ERROR));
        assert!(about(pace.after(Polled::Refused), REFUSED));
        pace.after(Polled::Jobs { jobs: 0, places: 4 });
        assert!(about(pace.after(Polled::Lost), FIRST_ERROR));
    }
}
