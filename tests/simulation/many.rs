//! Many schedules, on all cores.

use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use crate::{Driver, Finished, Tally, run};

/// What came of many schedules.
#[derive(Debug, Default)]
pub struct Outcome {
    /// All together.
    pub tally: Tally,
    /// Those in which a promise was not kept, the lowest seeds first.
    pub broken: Vec<(u64, Finished)>,
}

/// Runs the schedules of so many seeds.
///
/// # Panics
/// If a schedule does.
pub fn many(first: u64, count: u64, driver: Driver) -> Outcome {
    let next = AtomicU64::new(0);
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let work = || {
        let mut outcome = Outcome::default();
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            if number >= count {
                return outcome;
            }
            let finished = run(first + number, driver);
            outcome.tally += finished.tally;
            if !finished.violations.is_empty() {
                outcome.broken.push((first + number, finished));
            }
        }
    };
    let mut all = Outcome::default();
    thread::scope(|scope| {
        let threads: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        for thread in threads {
            let outcome = thread.join().expect("a thread that ends");
            all.tally += outcome.tally;
            all.broken.extend(outcome.broken);
        }
    });
    all.broken.sort_by_key(|(seed, _)| *seed);
    all
}

/// A number that the environment tells.
///
/// # Panics
/// If it is no number.
pub fn number_from_env(name: &str) -> Option<u64> {
    let value = std::env::var(name).ok()?;
    Some(value.parse().unwrap_or_else(|_| panic!("{name} is {value:?}, which is no number")))
}
