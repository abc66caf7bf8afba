//! The events by which CodePipeline invokes a Lambda function ([invoke actions], [integrations]).
//!
//! [invoke actions]: https://docs.aws.amazon.com/codepipeline/latest/userguide/actions-invoke-lambda-function.html#actions-invoke-lambda-function-json-event-example
//! [integrations]: https://docs.aws.amazon.com/codepipeline/latest/userguide/reference-integrations.html

use std::collections::BTreeMap;

use aws_sdk_codepipeline::Client;
use aws_sdk_codepipeline::types::{AwsSessionCredentials, EncryptionKey, EncryptionKeyType};

use super::credentials::Origin;
use super::data::Data;
use super::place::Place;
use super::read::Json;
use super::{Artifact, JobDataError, JobParts};

type Read<T> = Result<T, JobDataError>;

impl JobParts {
    /// Of an invoke action's job.
    pub fn of_invoke_event(client: &Client, event: &Json) -> Read<Self> {
        let job = Place::of(event).member("CodePipeline.job")?;
        let data = job.member("data")?;
        let configuration = texts(&data.member("actionConfiguration")?.member("configuration")?)?;
        parts(job.text_of("id")?, Origin::custom(client), &job, &data, configuration)
    }

    /// Of an integration's job. CodePipeline has no operation by which more could be asked about it.
    pub fn of_integration_event(event: &Json) -> Read<Self> {
        let job = Place::of(event);
        let data = job.member("data")?;
        let configuration = data.member("actionConfiguration")?;
        // The guide's text has the values in a member of their own; its example has not.
        let inner = configuration.member("configuration")?;
        let configuration = texts(if inner.is_object() { &inner } else { &configuration })?;
        parts(job.text_of("jobId")?, Origin::Given, &job, &data, configuration)
    }
}

/// Every member of the data may be left out or `null`, and others may be there.
fn parts(
    id: String,
    origin: Origin,
    job: &Place<'_>,
    data: &Place<'_>,
    configuration: BTreeMap<String, String>,
) -> Read<JobParts> {
    let known = Data {
        configuration,
        action_execution_id: data.member("actionExecutionId")?.text()?,
        input_artifacts: data.member("inputArtifacts")?.items()?.iter().map(artifact).collect::<Read<_>>()?,
        output_artifacts: data
            .member("outputArtifacts")?
            .items()?
            .iter()
            .map(artifact)
            .collect::<Read<_>>()?,
        continuation_token: data.member("continuationToken")?.text()?,
        encryption_key: key(&data.member("encryptionKey")?)?,
        ..Data::default()
    };
    let credentials = match credentials(&data.member("artifactCredentials")?)? {
        // So an integration's are called.
        None => credentials(&data.member("actionCredentials")?)?,
        some => some,
    };
    let account_id = job.member("accountId")?.text()?;
    Ok(JobParts { account_id, credentials, ..JobParts::new(id, origin, known) })
}

fn texts(values: &Place<'_>) -> Read<BTreeMap<String, String>> {
    let mut texts = BTreeMap::new();
    for (name, value) in values.members()? {
        if let Some(text) = value.text()? {
            texts.insert(name.to_owned(), text);
        }
    }
    Ok(texts)
}

fn artifact(artifact: &Place<'_>) -> Read<Artifact> {
    let name = artifact.member("name")?.text()?.unwrap_or_default();
    let location = artifact.member("location")?.member("s3Location")?;
    let made = if location.is_missing() {
        Artifact::new(name)
    } else {
        Artifact::s3(name, location.text_of("bucketName")?, location.text_of("objectKey")?)
    };
    Ok(match artifact.member("revision")?.text()? {
        Some(revision) => made.with_revision(revision),
        None => made,
    })
}

fn credentials(credentials: &Place<'_>) -> Read<Option<AwsSessionCredentials>> {
    if credentials.is_missing() {
        return Ok(None);
    }
    let made = AwsSessionCredentials::builder()
        .access_key_id(credentials.text_of("accessKeyId")?)
        .secret_access_key(credentials.text_of("secretAccessKey")?)
        .session_token(credentials.text_of("sessionToken")?);
    Ok(made.build().ok()) // it fails only where one of the three is missing
}

fn key(key: &Place<'_>) -> Read<Option<EncryptionKey>> {
    if key.is_missing() {
        return Ok(None);
    }
    let kind = key.member("type")?.text()?;
    let kind = kind.as_deref().map_or(EncryptionKeyType::Kms, EncryptionKeyType::from);
    Ok(EncryptionKey::builder().id(key.text_of("id")?).r#type(kind).build().ok()) // both are there
}

#[cfg(test)]
mod tests;
