//! What can be seen of a job from outside.

use crate::id::JobId;
use crate::job_data::{ArtifactCredentials, JobData};
use crate::operation::Operation;
use crate::result::{FailureDetails, JobResult, JobSuccess};
use std::fmt;
use std::time::Duration;

/// How far a job is (`JobStatus` in the API, whose `Created` no job of this endpoint ever has).
///
/// ```
/// use codepipeline_local::JobStatus;
///
/// assert!(JobStatus::TimedOut.is_final());
/// assert_eq!(JobStatus::InProgress.to_string(), "InProgress");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum JobStatus {
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
    /// How far it is.
    pub status: JobStatus,
    /// What it is about.
    pub data: JobData,
    /// The credentials it hands out. They stay the same for the life of the job.
    pub artifact_credentials: ArtifactCredentials,
    /// The execution of the pipeline that it belongs to.
    pub pipeline_execution_id: String,
    /// The execution of the action that it belongs to; the jobs of a continued action share it.
    pub action_execution_id: String,
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
/// assert_eq!((refused.operation, refused.code), (Operation::PutJobSuccessResult, "InvalidJobStateException"));
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct RefusedResult {
    /// When, since the endpoint's clock was made.
    pub at: Duration,
    /// The operation that brought it.
    pub operation: Operation,
    /// The error's code, such as `InvalidJobStateException`.
    pub code: &'static str,
    /// The result.
    pub result: JobResult,
}

/// Something that happened to a job.
///
/// ```
/// use codepipeline_local::{Endpoint, EventKind, NewJob};
///
/// let endpoint = Endpoint::new();
/// let id = endpoint.start(NewJob::lambda("check"));
/// let events: Vec<_> = endpoint.job(&id).unwrap().history.into_iter().map(|event| event.kind).collect();
/// assert_eq!(events, [EventKind::Started]);
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Event {
    /// When, since the endpoint's clock was made.
    pub at: Duration,
    /// What.
    pub kind: EventKind,
}

/// What can happen to a job. [`Event`] shows it in use.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum EventKind {
    /// It was made and waits to be polled for.
    Queued,
    /// It was made and is in progress from the start.
    Started,
    /// It was handed out under this nonce.
    Dispatched(String),
    /// It was not acknowledged in time and waits to be polled for again.
    Requeued,
    /// It was acknowledged by this nonce.
    Acknowledged(String),
    /// Its success was accepted.
    Succeeded,
    /// Its failure was accepted.
    Failed,
    /// Its time is over.
    TimedOut,
    /// A result was refused with this code.
    Refused(&'static str),
}
