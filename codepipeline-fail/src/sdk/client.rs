//! Clients made of the caller's.

use aws_sdk_codepipeline::Client;
use aws_sdk_codepipeline::config::retry::RetryConfig;
use aws_sdk_codepipeline::config::{Builder, StalledStreamProtectionConfig};

/// The client that sends each request once, over the same connections.
#[cfg(feature = "worker")]
pub(crate) fn once(client: &Client) -> Client {
    Client::from_conf(without_retries(client).build())
}

/// The same client over connections and with credentials of its own. Connections of a pool belong to the runtime that opened them,
/// and stand still when it is blocked; so does who waits for credentials that a task of it fetches.
///
/// The SDK's HTTP clients keep a pool for each setting of timeouts, so one that nobody else has is a pool of its own.
#[cfg(feature = "lambda")]
pub(crate) fn apart(client: &Client) -> Client {
    use std::time::Duration;

    use aws_sdk_codepipeline::config::IdentityCache;
    use aws_sdk_codepipeline::config::timeout::TimeoutConfig;

    /// As the SDK has it.
    const CONNECT: Duration = Duration::from_millis(3_100);
    let timeouts =
        client.config().timeout_config().cloned().unwrap_or_else(|| TimeoutConfig::builder().build());
    let connect = timeouts.connect_timeout().unwrap_or(CONNECT) + Duration::from_millis(1);
    let timeouts = timeouts.to_builder().connect_timeout(connect).build();
    let config =
        without_retries(client).timeout_config(timeouts).identity_cache(IdentityCache::lazy().build());
    Client::from_conf(config.build())
}

fn without_retries(client: &Client) -> Builder {
    let config = client.config().to_builder().retry_config(RetryConfig::disabled());
    // Each request has its limit anyway, and to watch how fast it goes would take a tenth of a job's time.
    config.stalled_stream_protection(StalledStreamProtectionConfig::disabled())
}
