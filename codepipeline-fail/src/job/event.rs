//! The events by which CodePipeline invokes a Lambda function ([invoke actions], [integrations]).
//!
//! [invoke actions]: https://docs.aws.amazon.com/codepipeline/latest/userguide/actions-invoke-lambda-function.html#actions-invoke-lambda-function-json-event-example
//! [integrations]: https://docs.aws.amazon.com/codepipeline/latest/userguide/reference-integrations.html

use std::collections::BTreeMap;

use aws_sdk_codepipeline::Client;
use aws_sdk_codepipeline::types::{AwsSessionCredentials, EncryptionKey, EncryptionKeyType};
use serde::Deserialize;

use super::credentials::Origin;
use super::data::Data;
use super::read::{self, Json};
use super::{Artifact, JobDataError, JobParts};

impl JobParts {
    /// Of an invoke action's job.
    pub fn of_invoke_event(client: &Client, event: &Json) -> Result<Self, JobDataError> {
        let InvokeEvent { job: InvokeJob { id, account_id, data } } = read::event(event)?;
        let origin = Origin::custom(client);
        Ok(parts(id, origin, account_id, data, |wrapped: Wrapped| wrapped.configuration))
    }

    /// Of an integration's job. CodePipeline has no operation by which more could be asked about it.
    pub fn of_integration_event(event: &Json) -> Result<Self, JobDataError> {
        let configuration = event.member("data").and_then(|data| data.member("actionConfiguration"));
        // The guide's text has the values in a member of their own; its example has not.
        let is_wrapped = configuration
            .and_then(|configuration| configuration.member("configuration"))
            .is_some_and(|inner| matches!(inner, Json::Object(_)));
        if is_wrapped {
            let IntegrationEvent { job_id, account_id, data } = read::event(event)?;
            Ok(parts(job_id, Origin::Given, account_id, data, |wrapped: Wrapped| wrapped.configuration))
        } else {
            let IntegrationEvent { job_id, account_id, data } = read::event(event)?;
            Ok(parts(job_id, Origin::Given, account_id, data, Some))
        }
    }
}

#[derive(Deserialize)]
struct InvokeEvent {
    #[serde(rename = "CodePipeline.job")]
    job: InvokeJob,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct InvokeJob {
    id: String,
    account_id: Option<String>,
    data: Option<JobData<Wrapped>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", bound = "C: Deserialize<'de>")]
struct IntegrationEvent<C> {
    job_id: String,
    account_id: Option<String>,
    data: Option<JobData<C>>,
}

/// Every member may be left out or `null`, and others may be there.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", bound = "C: Deserialize<'de>")]
struct JobData<C> {
    action_configuration: Option<C>,
    input_artifacts: Option<Vec<EventArtifact>>,
    output_artifacts: Option<Vec<EventArtifact>>,
    #[serde(alias = "actionCredentials")]
    artifact_credentials: Option<Credentials>,
    encryption_key: Option<Key>,
    continuation_token: Option<String>,
    action_execution_id: Option<String>,
}

type Values = BTreeMap<String, Option<String>>;

#[derive(Deserialize)]
struct Wrapped {
    configuration: Option<Values>,
}

#[derive(Deserialize)]
struct EventArtifact {
    name: Option<String>,
    revision: Option<String>,
    location: Option<Location>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    s3_location: Option<S3Location>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct S3Location {
    bucket_name: String,
    object_key: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Credentials {
    access_key_id: String,
    secret_access_key: String,
    session_token: String,
}

#[derive(Deserialize)]
struct Key {
    id: String,
    r#type: Option<String>,
}

fn parts<C>(
    id: String,
    origin: Origin,
    account_id: Option<String>,
    data: Option<JobData<C>>,
    values: impl FnOnce(C) -> Option<Values>,
) -> JobParts {
    let Some(data) = data else {
        return JobParts { account_id, ..JobParts::new(id, origin, Data::default()) };
    };
    let artifacts = |artifacts: Option<Vec<EventArtifact>>| {
        artifacts.unwrap_or_default().into_iter().map(Artifact::from).collect()
    };
    let configuration = data.action_configuration.and_then(values).unwrap_or_default().into_iter();
    let known = Data {
        configuration: configuration.filter_map(|(key, value)| Some((key, value?))).collect(),
        action_execution_id: data.action_execution_id,
        input_artifacts: artifacts(data.input_artifacts),
        output_artifacts: artifacts(data.output_artifacts),
        continuation_token: data.continuation_token,
        encryption_key: data.encryption_key.and_then(Key::into_sdk),
        ..Data::default()
    };
    let credentials = data.artifact_credentials.and_then(Credentials::into_sdk);
    JobParts { account_id, credentials, ..JobParts::new(id, origin, known) }
}

impl Credentials {
    fn into_sdk(self) -> Option<AwsSessionCredentials> {
        AwsSessionCredentials::builder()
            .access_key_id(self.access_key_id)
            .secret_access_key(self.secret_access_key)
            .session_token(self.session_token)
            .build()
            .ok() // it fails only where one of the three is missing
    }
}

impl Key {
    fn into_sdk(self) -> Option<EncryptionKey> {
        let kind = self.r#type.as_deref().unwrap_or("KMS");
        EncryptionKey::builder().id(self.id).r#type(EncryptionKeyType::from(kind)).build().ok() // both are there
    }
}

impl From<EventArtifact> for Artifact {
    fn from(artifact: EventArtifact) -> Self {
        let name = artifact.name.unwrap_or_default();
        let made = match artifact.location.and_then(|location| location.s3_location) {
            Some(S3Location { bucket_name, object_key }) => Self::s3(name, bucket_name, object_key),
            None => Self::new(name),
        };
        match artifact.revision {
            Some(revision) => made.with_revision(revision),
            None => made,
        }
    }
}

#[cfg(test)]
mod tests;
