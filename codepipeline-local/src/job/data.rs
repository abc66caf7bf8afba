//! What a job is about: the data a worker is handed.

use crate::action_type::ActionType;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::fmt;

/// What a job is about (`JobData` in the API).
///
/// `Debug` shows the keys of the configuration without their values, which may be secret.
///
/// ```
/// use codepipeline_local::{ActionType, Endpoint, NewJob};
///
/// let endpoint = Endpoint::new();
/// let id = endpoint.queue(NewJob::custom(ActionType::custom("Build", "Acme", "1")).configuration("Token", "hush"));
/// let data = endpoint.job(&id).unwrap().data;
/// assert_eq!(data.configuration["Token"], "hush");
/// assert!(!format!("{data:?}").contains("hush"));
/// ```
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct JobData {
    /// The type of the action.
    pub action_type: ActionType,
    /// The action's configuration.
    pub configuration: BTreeMap<String, String>,
    /// The name of the pipeline, 1 to 100 characters of `[A-Za-z0-9.@\-_]`.
    pub pipeline: String,
    /// The name of the stage, as long as a pipeline's.
    pub stage: String,
    /// The name of the action, as long as a pipeline's.
    pub action: String,
    /// What the action reads.
    pub input_artifacts: Vec<Artifact>,
    /// What the action writes.
    pub output_artifacts: Vec<Artifact>,
    /// The token of the job that this job continues.
    pub continuation_token: Option<String>,
    /// The id of the KMS key of the artifact store, 1 to 400 characters.
    pub encryption_key: Option<String>,
}

/// An artifact in S3 (`Artifact` in the API).
///
/// ```
/// use codepipeline_local::Artifact;
///
/// let source = Artifact::s3("Source", "artifact-bucket", "source.zip").revision("4f1c2a");
/// assert_eq!(source.name, "Source");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Artifact {
    /// 1 to 100 characters of `[a-zA-Z0-9_\-]`.
    pub name: String,
    /// The bucket it is in.
    pub bucket: String,
    /// The key of its object.
    pub key: String,
    /// The revision, 1 to 1,500 characters.
    pub revision: Option<String>,
}

impl Artifact {
    /// An artifact by its name, bucket and key.
    pub fn s3(name: impl Into<String>, bucket: impl Into<String>, key: impl Into<String>) -> Self {
        Self { name: name.into(), bucket: bucket.into(), key: key.into(), revision: None }
    }

    /// Its revision, 1 to 1,500 characters.
    #[must_use]
    pub fn revision(mut self, revision: impl Into<String>) -> Self {
        self.revision = Some(revision.into());
        self
    }

    pub(crate) fn to_json(&self) -> Value {
        let mut json = json!({
            "name": self.name,
            "location": { "type": "S3", "s3Location": { "bucketName": self.bucket, "objectKey": self.key } },
        });
        if let Some(revision) = &self.revision {
            json["revision"] = json!(revision);
        }
        json
    }

    /// From JSON that has been checked against the model.
    fn from_json(json: &Value) -> Self {
        let location = &json["location"]["s3Location"];
        let artifact =
            Self::s3(text(json, "name"), text(location, "bucketName"), text(location, "objectKey"));
        Self { revision: optional_text(json, "revision"), ..artifact }
    }
}

/// The credentials that a job hands out for its artifacts (`AWSSessionCredentials` in the API). Unless
/// [`NewJob::artifact_credentials`](crate::NewJob::artifact_credentials) says otherwise, the endpoint makes them up, and
/// anew for each GetJobDetails; they open nothing. A test can look for them where no secret may be.
///
/// `Debug` shows none of them.
///
/// ```
/// use codepipeline_local::{ActionType, Endpoint, NewJob};
///
/// let endpoint = Endpoint::new();
/// let id = endpoint.queue(NewJob::custom(ActionType::custom("Deploy", "Acme", "1")));
/// let credentials = endpoint.job(&id).unwrap().artifact_credentials;
/// assert!(credentials.access_key_id.starts_with("ASIA"));
/// assert!(!format!("{credentials:?}").contains(&credentials.access_key_id));
/// ```
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ArtifactCredentials {
    /// The access key's id.
    pub access_key_id: String,
    /// The secret access key.
    pub secret_access_key: String,
    /// The session token.
    pub session_token: String,
}

impl fmt::Debug for ArtifactCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ArtifactCredentials(** redacted **)")
    }
}

impl ArtifactCredentials {
    pub(crate) fn to_json(&self) -> Value {
        json!({
            "accessKeyId": self.access_key_id,
            "secretAccessKey": self.secret_access_key,
            "sessionToken": self.session_token,
        })
    }

    pub(crate) fn parts(&self) -> [&str; 3] {
        [&self.access_key_id, &self.secret_access_key, &self.session_token]
    }

    /// From JSON that has been checked against the model.
    pub(crate) fn from_json(json: &Value) -> Self {
        Self {
            access_key_id: text(json, "accessKeyId"),
            secret_access_key: text(json, "secretAccessKey"),
            session_token: text(json, "sessionToken"),
        }
    }
}

impl JobData {
    pub(crate) fn new(action_type: ActionType) -> Self {
        Self {
            action_type,
            configuration: BTreeMap::new(),
            pipeline: "pipeline".into(),
            stage: "stage".into(),
            action: "action".into(),
            input_artifacts: Vec::new(),
            output_artifacts: Vec::new(),
            continuation_token: None,
            encryption_key: None,
        }
    }

    /// As the API writes it, short of what the endpoint adds: credentials, execution ids and the pipeline's ARN.
    pub(crate) fn to_json(&self) -> Map<String, Value> {
        let artifacts = |artifacts: &[Artifact]| artifacts.iter().map(Artifact::to_json).collect::<Vec<_>>();
        let mut json = Map::new();
        json.insert("actionTypeId".into(), json!(self.action_type));
        json.insert("actionConfiguration".into(), json!({ "configuration": self.configuration }));
        json.insert(
            "pipelineContext".into(),
            json!({
                "pipelineName": self.pipeline,
                "stage": { "name": self.stage },
                "action": { "name": self.action },
            }),
        );
        json.insert("inputArtifacts".into(), artifacts(&self.input_artifacts).into());
        json.insert("outputArtifacts".into(), artifacts(&self.output_artifacts).into());
        if let Some(token) = &self.continuation_token {
            json.insert("continuationToken".into(), json!(token));
        }
        if let Some(id) = &self.encryption_key {
            json.insert("encryptionKey".into(), json!({ "id": id, "type": "KMS" }));
        }
        json
    }

    /// From JSON that has been checked against the model. What is not there keeps its default.
    pub(crate) fn from_json(json: &Value) -> Self {
        let mut data = Self::new(ActionType::from_json(&json["actionTypeId"]));
        let configuration = json["actionConfiguration"]["configuration"].as_object();
        data.configuration = configuration
            .into_iter()
            .flatten()
            .map(|(key, value)| (key.clone(), value.as_str().unwrap_or_default().to_owned()))
            .collect();
        let context = &json["pipelineContext"];
        let names = [&context["pipelineName"], &context["stage"]["name"], &context["action"]["name"]];
        for (own, name) in [&mut data.pipeline, &mut data.stage, &mut data.action].into_iter().zip(names) {
            if let Some(name) = name.as_str() {
                name.clone_into(own);
            }
        }
        // Of a slice as many are known to come, so that no room is left over.
        let list = |name: &str| json[name].as_array().map_or(&[][..], Vec::as_slice);
        let artifacts = |name: &str| list(name).iter().map(Artifact::from_json).collect::<Vec<_>>();
        data.input_artifacts = artifacts("inputArtifacts");
        data.output_artifacts = artifacts("outputArtifacts");
        data.continuation_token = optional_text(json, "continuationToken");
        data.encryption_key = optional_text(&json["encryptionKey"], "id");
        data
    }
}

impl fmt::Debug for JobData {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("JobData")
            .field("action_type", &self.action_type)
            .field("configuration", &self.configuration.keys())
            .field("pipeline", &self.pipeline)
            .field("stage", &self.stage)
            .field("action", &self.action)
            .field("input_artifacts", &self.input_artifacts)
            .field("output_artifacts", &self.output_artifacts)
            .field("continuation_token", &self.continuation_token)
            .field("encryption_key", &self.encryption_key)
            .finish()
    }
}

fn text(json: &Value, name: &str) -> String {
    optional_text(json, name).unwrap_or_default()
}

fn optional_text(json: &Value, name: &str) -> Option<String> {
    json[name].as_str().map(str::to_owned)
}
