//! What the benchmarks beside this file share; README.md says how to run and read them.

mod figures;
pub mod instructions;
mod process;
mod side_by_side;

pub use figures::{Axis, Bound, Claim, Figures, Picture, Plot, Table};
pub use process::{Killed, cpu_time, cpu_time_of_children, memory, peak_memory};
pub use side_by_side::{SideBySide, median};

use std::process::ExitCode;
use std::{env, fmt};

/// Whether a benchmark is only to prove that it works: with `--short`, or as a test, as which cargo runs it without
/// `--bench`.
pub fn is_short() -> bool {
    let is_given = |name: &str| env::args().any(|argument| argument == name);
    !is_given("--bench") || is_given("--short")
}

/// A count, to be divided.
pub fn float(number: usize) -> f64 {
    f64::from(u32::try_from(number).unwrap_or(u32::MAX))
}

/// How a benchmark ends: a failure is told on the standard error.
pub fn end<E: fmt::Display>(ended: Result<(), E>) -> ExitCode {
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
