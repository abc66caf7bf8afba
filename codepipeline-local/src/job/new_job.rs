//! A job to be put into the endpoint.

use super::{Artifact, ArtifactCredentials, JobData, JobKind};
use crate::action_type::ActionType;
use crate::check;
use crate::id::JobId;
use crate::model;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::fmt;
use std::time::Duration;

/// A job to be put into an [`Endpoint`](crate::Endpoint) by [`queue`](crate::Endpoint::queue) or
/// [`start`](crate::Endpoint::start). What is not set has a plain default.
///
/// ```
/// use codepipeline_local::{ActionType, Artifact, Endpoint, NewJob};
/// use std::time::Duration;
///
/// let job = NewJob::custom(ActionType::custom("Deploy", "Acme", "1"))
///     .pipeline("shop", "Production", "DeployToAcme")
///     .configuration("Stack", "shop-production")
///     .input_artifact(Artifact::s3("Source", "artifact-bucket", "source.zip"))
///     .timeout(Duration::from_mins(10));
/// let endpoint = Endpoint::new();
/// let id = endpoint.queue(job);
/// assert_eq!(endpoint.job(&id).unwrap().data.stage, "Production");
/// ```
#[derive(Clone, Debug)]
pub struct NewJob {
    pub(crate) data: JobData,
    pub(crate) origin: Origin,
    pub(crate) timeout: Option<Duration>,
    pub(crate) id: Option<JobId>,
    pub(crate) artifact_credentials: Option<ArtifactCredentials>,
    pub(crate) pipeline_execution_id: Option<String>,
    pub(crate) action_execution_id: Option<String>,
}

/// Who a job is for, and so which operations know it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum Origin {
    Custom,
    Lambda,
    #[serde(rename_all = "camelCase")]
    ThirdParty {
        client_id: String,
        client_token: ClientToken,
    },
}

impl Origin {
    /// Of a client whose id may not matter.
    pub(crate) fn third_party(client_id: Option<&str>, client_token: String) -> Self {
        let client_id = client_id.unwrap_or("00000000-0000-0000-0000-000000000000").to_owned();
        Self::ThirdParty { client_id, client_token: ClientToken(client_token) }
    }

    pub(crate) fn kind(&self) -> JobKind {
        match self {
            Self::Custom => JobKind::Custom,
            Self::Lambda => JobKind::Lambda,
            Self::ThirdParty { .. } => JobKind::ThirdParty,
        }
    }
}

/// The secret by which a partner's worker shows that a job is its own.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct ClientToken(pub(crate) String);

impl fmt::Debug for ClientToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ClientToken(** redacted **)")
    }
}

impl NewJob {
    /// A job of a custom action type, which waits for a worker to poll.
    pub fn custom(action_type: ActionType) -> Self {
        Self::new(JobData::new(action_type), Origin::Custom)
    }

    /// A job that invokes a Lambda function. It is in progress from the start: no one polls for it or acknowledges it.
    pub fn lambda(function_name: impl Into<String>) -> Self {
        let job = Self::new(JobData::new(ActionType::lambda()), Origin::Lambda);
        job.configuration("FunctionName", function_name)
    }

    /// A job of a partner's action type, whose worker must show the client token (1 to 256 characters).
    ///
    /// It belongs to the client `00000000-0000-0000-0000-000000000000`, unless [`client_id`](Self::client_id) is called.
    pub fn third_party(action_type: ActionType, client_token: impl Into<String>) -> Self {
        Self::new(JobData::new(action_type), Origin::third_party(None, client_token.into()))
    }

    pub(crate) fn new(data: JobData, origin: Origin) -> Self {
        Self {
            data,
            origin,
            timeout: None,
            id: None,
            artifact_credentials: None,
            pipeline_execution_id: None,
            action_execution_id: None,
        }
    }

    /// Sets the id of the partner's client, a lower-case UUID: by it the partner finds the client token. Only a
    /// [third-party](Self::third_party) job has one.
    #[must_use]
    pub fn client_id(mut self, id: impl Into<String>) -> Self {
        if let Origin::ThirdParty { client_id, .. } = &mut self.origin {
            *client_id = id.into();
        }
        self
    }

    /// Sets a value of the action's configuration: a key of 1 to 50 characters, a value of 1 to 50,000.
    #[must_use]
    pub fn configuration(mut self, key: impl Into<String>, value: impl Into<String>) -> Self {
        self.data.configuration.insert(key.into(), value.into());
        self
    }

    /// Sets the `UserParameters` of the configuration: what the pipeline's author hands to a Lambda function.
    #[must_use]
    pub fn user_parameters(self, value: impl Into<String>) -> Self {
        self.configuration("UserParameters", value)
    }

    /// Sets the names of the pipeline, the stage and the action, each 1 to 100 characters of `[A-Za-z0-9.@\-_]`.
    #[must_use]
    pub fn pipeline(
        mut self,
        pipeline: impl Into<String>,
        stage: impl Into<String>,
        action: impl Into<String>,
    ) -> Self {
        (self.data.pipeline, self.data.stage, self.data.action) =
            (pipeline.into(), stage.into(), action.into());
        self
    }

    /// Adds an artifact that the action reads.
    #[must_use]
    pub fn input_artifact(mut self, artifact: Artifact) -> Self {
        self.data.input_artifacts.push(artifact);
        self
    }

    /// Adds an artifact that the action writes.
    #[must_use]
    pub fn output_artifact(mut self, artifact: Artifact) -> Self {
        self.data.output_artifacts.push(artifact);
        self
    }

    /// Sets the token of an earlier job that this one continues, 1 to 2,048 characters.
    #[must_use]
    pub fn continuation_token(mut self, token: impl Into<String>) -> Self {
        self.data.continuation_token = Some(token.into());
        self
    }

    /// Sets the id of the KMS key of the artifact store, 1 to 400 characters.
    #[must_use]
    pub fn encryption_key(mut self, id: impl Into<String>) -> Self {
        self.data.encryption_key = Some(id.into());
        self
    }

    /// Sets the credentials that the job hands out for its artifacts, such as those of a local S3. Otherwise the
    /// endpoint makes up some that open nothing.
    #[must_use]
    pub fn artifact_credentials(
        mut self,
        access_key_id: impl Into<String>,
        secret_access_key: impl Into<String>,
        session_token: impl Into<String>,
    ) -> Self {
        self.artifact_credentials = Some(ArtifactCredentials {
            access_key_id: access_key_id.into(),
            secret_access_key: secret_access_key.into(),
            session_token: session_token.into(),
        });
        self
    }

    /// Sets how long the job may take from its creation until its result, instead of the endpoint's default.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// What is wrong with the job, if anything is.
    pub(crate) fn mistake(&self) -> Option<String> {
        let owner = self.origin.kind().owner();
        let given = &self.data.action_type.owner;
        if given != owner {
            return Some(format!("the owner of the action type is {given}, not {owner}"));
        }
        let mut json = self.data.to_json();
        if let Origin::ThirdParty { client_id, client_token: ClientToken(token) } = &self.origin {
            json.insert("clientId".into(), json!(client_id));
            json.insert("clientToken".into(), json!(token));
        }
        if let Some(credentials) = &self.artifact_credentials {
            json.insert("artifactCredentials".into(), credentials.to_json());
        }
        check::mistake(model::SEED, &Value::Object(json))
    }
}
