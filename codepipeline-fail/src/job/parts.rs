use aws_sdk_codepipeline::types::AwsSessionCredentials;
use tokio::time::Instant;

use super::JobControl;
use super::credentials::Origin;
use super::data::Data;

/// What a job is made of.
pub(crate) struct JobParts {
    pub(super) id: String,
    pub(super) origin: Origin,
    pub(super) account_id: Option<String>,
    pub(super) data: Data,
    pub(super) credentials: Option<AwsSessionCredentials>,
    /// Keys of the configuration, and names of members in it, whose values must not leave. That goes without saying for
    /// names such as `Password`.
    pub redact_config_keys: Vec<String>,
    /// When the data were asked for: from then on the credentials grow old.
    pub received: Instant,
    pub control: JobControl,
}

impl JobParts {
    pub(super) fn new(id: String, origin: Origin, data: Data) -> Self {
        Self {
            id,
            origin,
            account_id: None,
            data,
            credentials: None,
            redact_config_keys: Vec::new(),
            received: Instant::now(),
            control: JobControl::default(),
        }
    }
}
