//! The endpoint in process, without a transport.

mod faults;
mod history;
mod protocol;
mod state;
mod support;
