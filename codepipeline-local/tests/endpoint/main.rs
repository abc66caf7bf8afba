//! The endpoint in process, without a transport.

mod action_types;
mod authentication;
mod faults;
mod faults_as_json;
mod history;
mod late_faults;
mod moving;
mod protocol;
mod results;
mod secrets;
mod seed_mistakes;
mod seeds;
mod settings;
mod spelling;
mod state;
mod support;
mod third_party;
