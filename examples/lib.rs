//! The examples stand beside this file, a folder or a file each: `cargo run --example quickstart`.

use aws_sdk_codepipeline::Client;
use aws_sdk_codepipeline::config::BehaviorVersion;
use aws_smithy_http_client::tls::{Provider, rustls_provider::CryptoMode};

/// A client with the credentials, the region and the endpoint of the environment.
pub async fn client() -> Client {
    let http_client =
        aws_smithy_http_client::Builder::new().tls_provider(Provider::Rustls(CryptoMode::Ring)).build_https();
    let config = aws_config::defaults(BehaviorVersion::latest()).http_client(http_client).load().await;
    Client::new(&config)
}
