//! What both functions have alike.

use aws_config::BehaviorVersion;
use aws_sdk_codepipeline::Client;
use aws_smithy_http_client::Builder;
use aws_smithy_http_client::tls::{Provider, rustls_provider::CryptoMode};

/// A client with the credentials, the region and the endpoint of the environment, as most functions make it.
pub async fn client() -> Client {
    let http_client = Builder::new().tls_provider(Provider::Rustls(CryptoMode::Ring)).build_https();
    Client::new(&aws_config::defaults(BehaviorVersion::latest()).http_client(http_client).load().await)
}
