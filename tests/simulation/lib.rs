//! Workers and Lambda functions in virtual time, with faults, crashes and rivals. A schedule is made from one number, and the same number
//! makes the same schedule again.

mod behaviour;
mod check;
mod client;
mod finished;
mod functions;
mod life;
mod log;
mod loops;
mod machine;
mod many;
mod ours;
mod plan;
mod schedule;
mod tally;
mod wire;

pub use finished::{Finished, Violation};
pub use functions::{FunctionTally, run_function};
pub use many::{Outcome, assert_kept, many, number_from_env};
pub use schedule::run;
pub use tally::Tally;

/// What drives a machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Driver {
    /// The worker of codepipeline-fail.
    Worker,
    /// Poll, acknowledge, try and except, put.
    Simple,
    /// As the worker that AWS publishes in Java: a thread for each job.
    Threads,
}
