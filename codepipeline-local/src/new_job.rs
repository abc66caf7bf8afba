//! A job to be put into the endpoint.

use crate::action_type::ActionType;
use crate::check::check;
use crate::job_data::{Artifact, JobData};
use crate::model;
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
}

/// Who a job is for, and so which operations know it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Origin {
    Custom,
    Lambda,
    ThirdParty(ClientToken),
}

/// The secret by which a partner's worker shows that a job is its own.
#[derive(Clone, PartialEq)]
pub(crate) struct ClientToken(pub(crate) String);

impl fmt::Debug for ClientToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ClientToken(** redacted **)")
    }
}

impl NewJob {
    /// A job of a custom action type, which waits for a worker to poll.
    pub fn custom(action_type: ActionType) -> Self {
        Self { data: JobData::new(action_type), origin: Origin::Custom, timeout: None }
    }

    /// A job that invokes a Lambda function. It is in progress from the start: no one polls for it or acknowledges it.
    pub fn lambda(function_name: impl Into<String>) -> Self {
        let job = Self { data: JobData::new(ActionType::lambda()), origin: Origin::Lambda, timeout: None };
        job.configuration("FunctionName", function_name)
    }

    /// A job of a partner's action type, whose results must carry the client token (1 to 256 characters).
    pub fn third_party(action_type: ActionType, client_token: impl Into<String>) -> Self {
        let origin = Origin::ThirdParty(ClientToken(client_token.into()));
        Self { data: JobData::new(action_type), origin, timeout: None }
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

    /// Sets how long the job may take from its creation until its result, instead of the endpoint's default.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// What is wrong with the job, if anything is.
    pub(crate) fn fault(&self) -> Option<String> {
        let owner = match self.origin {
            Origin::Custom => "Custom",
            Origin::Lambda => "AWS",
            Origin::ThirdParty(_) => "ThirdParty",
        };
        let given = &self.data.action_type.owner;
        if given != owner {
            return Some(format!("the owner of the action type is {given}, not {owner}"));
        }
        let mut json = self.data.to_json();
        if let Origin::ThirdParty(ClientToken(token)) = &self.origin {
            json.insert("clientToken".into(), json!(token));
        }
        match check(model::SEED, &Value::Object(json)) {
            Ok(violations) if violations.is_empty() => None,
            Ok(violations) => Some(violations.to_string()),
            Err(error) => Some(error.message.into_owned()),
        }
    }
}
