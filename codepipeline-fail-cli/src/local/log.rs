//! What is written to standard error of each request. Never a body, a message or a credential.

use std::io::IsTerminal;
use tracing::Level;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{Layer, fmt};

#[derive(Clone, Copy, Debug, PartialEq, clap::ValueEnum)]
pub(crate) enum Format {
    /// A line for people
    Text,
    /// A JSON object
    Json,
    /// Nothing
    Off,
}

pub(super) fn start(format: Format) {
    let layer = fmt::layer().with_writer(std::io::stderr).with_target(false).with_level(false);
    let layer = match format {
        Format::Text => layer.with_ansi(std::io::stderr().is_terminal()).boxed(),
        Format::Json => layer.json().flatten_event(true).boxed(),
        Format::Off => return,
    };
    let ours = Targets::new().with_target("codepipeline_local", Level::DEBUG);
    tracing_subscriber::registry().with(layer.with_filter(ours)).init();
}
