//! The endpoint in process, without a transport.

mod authentication;
mod faults;
mod history;
mod moving;
mod protocol;
mod results;
mod settings;
mod spelling;
mod state;
mod support;
mod third_party;
