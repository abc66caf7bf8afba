//! The commands that report a result, as processes.

mod certificates;
mod configuration;
mod refusals;
mod results;
mod streams;
mod support;
