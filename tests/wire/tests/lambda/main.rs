//! Functions of Lambda, against an endpoint in the same process.

mod deadline;
mod deliveries;
mod integration;
mod results;
mod secrets;
mod support;
mod watchdog;
