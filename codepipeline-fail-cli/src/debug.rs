//! `--debug`: what is done, on the standard error. Never a message, a token or a key.

use tracing::Level;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{Layer, fmt};

/// From now on, it is told. Of what libraries tell, nothing is: they may tell secrets.
pub(crate) fn start() {
    let ours = Targets::new().with_target("codepipeline_fail", Level::DEBUG);
    let layer = fmt::layer().with_writer(std::io::stderr).with_ansi(false);
    tracing_subscriber::registry().with(layer.with_filter(ours)).init();
}
