//! An SDK client that needs nothing from its environment.

use std::sync::Arc;

use aws_sdk_codepipeline::Client;
use aws_sdk_codepipeline::config::retry::RetryPartition;
use aws_sdk_codepipeline::config::{
    BehaviorVersion, Config, Credentials, Region, StalledStreamProtectionConfig,
};

use crate::life::Life;
use crate::wire::{Wire, http_client};

pub fn client(wire: &Arc<Wire>, life: &Arc<Life>) -> Client {
    let config = Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("us-east-1"))
        .endpoint_url("http://localhost")
        .credentials_provider(Credentials::new("test", "test", None, None, "static"))
        // It reads the clock on the wall.
        .stalled_stream_protection(StalledStreamProtectionConfig::disabled())
        // One that all share would have clients of other schedules use up the retries.
        .retry_partition(RetryPartition::new(format!("{}-{}-{}", wire.name, life.machine, life.number)))
        .http_client(http_client(wire, life));
    Client::from_conf(config.build())
}
