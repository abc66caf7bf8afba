//! What a schedule leaves when it is over.

use std::fmt;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use crate::number_from_env;

/// A promise that was not kept; 0 is for what should not happen at all.
#[derive(Clone, Debug)]
pub struct Violation {
    /// Which of the promises.
    pub promise: u8,
    /// How.
    pub what: String,
}

impl fmt::Display for Violation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "promise {}: {}", self.promise, self.what)
    }
}

/// A schedule that is over.
#[derive(Debug)]
pub struct Finished<T> {
    /// The promises that were not kept.
    pub violations: Vec<Violation>,
    /// What became of the jobs.
    pub tally: T,
    /// The same for the same seed.
    pub fingerprint: u64,
    /// All that happened, where a promise was not kept.
    pub trace: String,
}

impl<T> Finished<T> {
    /// `happened` is what has to be the same for the same seed; the trace is made where somebody wants it.
    pub fn new(violations: Vec<Violation>, tally: T, happened: &str, trace: impl FnOnce() -> String) -> Self {
        let mut hasher = DefaultHasher::new();
        without_references(happened).hash(&mut hasher);
        let is_wanted = !violations.is_empty() || number_from_env("SIMULATION_SEED").is_some();
        let trace = if is_wanted { trace() } else { String::new() };
        Self { violations, tally, fingerprint: hasher.finish(), trace }
    }
}

/// References in messages are never the same twice.
fn without_references(text: &str) -> String {
    let mut parts = text.split("(ref ");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |all, part| all + part.split_once(')').map_or("", |(_, rest)| rest))
}
