//! Functions of Lambda in virtual time: CodePipeline with its faults; Lambda with its deadlines, retries and double
//! deliveries; environments that are killed, shut down and blocked; and handlers of every kind.

mod block;
mod chance;
mod check;
mod environment;
mod event;
mod handler;
mod lambda;
mod plan;
mod schedule;
mod tally;
mod world;

pub use schedule::run as run_function;
pub use tally::Tally as FunctionTally;
