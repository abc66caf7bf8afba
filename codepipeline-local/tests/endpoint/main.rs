//! The endpoint in process, without a transport.

mod action_types;
mod authentication;
mod faults;
mod history;
mod moving;
mod protocol;
mod results;
mod seed_mistakes;
mod seeds;
mod settings;
mod spelling;
mod state;
mod support;
mod third_party;
