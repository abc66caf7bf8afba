//! What polls and details tell of a job, in the API's types.

use std::collections::BTreeMap;

use aws_sdk_codepipeline::Client;
use aws_sdk_codepipeline::types::{
    ActionConfiguration, AwsSessionCredentials, JobData, PipelineContext, ThirdPartyJobData,
};

use super::credentials::Origin;
use super::data::Data;
use super::{Artifact, JobParts};

impl JobParts {
    /// Of a custom job, or one of a Lambda action, as PollForJobs or GetJobDetails tells it.
    pub fn custom(client: &Client, id: impl Into<String>, account_id: Option<String>, data: JobData) -> Self {
        let (data, credentials) = of_custom_job(data);
        let origin = Origin::custom(client);
        Self { account_id, credentials, ..Self::new(id.into(), origin, data) }
    }

    /// Of a third-party job, as GetThirdPartyJobDetails tells it.
    pub fn third_party(
        client: &Client,
        id: impl Into<String>,
        client_token: impl Into<String>,
        data: ThirdPartyJobData,
    ) -> Self {
        let (data, credentials) = of_third_party_job(data);
        let origin = Origin::third_party(client, client_token);
        Self { credentials, ..Self::new(id.into(), origin, data) }
    }
}

impl Data {
    fn set_context(&mut self, context: PipelineContext) {
        self.pipeline = context.pipeline_name;
        self.stage = context.stage.and_then(|stage| stage.name);
        self.pipeline_execution_id = context.pipeline_execution_id;
        if let Some(action) = context.action {
            self.action = action.name;
            self.action_execution_id = action.action_execution_id;
        }
    }
}

fn values(configuration: Option<ActionConfiguration>) -> BTreeMap<String, String> {
    configuration
        .and_then(|configuration| configuration.configuration)
        .unwrap_or_default()
        .into_iter()
        .collect()
}

fn artifacts(artifacts: Option<Vec<aws_sdk_codepipeline::types::Artifact>>) -> Vec<Artifact> {
    artifacts.unwrap_or_default().into_iter().map(Artifact::from).collect()
}

/// The two types of the API have the same members.
macro_rules! parted {
    ($($name:ident: $type:ty),*) => {$(
        fn $name(data: $type) -> (Data, Option<AwsSessionCredentials>) {
            let mut parted = Data {
                action_type: data.action_type_id,
                configuration: values(data.action_configuration),
                input_artifacts: artifacts(data.input_artifacts),
                output_artifacts: artifacts(data.output_artifacts),
                continuation_token: data.continuation_token,
                encryption_key: data.encryption_key,
                ..Data::default()
            };
            if let Some(context) = data.pipeline_context {
                parted.set_context(context);
            }
            (parted, data.artifact_credentials)
        }
    )*};
}

parted!(of_custom_job: JobData, of_third_party_job: ThirdPartyJobData);
