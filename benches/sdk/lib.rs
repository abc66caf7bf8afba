//! The SDK's client, as the benchmarks beside this file use it.

use aws_sdk_codepipeline::Client;
use aws_sdk_codepipeline::config::{BehaviorVersion, Builder, Config, Credentials, Region};

/// A client for an endpoint, as a program has it that sets nothing but where to.
pub fn client(url: &str) -> Client {
    let http = aws_smithy_http_client::Builder::new().build_http();
    Client::from_conf(configuration().endpoint_url(url).http_client(http).build())
}

/// A configuration with nobody's credentials, to which an endpoint or an HTTP client is added.
pub fn configuration() -> Builder {
    Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("us-east-1"))
        .credentials_provider(Credentials::new("test", "test", None, None, "static"))
}
