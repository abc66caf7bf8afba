use aws_sdk_codepipeline::Client;
use aws_sdk_codepipeline::types::{AwsSessionCredentials, JobData, ThirdPartyJobData};
use tokio::time::Instant;

use super::JobControl;
use super::credentials::Origin;
use super::data::{self, Data};

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
    /// Of a custom job, or one of a Lambda action, as PollForJobs or GetJobDetails tells it.
    pub fn custom(client: &Client, id: impl Into<String>, account_id: Option<String>, data: JobData) -> Self {
        let (data, credentials) = data::of_custom_job(data);
        let origin = Origin::Custom { client: client.clone() };
        Self { account_id, credentials, ..Self::new(id.into(), origin, data) }
    }

    /// Of a third-party job, as GetThirdPartyJobDetails tells it.
    pub fn third_party(
        client: &Client,
        id: impl Into<String>,
        client_token: impl Into<String>,
        data: ThirdPartyJobData,
    ) -> Self {
        let (data, credentials) = data::of_third_party_job(data);
        let origin = Origin::ThirdParty { client: client.clone(), client_token: client_token.into() };
        Self { credentials, ..Self::new(id.into(), origin, data) }
    }

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
