//! Many schedules, on all cores.

use std::fmt::Debug;
use std::ops::AddAssign;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use crate::Finished;

/// What came of many schedules.
#[derive(Debug, Default)]
pub struct Outcome<T> {
    /// All together.
    pub tally: T,
    /// Those in which a promise was not kept, the lowest seeds first.
    pub broken: Vec<(u64, Finished<T>)>,
}

/// Runs the schedules of so many seeds.
///
/// # Panics
/// If a schedule does.
pub fn many<T>(first: u64, count: u64, run: impl Fn(u64) -> Finished<T> + Sync) -> Outcome<T>
where
    T: AddAssign + Copy + Default + Send,
{
    let next = AtomicU64::new(0);
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let work = || {
        let mut outcome = Outcome::default();
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            if number >= count {
                return outcome;
            }
            let finished = run(first + number);
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

/// Runs `usual` schedules, or those that the environment asks for: `SIMULATION_SCHEDULES=10000` for as many, from
/// `SIMULATION_FIRST` on; `SIMULATION_SEED=7` for one alone, with all that happened in it.
///
/// # Panics
/// If a promise was not kept, with all that happened in the first such schedule.
pub fn assert_kept<T>(usual: u64, run: impl Fn(u64) -> Finished<T> + Sync) -> T
where
    T: AddAssign + Copy + Debug + Default + Send,
{
    if let Some(seed) = number_from_env("SIMULATION_SEED") {
        let finished = run(seed);
        println!("{}", finished.trace);
        assert!(finished.violations.is_empty(), "seed {seed}: {:#?}", finished.violations);
        return finished.tally;
    }
    let count = number_from_env("SIMULATION_SCHEDULES").unwrap_or(usual);
    let outcome = many(number_from_env("SIMULATION_FIRST").unwrap_or(0), count, run);
    for (seed, finished) in &outcome.broken {
        println!("seed {seed}:");
        for violation in &finished.violations {
            println!("    {violation}");
        }
    }
    println!("{:?}", outcome.tally);
    let broken = outcome.broken.first();
    assert!(broken.is_none(), "first, seed {}:\n{}", broken.unwrap().0, broken.unwrap().1.trace);
    outcome.tally
}

/// A number that the environment tells.
///
/// # Panics
/// If it is no number.
pub fn number_from_env(name: &str) -> Option<u64> {
    let value = std::env::var(name).ok()?;
    Some(value.parse().unwrap_or_else(|_| panic!("{name} is {value:?}, which is no number")))
}
