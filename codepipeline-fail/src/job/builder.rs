use std::fmt;

use aws_sdk_codepipeline::Client;
use aws_sdk_codepipeline::types::{ActionTypeId, AwsSessionCredentials, EncryptionKey, EncryptionKeyType};
use tokio_util::sync::CancellationToken;

use super::credentials::Origin;
use super::data::Data;
use super::{Artifact, Job, JobControl, JobParts, USER_PARAMETERS};

/// Makes a [`Job`] for the unit test of a handler.
///
/// ```
/// use codepipeline_fail::{Artifact, Job};
///
/// let job = Job::builder("01234567-89ab-cdef-0123-456789abcdef")
///     .pipeline("shop", "Prod", "Deploy")
///     .user_parameters(serde_json::json!({ "replicas": 3 }))
///     .configuration("Stack", "shop")
///     .input_artifact(Artifact::s3("Source", "bucket", "source.zip").with_revision("4f1c2a"))
///     .output_artifact(Artifact::s3("Report", "bucket", "report.zip"))
///     .continuation_token("deployment-17")
///     .build();
/// assert_eq!(job.pipeline(), Some("shop"));
/// ```
///
/// What it is not told, the job does not have. Nothing is checked against the limits of the API.
#[must_use = "`build` makes the job"]
pub struct JobBuilder {
    id: String,
    account_id: Option<String>,
    data: Data,
    credentials: Option<AwsSessionCredentials>,
    client: Option<Client>,
    client_token: Option<String>,
    cancellation: CancellationToken,
}

impl JobBuilder {
    pub(super) fn new(id: String) -> Self {
        Self {
            id,
            account_id: None,
            data: Data::default(),
            credentials: None,
            client: None,
            client_token: None,
            cancellation: CancellationToken::new(),
        }
    }

    /// Sets the `UserParameters` of the configuration: a `serde_json::Value`, or a text of your own.
    ///
    /// ```
    /// use codepipeline_fail::{Job, JobDataError};
    ///
    /// let job = Job::builder("01234567-89ab-cdef-0123-456789abcdef").user_parameters("not JSON").build();
    /// let error = job.user_parameters::<serde_json::Value>().unwrap_err();
    /// assert_eq!(error, JobDataError::UserParametersNotJson { line: 1, column: 2 });
    /// ```
    pub fn user_parameters(self, parameters: impl fmt::Display) -> Self {
        self.configuration(USER_PARAMETERS, parameters.to_string())
    }

    /// Sets a value of the action's configuration.
    pub fn configuration(mut self, key: impl Into<String>, value: impl Into<String>) -> Self {
        self.data.configuration.insert(key.into(), value.into());
        self
    }

    /// Sets the type of the action.
    pub fn action_type(mut self, action_type: ActionTypeId) -> Self {
        self.data.action_type = Some(action_type);
        self
    }

    /// Sets the names of the pipeline, the stage and the action.
    pub fn pipeline(
        mut self,
        pipeline: impl Into<String>,
        stage: impl Into<String>,
        action: impl Into<String>,
    ) -> Self {
        self.data.pipeline = Some(pipeline.into());
        self.data.stage = Some(stage.into());
        self.data.action = Some(action.into());
        self
    }

    /// Sets the id of the execution of the pipeline.
    pub fn pipeline_execution_id(mut self, id: impl Into<String>) -> Self {
        self.data.pipeline_execution_id = Some(id.into());
        self
    }

    /// Sets the id of the execution of the action.
    pub fn action_execution_id(mut self, id: impl Into<String>) -> Self {
        self.data.action_execution_id = Some(id.into());
        self
    }

    /// Sets the AWS account that the job is for.
    pub fn account_id(mut self, id: impl Into<String>) -> Self {
        self.account_id = Some(id.into());
        self
    }

    /// Adds an artifact that the job reads.
    pub fn input_artifact(mut self, artifact: Artifact) -> Self {
        self.data.input_artifacts.push(artifact);
        self
    }

    /// Adds an artifact that the job writes.
    pub fn output_artifact(mut self, artifact: Artifact) -> Self {
        self.data.output_artifacts.push(artifact);
        self
    }

    /// Sets the token of the job that this one continues.
    pub fn continuation_token(mut self, token: impl Into<String>) -> Self {
        self.data.continuation_token = Some(token.into());
        self
    }

    /// Sets the KMS key of the artifact store, by its id, its ARN or the ARN of an alias.
    pub fn encryption_key(mut self, id: impl Into<String>) -> Self {
        let key = EncryptionKey::builder().id(id).r#type(EncryptionKeyType::Kms);
        self.data.encryption_key = key.build().ok(); // it fails only where one of the two is missing
        self
    }

    /// Sets the credentials for the artifacts, such as those of a local S3. Without a [client](Self::client) they stay
    /// as they are, and do not expire.
    ///
    /// ```
    /// use aws_sdk_codepipeline::config::ProvideCredentials;
    /// use codepipeline_fail::Job;
    ///
    /// # #[tokio::main(flavor = "current_thread")] async fn main() {
    /// let job = Job::builder("01234567-89ab-cdef-0123-456789abcdef").artifact_credentials("id", "key", "token").build();
    /// let credentials = job.artifact_credentials().provide_credentials().await.unwrap();
    /// assert_eq!(credentials.secret_access_key(), "key");
    /// # }
    /// ```
    pub fn artifact_credentials(
        mut self,
        access_key_id: impl Into<String>,
        secret_access_key: impl Into<String>,
        session_token: impl Into<String>,
    ) -> Self {
        let credentials = AwsSessionCredentials::builder()
            .access_key_id(access_key_id)
            .secret_access_key(secret_access_key)
            .session_token(session_token);
        self.credentials = credentials.build().ok(); // it fails only where one of the three is missing
        self
    }

    /// Sets the client by which the credentials are had and renewed, such as that of a local endpoint.
    ///
    /// ```no_run
    /// # async fn example(client: aws_sdk_codepipeline::Client) {
    /// use codepipeline_fail::Job;
    ///
    /// let job = Job::builder("01234567-89ab-cdef-0123-456789abcdef").client(&client).build();
    /// # let _ = job;
    /// # }
    /// ```
    pub fn client(mut self, client: &Client) -> Self {
        self.client = Some(client.clone());
        self
    }

    /// Makes it a third-party job, with the token that its partner's store holds for the job's client.
    pub fn client_token(mut self, token: impl Into<String>) -> Self {
        self.client_token = Some(token.into());
        self
    }

    /// Sets the token by which the test cancels the job.
    pub fn cancellation_token(mut self, token: CancellationToken) -> Self {
        self.cancellation = token;
        self
    }

    /// The job.
    #[must_use]
    pub fn build(self) -> Job {
        let origin = match (self.client, self.client_token) {
            (Some(client), Some(client_token)) => Origin::third_party(&client, client_token),
            (Some(client), None) => Origin::custom(&client),
            (None, _) => Origin::Given,
        };
        Job::new(JobParts {
            account_id: self.account_id,
            credentials: self.credentials,
            control: JobControl::new(self.cancellation),
            ..JobParts::new(self.id, origin, self.data)
        })
    }
}

/// Without values of the configuration, credentials and tokens.
impl fmt::Debug for JobBuilder {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("JobBuilder").field("id", &self.id).finish_non_exhaustive()
    }
}
