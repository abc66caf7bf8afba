//! The commands that report a result, as processes.

mod certificates;
mod configuration;
mod prompt;
mod refusals;
mod results;
mod streams;
#[path = "../support/mod.rs"]
mod support;
