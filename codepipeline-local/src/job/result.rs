//! The result of a job, as a worker put it. As JSON each part is as the API writes it.

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

/// The result that ended a job, or that came too late to.
///
/// ```
/// use codepipeline_local::JobResult;
///
/// fn blames_configuration(result: &JobResult) -> bool {
///     result.failure().is_some_and(|failure| failure.failure_type == "ConfigurationError")
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum JobResult {
    /// From PutJobSuccessResult or PutThirdPartyJobSuccessResult.
    Success(JobSuccess),
    /// From PutJobFailureResult or PutThirdPartyJobFailureResult.
    Failure(FailureDetails),
}

impl JobResult {
    /// The failure, if it is one.
    pub fn failure(&self) -> Option<&FailureDetails> {
        match self {
            Self::Failure(failure) => Some(failure),
            Self::Success(_) => None,
        }
    }

    /// The success, if it is one.
    pub fn success(&self) -> Option<&JobSuccess> {
        match self {
            Self::Success(success) => Some(success),
            Self::Failure(_) => None,
        }
    }

    /// From the input of an operation that puts a failure, checked against the model.
    pub(crate) fn failure_from(input: &Value) -> Self {
        Self::Failure(read(input.get("failureDetails")))
    }

    /// From the input of an operation that puts a success, checked against the model.
    pub(crate) fn success_from(input: &Value, with_output_variables: bool) -> Self {
        let mut success: JobSuccess = read(Some(input));
        if !with_output_variables {
            success.output_variables.clear();
        }
        Self::Success(success)
    }

    /// The id of the execution in the system that ran it, if the result has one.
    pub fn external_execution_id(&self) -> Option<&str> {
        let details = match self {
            Self::Success(success) => &success.execution_details.as_ref()?.external_execution_id,
            Self::Failure(failure) => &failure.external_execution_id,
        };
        details.as_deref()
    }

    pub(crate) fn continuation_token(&self) -> Option<&str> {
        self.success()?.continuation_token.as_deref()
    }
}

/// What a successful job tells.
///
/// ```
/// use codepipeline_local::{Endpoint, NewJob, Operation};
///
/// let endpoint = Endpoint::new();
/// let id = endpoint.start(NewJob::lambda("check"));
/// let body = format!(r#"{{"jobId":"{id}","outputVariables":{{"Url":"https://example.com"}}}}"#);
/// endpoint.call(Operation::PutJobSuccessResult, body);
/// let result = endpoint.job(&id).unwrap().result.unwrap();
/// assert_eq!(result.success().unwrap().output_variables["Url"], "https://example.com");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
#[non_exhaustive]
pub struct JobSuccess {
    /// The revision that a source action found.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub current_revision: Option<CurrentRevision>,
    /// The token that the next job of the action will carry.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub continuation_token: Option<String>,
    /// How the execution went.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub execution_details: Option<ExecutionDetails>,
    /// Variables for later actions of the pipeline.
    #[serde(deserialize_with = "null_as_default", skip_serializing_if = "BTreeMap::is_empty")]
    pub output_variables: BTreeMap<String, String>,
}

/// The revision that a source action found (`CurrentRevision` in the API).
///
/// ```
/// use codepipeline_local::{Endpoint, NewJob, Operation};
///
/// let endpoint = Endpoint::new();
/// let id = endpoint.start(NewJob::lambda("check"));
/// let told = r#""currentRevision":{"revision":"4f1c","changeIdentifier":"7"}"#;
/// endpoint.call(Operation::PutJobSuccessResult, format!(r#"{{"jobId":"{id}",{told}}}"#));
/// let job = endpoint.job(&id).unwrap();
/// assert_eq!(job.success().unwrap().current_revision.as_ref().unwrap().revision, "4f1c");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
#[non_exhaustive]
pub struct CurrentRevision {
    /// The revision's id.
    pub revision: String,
    /// The id of the change.
    pub change_identifier: String,
    /// When it was made, in seconds since 1970.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created: Option<f64>,
    /// What it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revision_summary: Option<String>,
}

/// How the execution of a job went (`ExecutionDetails` in the API).
///
/// ```
/// use codepipeline_local::{Endpoint, NewJob, Operation};
///
/// let endpoint = Endpoint::new();
/// let id = endpoint.start(NewJob::lambda("check"));
/// let told = r#""executionDetails":{"percentComplete":80}"#;
/// endpoint.call(Operation::PutJobSuccessResult, format!(r#"{{"jobId":"{id}",{told}}}"#));
/// let job = endpoint.job(&id).unwrap();
/// assert_eq!(job.success().unwrap().execution_details.as_ref().unwrap().percent_complete, Some(80));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
#[non_exhaustive]
pub struct ExecutionDetails {
    /// What happened.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    /// The id of the execution in the system that ran it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub external_execution_id: Option<String>,
    /// How much of it is done, 0 to 100.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub percent_complete: Option<i64>,
}

/// Why a job failed (`FailureDetails` in the API).
///
/// ```
/// use codepipeline_local::{Endpoint, NewJob, Operation};
///
/// let endpoint = Endpoint::new();
/// let id = endpoint.start(NewJob::lambda("check"));
/// let details = r#"{"type":"JobFailed","message":"2 of 31 checks failed"}"#;
/// endpoint.call(Operation::PutJobFailureResult, format!(r#"{{"jobId":"{id}","failureDetails":{details}}}"#));
/// let result = endpoint.job(&id).unwrap().result.unwrap();
/// assert_eq!(result.failure().unwrap().message, "2 of 31 checks failed");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
#[non_exhaustive]
pub struct FailureDetails {
    /// One of the six failure types, in the API's spelling (`type` in the API).
    #[serde(rename = "type")]
    pub failure_type: String,
    /// What the pipeline's people read, 1 to 5,000 characters.
    pub message: String,
    /// The id of the execution in the system that ran it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub external_execution_id: Option<String>,
}

/// A member that is null counts as absent.
fn null_as_default<'de, T: Default + Deserialize<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    Ok(Option::deserialize(deserializer)?.unwrap_or_default())
}

/// Reads JSON that has been checked. Where the endpoint is relaxed it may be anything: what does not fit is left out.
fn read<T: Default + for<'de> Deserialize<'de>>(json: Option<&Value>) -> T {
    json.and_then(|json| T::deserialize(json).ok()).unwrap_or_default()
}
