//! What the API tells of a job, the same for every kind of job.

use std::collections::BTreeMap;

use aws_sdk_codepipeline::types::{ActionTypeId, EncryptionKey};

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
