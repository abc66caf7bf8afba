//! Clients made of the caller's.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};

use aws_sdk_codepipeline::Client;
use aws_sdk_codepipeline::config::retry::RetryConfig;
use aws_sdk_codepipeline::config::{Builder, StalledStreamProtectionConfig};

/// The caller's client, for requests that are each sent once.
///
/// To make a client without retries takes as long as ten requests, so the first is told to do without them. That takes longer
/// than a client that has none, so there is one for all others.
#[derive(Debug)]
pub(crate) struct SingleAttempts {
    client: Client,
    has_been_used: AtomicBool,
    once: OnceLock<Client>,
}

impl SingleAttempts {
    pub(crate) fn of(client: &Client) -> Self {
        Self { client: client.clone(), has_been_used: AtomicBool::new(false), once: OnceLock::new() }
    }

    /// The client for one more result.
    pub(crate) fn client(&self) -> &Client {
        let is_first = !self.has_been_used.swap(true, Ordering::Relaxed);
        if is_first { &self.client } else { self.once.get_or_init(|| once(&self.client)) }
    }
}

/// The client that sends each request once, over the same connections.
pub(crate) fn once(client: &Client) -> Client {
    Client::from_conf(without_retries(client.config().to_builder()).build())
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
    let config = without_retries(client.config().to_builder());
    let config = config.timeout_config(timeouts).identity_cache(IdentityCache::lazy().build());
    Client::from_conf(config.build())
}

/// The same configuration for requests that each have their limit, so that nothing has to watch how fast they go: that would
/// take a tenth of a job's time.
pub(crate) fn without_retries(config: Builder) -> Builder {
    config
        .retry_config(RetryConfig::disabled())
        .stalled_stream_protection(StalledStreamProtectionConfig::disabled())
}
