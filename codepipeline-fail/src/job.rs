//! A job, as its handler sees it.

mod artifact;
mod builder;
mod checkpoint;
mod control;
mod credentials;
mod data;
#[cfg(feature = "worker")]
mod details;
mod error;
#[cfg(feature = "lambda")]
mod event;
mod lifecycle;
mod outcome;
mod parts;
#[cfg(feature = "lambda")]
mod place;
mod read;
mod secrets;

use std::fmt;
use std::sync::OnceLock;

use aws_sdk_codepipeline::config::SharedCredentialsProvider;
use aws_sdk_codepipeline::types::{ActionTypeId, EncryptionKey};
use serde::de::DeserializeOwned;

pub use artifact::Artifact;
pub use builder::JobBuilder;
pub use checkpoint::Checkpoint;
pub(crate) use control::JobControl;
pub(crate) use credentials::RenewalError;
pub use error::{JobDataError, Mistake};
pub use outcome::{Continuation, Outcome};
pub(crate) use parts::JobParts;
#[cfg(feature = "lambda")]
pub(crate) use read::Json;

use credentials::{ArtifactCredentials, Origin};
use data::Data;

/// The key of the configuration that holds what the author of the pipeline hands to the job.
const USER_PARAMETERS: &str = "UserParameters";

/// A job: what it is about, and the way back to who handed it out. The same for custom and third-party actions.
///
/// ```
/// use codepipeline_fail::{Artifact, Failure, Job, Success};
///
/// #[derive(serde::Deserialize)]
/// struct Deployment {
///     stack: String,
///     #[serde(default)]
///     replicas: Option<u16>,
/// }
///
/// async fn deploy(job: Job) -> Result<Success, Failure> {
///     let deployment: Deployment = job.user_parameters()?;
///     let template = job.input_artifact("Template")?;
///     Ok(Success::new().summary(format!("{} from {}", deployment.stack, template.key()?)))
/// }
///
/// // A test needs no service.
/// # #[tokio::main(flavor = "current_thread")] async fn main() {
/// let job = Job::builder("01234567-89ab-cdef-0123-456789abcdef")
///     .user_parameters(serde_json::json!({ "stack": "shop" }))
///     .input_artifact(Artifact::s3("Template", "artifact-bucket", "shop.yaml"))
///     .build();
/// assert_eq!(deploy(job).await.unwrap(), Success::new().summary("shop from shop.yaml"));
/// # }
/// ```
///
/// What a handler asks for and the job does not have, or not in that form, is a [`JobDataError`], which fails the job with
/// the right failure type by `?`: `ConfigurationError` for all that the author of the pipeline can mend.
///
/// `Debug` shows neither values of the configuration nor credentials nor tokens.
///
/// Which of the data there are, the API tells in [JobData] and [ThirdPartyJobData]; it leaves all of them open. A
/// third-party job knows no account and no execution of the pipeline.
///
/// [JobData]: https://docs.aws.amazon.com/codepipeline/latest/APIReference/API_JobData.html
/// [ThirdPartyJobData]: https://docs.aws.amazon.com/codepipeline/latest/APIReference/API_ThirdPartyJobData.html
pub struct Job {
    id: String,
    account_id: Option<String>,
    data: Data,
    credentials: ArtifactCredentials,
    provider: OnceLock<SharedCredentialsProvider>,
    control: JobControl,
}

impl Job {
    /// A job with this id, for the unit test of a handler.
    ///
    /// ```
    /// use codepipeline_fail::Job;
    ///
    /// let job = Job::builder("01234567-89ab-cdef-0123-456789abcdef").configuration("Stack", "shop").build();
    /// assert_eq!(job.configuration_value("Stack")?, "shop");
    /// # Ok::<_, codepipeline_fail::JobDataError>(())
    /// ```
    pub fn builder(id: impl Into<String>) -> JobBuilder {
        JobBuilder::new(id.into())
    }

    pub(crate) fn new(parts: JobParts) -> Self {
        let JobParts { id, origin, account_id, data, credentials, redact_config_keys, received, control } =
            parts;
        if let Origin::ThirdParty { client_token, .. } = &origin {
            control.secrets.add(client_token);
        }
        control.secrets.add_configuration(&data.configuration, &redact_config_keys);
        let secrets = control.secrets.clone();
        let credentials = ArtifactCredentials::new(id.clone(), origin, credentials, received, secrets);
        Self { id, account_id, data, credentials, provider: OnceLock::new(), control }
    }

    /// The worker's end of the job.
    #[cfg(feature = "worker")]
    pub(crate) fn control(&self) -> JobControl {
        self.control.clone()
    }

    /// The id of the job: a UUID for a custom job, up to 512 characters for a third-party one.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The type of the action that the job is for.
    #[must_use]
    pub fn action_type(&self) -> Option<&ActionTypeId> {
        self.data.action_type.as_ref()
    }

    /// The name of the pipeline.
    #[must_use]
    pub fn pipeline(&self) -> Option<&str> {
        self.data.pipeline.as_deref()
    }

    /// The name of the stage.
    #[must_use]
    pub fn stage(&self) -> Option<&str> {
        self.data.stage.as_deref()
    }

    /// The name of the action.
    #[must_use]
    pub fn action(&self) -> Option<&str> {
        self.data.action.as_deref()
    }

    /// The id of the execution of the pipeline. A third-party job has none.
    /// (<https://docs.aws.amazon.com/codepipeline/latest/APIReference/API_PipelineContext.html>)
    #[must_use]
    pub fn pipeline_execution_id(&self) -> Option<&str> {
        self.data.pipeline_execution_id.as_deref()
    }

    /// The id of the execution of the action.
    /// (<https://docs.aws.amazon.com/codepipeline/latest/APIReference/API_ActionContext.html>)
    #[must_use]
    pub fn action_execution_id(&self) -> Option<&str> {
        self.data.action_execution_id.as_deref()
    }

    /// The AWS account that the job is for. A third-party job has none.
    #[must_use]
    pub fn account_id(&self) -> Option<&str> {
        self.account_id.as_deref()
    }

    /// The token of the job that this one continues: what its handler gave to [`Continuation::new`] or to
    /// [`checkpoint`](Self::checkpoint). `None` for the first job of an action.
    #[must_use]
    pub fn continuation_token(&self) -> Option<&str> {
        self.data.continuation_token.as_deref()
    }

    /// The key by which the artifacts are encrypted, if it is not the one of S3.
    /// (<https://docs.aws.amazon.com/codepipeline/latest/APIReference/API_EncryptionKey.html>)
    #[must_use]
    pub fn encryption_key(&self) -> Option<&EncryptionKey> {
        self.data.encryption_key.as_ref()
    }

    /// The `UserParameters` of the action's configuration, read as JSON.
    ///
    /// Where there are none, or blank ones, they are read as `null`: so an `Option` is `None`, `()` is what it is, and
    /// anything else an error.
    ///
    /// ```
    /// use codepipeline_fail::{FailureDetails, Job};
    ///
    /// #[derive(serde::Deserialize, Debug)]
    /// struct Deployment { stack: String, replicas: u16 }
    ///
    /// let job = Job::builder("01234567-89ab-cdef-0123-456789abcdef");
    /// let job = job.user_parameters(serde_json::json!({ "stack": "shop", "replicas": "three" })).build();
    /// let error = job.user_parameters::<Deployment>().unwrap_err();
    /// assert_eq!(
    ///     FailureDetails::of(&error).to_string(),
    ///     "ConfigurationError: UserParameters: `replicas` is not an integer from 0 to 65535 (line 1, column 19)",
    /// );
    ///
    /// let job = Job::builder("01234567-89ab-cdef-0123-456789abcdef").build();
    /// assert!(job.user_parameters::<Option<Deployment>>()?.is_none());
    /// # Ok::<_, codepipeline_fail::JobDataError>(())
    /// ```
    ///
    /// # Errors
    /// [`JobDataError::NoUserParameters`], [`JobDataError::UserParametersNotJson`] or [`JobDataError::UserParameters`],
    /// all of them a `ConfigurationError` that shows where the mistake is and of which kind, and no value.
    pub fn user_parameters<T: DeserializeOwned>(&self) -> Result<T, JobDataError> {
        read::user_parameters(self.data.configuration.get(USER_PARAMETERS).map(String::as_str))
    }

    /// The action's configuration, read as a struct, or a map.
    ///
    /// The values of a configuration are texts, keys have 1 to 50 characters, values 1 to 50,000. Numbers, `true` and
    /// `false`, enums without data, `Option`s and newtypes of these are parsed from their texts, as `FromStr` does it.
    /// JSON in a value is not read, and neither `#[serde(flatten)]` nor a tagged enum can have anything but texts in it,
    /// for serde does not tell what they expect.
    /// (<https://docs.aws.amazon.com/codepipeline/latest/APIReference/API_ActionConfiguration.html>)
    ///
    /// ```
    /// use codepipeline_fail::{FailureDetails, Job};
    ///
    /// #[derive(serde::Deserialize, Debug)]
    /// #[serde(rename_all = "PascalCase")]
    /// struct Settings { stack: String, replicas: Option<u16> }
    ///
    /// let job = Job::builder("01234567-89ab-cdef-0123-456789abcdef");
    /// let job = job.configuration("Stack", "shop").configuration("Replicas", "3").build();
    /// assert_eq!(job.configuration::<Settings>()?.replicas, Some(3));
    ///
    /// let job = Job::builder("01234567-89ab-cdef-0123-456789abcdef").build();
    /// let error = job.configuration::<Settings>().unwrap_err();
    /// assert_eq!(
    ///     FailureDetails::of(&error).to_string(),
    ///     "ConfigurationError: the action's configuration: `Stack` is missing",
    /// );
    /// # Ok::<_, codepipeline_fail::JobDataError>(())
    /// ```
    ///
    /// # Errors
    /// [`JobDataError::Configuration`], a `ConfigurationError` that shows the key and the kind of mistake, and no value.
    pub fn configuration<T: DeserializeOwned>(&self) -> Result<T, JobDataError> {
        read::configuration(&self.data.configuration)
    }

    /// One value of the action's configuration, as it is.
    ///
    /// ```
    /// use codepipeline_fail::Job;
    ///
    /// let job = Job::builder("01234567-89ab-cdef-0123-456789abcdef").configuration("Stack", "shop").build();
    /// assert_eq!(job.configuration_value("Stack")?, "shop");
    /// assert!(job.configuration_value("Region").is_err());
    /// # Ok::<_, codepipeline_fail::JobDataError>(())
    /// ```
    ///
    /// # Errors
    /// [`JobDataError::NoConfigurationValue`], a `ConfigurationError`.
    pub fn configuration_value(&self, key: &str) -> Result<&str, JobDataError> {
        let value = self.data.configuration.get(key).map(String::as_str);
        value.ok_or_else(|| JobDataError::NoConfigurationValue { key: key.to_owned() })
    }

    /// What the job reads.
    #[must_use]
    pub fn input_artifacts(&self) -> &[Artifact] {
        &self.data.input_artifacts
    }

    /// What the job is to write: the places for it.
    #[must_use]
    pub fn output_artifacts(&self) -> &[Artifact] {
        &self.data.output_artifacts
    }

    /// The input artifact of this name.
    ///
    /// ```
    /// use codepipeline_fail::{Artifact, FailureDetails, Job};
    ///
    /// let job = Job::builder("01234567-89ab-cdef-0123-456789abcdef");
    /// let job = job.input_artifact(Artifact::s3("Source", "bucket", "source.zip")).build();
    /// assert_eq!(job.input_artifact("Source")?.key()?, "source.zip");
    /// assert_eq!(
    ///     FailureDetails::of(&job.input_artifact("Template").unwrap_err()).to_string(),
    ///     "ConfigurationError: the action has no input artifact \"Template\"; it has Source",
    /// );
    /// # Ok::<_, codepipeline_fail::JobDataError>(())
    /// ```
    ///
    /// # Errors
    /// [`JobDataError::NoInputArtifact`], a `ConfigurationError` that lists those that there are.
    pub fn input_artifact(&self, name: &str) -> Result<&Artifact, JobDataError> {
        artifact::named(&self.data.input_artifacts, name)
            .map_err(|existing| JobDataError::NoInputArtifact { name: name.to_owned(), existing })
    }

    /// The output artifact of this name.
    ///
    /// ```
    /// use codepipeline_fail::{Artifact, Job};
    ///
    /// let job = Job::builder("01234567-89ab-cdef-0123-456789abcdef");
    /// let job = job.output_artifact(Artifact::s3("Report", "bucket", "report.zip")).build();
    /// assert_eq!(job.output_artifact("Report")?.key()?, "report.zip");
    /// # Ok::<_, codepipeline_fail::JobDataError>(())
    /// ```
    ///
    /// # Errors
    /// [`JobDataError::NoOutputArtifact`], a `ConfigurationError` that lists those that there are.
    pub fn output_artifact(&self, name: &str) -> Result<&Artifact, JobDataError> {
        artifact::named(&self.data.output_artifacts, name)
            .map_err(|existing| JobDataError::NoOutputArtifact { name: name.to_owned(), existing })
    }
}

impl fmt::Debug for Job {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let data = &self.data;
        formatter
            .debug_struct("Job")
            .field("id", &self.id)
            .field("action_type", &data.action_type)
            .field("pipeline", &data.pipeline)
            .field("stage", &data.stage)
            .field("action", &data.action)
            .field("configuration", &data.configuration.keys())
            .field("input_artifacts", &data.input_artifacts)
            .field("output_artifacts", &data.output_artifacts)
            .field("is_continuation", &data.continuation_token.is_some())
            .field("is_cancelled", &self.is_cancelled())
            .finish_non_exhaustive()
    }
}

#[cfg(all(test, feature = "worker"))]
mod tests;
