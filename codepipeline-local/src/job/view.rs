//! What can be seen of a job from outside.

use super::{ArtifactCredentials, Event, FailureDetails, JobData, JobResult, JobSuccess};
use crate::id::JobId;
use crate::operation::Operation;
use crate::seconds;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::fmt;
use std::time::Duration;

/// How far a job is (`JobStatus` in the API).
///
/// ```
/// use codepipeline_local::JobStatus;
///
/// assert!(JobStatus::TimedOut.is_final());
/// assert_eq!(JobStatus::InProgress.to_string(), "InProgress");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[non_exhaustive]
pub enum JobStatus {
    /// It continues another and is not in the queue yet:
    /// [`EndpointBuilder::continue_after`](crate::EndpointBuilder::continue_after).
    Created,
    /// It waits to be polled for.
    Queued,
    /// It was handed out and waits to be acknowledged.
    Dispatched,
    /// It was acknowledged and waits for its result.
    InProgress,
    /// It ended: no result came in time.
    TimedOut,
    /// It ended with a success.
    Succeeded,
    /// It ended with a failure.
    Failed,
}

impl JobStatus {
    /// All of them: what needs a person's attention first, then what goes on, then what went well.
    pub const ALL: &[Self] = &[
        Self::Failed,
        Self::TimedOut,
        Self::InProgress,
        Self::Dispatched,
        Self::Queued,
        Self::Created,
        Self::Succeeded,
    ];

    /// Whether nothing more can happen to the job.
    pub fn is_final(self) -> bool {
        matches!(self, Self::TimedOut | Self::Succeeded | Self::Failed)
    }
}

impl fmt::Display for JobStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, f)
    }
}

/// Who does a job, and so which operations know it.
///
/// ```
/// use codepipeline_local::{Endpoint, JobKind, NewJob};
///
/// let endpoint = Endpoint::new();
/// let id = endpoint.start(NewJob::lambda("check"));
/// assert_eq!(endpoint.job(&id).unwrap().kind, JobKind::Lambda);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub enum JobKind {
    /// A worker of the account that polls for its custom action type.
    Custom,
    /// A Lambda function that CodePipeline invokes.
    Lambda,
    /// A partner's worker, which shows a client token.
    ThirdParty,
}

impl JobKind {
    /// Who owns the action types of such jobs, in the API's spelling.
    pub(crate) fn owner(self) -> &'static str {
        match self {
            Self::Custom => "Custom",
            Self::Lambda => "AWS",
            Self::ThirdParty => "ThirdParty",
        }
    }
}

/// A job as it was when it was looked at.
///
/// ```
/// use codepipeline_local::{ActionType, Endpoint, JobStatus, NewJob};
///
/// let endpoint = Endpoint::new();
/// let id = endpoint.queue(NewJob::custom(ActionType::custom("Deploy", "Acme", "1")));
/// let job = endpoint.job(&id).unwrap();
/// assert_eq!(job.status, JobStatus::Queued);
/// assert_eq!(job.deliveries, 0);
/// assert_eq!(job.result, None);
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct JobView {
    /// Its id.
    pub id: JobId,
    /// Who does it.
    pub kind: JobKind,
    /// How far it is.
    pub status: JobStatus,
    /// What it is about.
    pub data: JobData,
    /// The credentials it handed out last, or will.
    pub artifact_credentials: ArtifactCredentials,
    /// The execution of the pipeline that it belongs to.
    pub pipeline_execution_id: String,
    /// The execution of the action that it belongs to; the jobs of a continued action share it.
    pub action_execution_id: String,
    /// When it was made, since the endpoint's clock was.
    pub created: Duration,
    /// When it ended.
    pub ended: Option<Duration>,
    /// When it times out.
    pub deadline: Duration,
    /// The nonce of its latest delivery. A Lambda's job has none.
    pub nonce: Option<String>,
    /// How often it was handed out.
    pub deliveries: u32,
    /// The result that ended it: the first that was accepted.
    pub result: Option<JobResult>,
    /// The results that were refused, the first thousand of them.
    pub refused: Vec<RefusedResult>,
    /// What happened to it, the first thousand events.
    pub history: Vec<Event>,
    /// The job that this one continues.
    pub continues: Option<JobId>,
    /// The job that continues this one.
    pub continued_by: Option<JobId>,
}

impl JobView {
    /// The failure that ended it.
    pub fn failure(&self) -> Option<&FailureDetails> {
        self.result.as_ref()?.failure()
    }

    /// The success that ended it.
    pub fn success(&self) -> Option<&JobSuccess> {
        self.result.as_ref()?.success()
    }
}

/// A result that did not count: the job had ended, was not in progress, or was not the sender's.
///
/// ```
/// use codepipeline_local::{Endpoint, NewJob, Operation};
///
/// let endpoint = Endpoint::new();
/// let id = endpoint.start(NewJob::lambda("check"));
/// for _ in 0..2 {
///     endpoint.call(Operation::PutJobSuccessResult, format!(r#"{{"jobId":"{id}"}}"#));
/// }
/// let refused = &endpoint.job(&id).unwrap().refused[0];
/// assert_eq!(refused.operation, Operation::PutJobSuccessResult);
/// assert_eq!(refused.code, "InvalidJobStateException");
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct RefusedResult {
    /// When, since the endpoint's clock was made.
    #[serde(with = "seconds")]
    pub at: Duration,
    /// The operation that brought it.
    pub operation: Operation,
    /// The error's code, such as `InvalidJobStateException`.
    pub code: Cow<'static, str>,
    /// The result.
    pub result: JobResult,
}
