//! What the benchmarks beside this file share; README.md says how to run and read them.

mod figures;
pub mod instructions;
mod process;
mod side_by_side;

pub use figures::{Axis, Bound, Claim, Figures, Picture, Plot, Table};
pub use process::{cpu_time, memory, peak_memory};
pub use side_by_side::SideBySide;

use std::fmt;
use std::process::ExitCode;

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
