//! What the API tells of a job, the same for every kind of job.

use std::collections::BTreeMap;

use aws_sdk_codepipeline::types::{
    ActionConfiguration, ActionTypeId, AwsSessionCredentials, EncryptionKey, JobData, PipelineContext,
    ThirdPartyJobData,
};

use super::Artifact;

/// Without the credentials, which change while the job runs.
#[derive(Clone, Default)]
pub(crate) struct Data {
    pub action_type: Option<ActionTypeId>,
    pub configuration: BTreeMap<String, String>,
    pub pipeline: Option<String>,
    pub stage: Option<String>,
    pub action: Option<String>,
    pub pipeline_execution_id: Option<String>,
    pub action_execution_id: Option<String>,
    pub input_artifacts: Vec<Artifact>,
    pub output_artifacts: Vec<Artifact>,
    pub continuation_token: Option<String>,
    pub encryption_key: Option<EncryptionKey>,
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
        pub(crate) fn $name(data: $type) -> (Data, Option<AwsSessionCredentials>) {
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
