//! The examples stand beside this file, a folder or a file each: `cargo run --example quickstart`.

use aws_sdk_codepipeline::Client;
use aws_sdk_codepipeline::config::BehaviorVersion;
use aws_smithy_http_client::tls::{Provider, rustls_provider::CryptoMode};
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;

/// A client with the credentials, the region and the endpoint of the environment.
pub async fn client() -> Client {
    let http_client =
        aws_smithy_http_client::Builder::new().tls_provider(Provider::Rustls(CryptoMode::Ring)).build_https();
    let config = aws_config::defaults(BehaviorVersion::latest()).http_client(http_client).load().await;
    Client::new(&config)
}

/// Logs what happens in a Lambda function, on the standard error, but never the event: it holds credentials. At the level
/// `TRACE`, `lambda_runtime` would write it, and the SDK the job's details, if they are asked for.
pub fn log_without_events() {
    let filter = Targets::new()
        .with_default(LevelFilter::INFO)
        .with_target("lambda_runtime", LevelFilter::DEBUG)
        .with_target("aws_smithy_runtime", LevelFilter::DEBUG);
    let log = tracing_subscriber::fmt::layer().with_ansi(false).without_time().with_writer(std::io::stderr);
    tracing_subscriber::registry().with(log).with(filter).init();
}
