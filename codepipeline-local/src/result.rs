//! The result of a job, as a worker put it.

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
#[derive(Clone, Debug, PartialEq)]
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
        Self::Failure(FailureDetails::from_json(&input["failureDetails"]))
    }

    /// From the input of an operation that puts a success, checked against the model.
    pub(crate) fn success_from(input: &Value, with_output_variables: bool) -> Self {
        let mut success = JobSuccess::from_json(input);
        if !with_output_variables {
            success.output_variables.clear();
        }
        Self::Success(success)
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
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct JobSuccess {
    /// The revision that a source action found.
    pub current_revision: Option<CurrentRevision>,
    /// The token that the next job of the action will carry.
    pub continuation_token: Option<String>,
    /// How the execution went.
    pub execution_details: Option<ExecutionDetails>,
    /// Variables for later actions of the pipeline.
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
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct CurrentRevision {
    /// The revision's id.
    pub revision: String,
    /// The id of the change.
    pub change_identifier: String,
    /// When it was made, in seconds since 1970.
    pub created: Option<f64>,
    /// What it is about.
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
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ExecutionDetails {
    /// What happened.
    pub summary: Option<String>,
    /// The id of the execution in the system that ran it.
    pub external_execution_id: Option<String>,
    /// How much of it is done, 0 to 100.
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
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct FailureDetails {
    /// One of the six failure types, in the API's spelling (`type` in the API).
    pub failure_type: String,
    /// What the pipeline's people read, 1 to 5,000 characters.
    pub message: String,
    /// The id of the execution in the system that ran it.
    pub external_execution_id: Option<String>,
}

impl JobSuccess {
    fn from_json(input: &Value) -> Self {
        let variables = input.get("outputVariables").and_then(Value::as_object).into_iter().flatten();
        Self {
            current_revision: object(input, "currentRevision").map(CurrentRevision::from_json),
            continuation_token: text(input, "continuationToken"),
            execution_details: object(input, "executionDetails").map(ExecutionDetails::from_json),
            output_variables: variables
                .map(|(name, value)| (name.clone(), value.as_str().unwrap_or_default().to_owned()))
                .collect(),
        }
    }
}

impl CurrentRevision {
    fn from_json(json: &Value) -> Self {
        Self {
            revision: text(json, "revision").unwrap_or_default(),
            change_identifier: text(json, "changeIdentifier").unwrap_or_default(),
            created: json.get("created").and_then(Value::as_f64),
            revision_summary: text(json, "revisionSummary"),
        }
    }
}

impl ExecutionDetails {
    fn from_json(json: &Value) -> Self {
        Self {
            summary: text(json, "summary"),
            external_execution_id: text(json, "externalExecutionId"),
            percent_complete: json.get("percentComplete").and_then(Value::as_i64),
        }
    }
}

impl FailureDetails {
    fn from_json(json: &Value) -> Self {
        Self {
            failure_type: text(json, "type").unwrap_or_default(),
            message: text(json, "message").unwrap_or_default(),
            external_execution_id: text(json, "externalExecutionId"),
        }
    }
}

fn text(json: &Value, name: &str) -> Option<String> {
    json.get(name)?.as_str().map(str::to_owned)
}

fn object<'a>(json: &'a Value, name: &str) -> Option<&'a Value> {
    json.get(name).filter(|value| value.is_object())
}
