//! The endpoint on a port, spoken to in bytes.

mod control;
mod control_lists;
mod events;
mod faults;
mod guard;
mod kept;
mod page;
mod protocol;
mod robustness;
mod secrets;
mod support;
