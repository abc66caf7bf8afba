use std::error::Error;
use std::fmt;

use super::success::Success;
use crate::FailureDetails;

/// A job's result.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum JobResult {
    /// The job failed.
    Failure(FailureDetails),
    /// The job succeeded, or goes on with a continuation token.
    Success(Success),
}

impl JobResult {
    /// The details, if the job failed.
    #[must_use]
    pub fn failure(&self) -> Option<&FailureDetails> {
        match self {
            Self::Failure(details) => Some(details),
            Self::Success(_) => None,
        }
    }
}

/// `success`, or the failure's type and message.
impl fmt::Display for JobResult {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Failure(details) => details.fmt(formatter),
            Self::Success(_) => formatter.pad("success"),
        }
    }
}

/// A result that CodePipeline has answered.
#[derive(Clone, Debug, PartialEq)]
#[must_use = "a report says whether the job ended with this result"]
pub struct Report {
    pub(super) result: JobResult,
    pub(super) delivery: Delivery,
    pub(super) attempts: u32,
}

impl Report {
    /// The result in the form that was sent last: where the first was not acceptable, it is the one that replaced it.
    #[must_use]
    pub fn result(&self) -> &JobResult {
        &self.result
    }

    /// Whether the job ended with this result.
    #[must_use]
    pub fn delivery(&self) -> Delivery {
        self.delivery
    }

    /// How many requests were sent.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.attempts
    }
}

/// What became of a result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delivery {
    /// The job ended with it.
    Accepted,
    /// The job had ended before: it timed out, was abandoned, or somebody else reported for it.
    AlreadyFinal,
}

/// A result that could not be delivered. It is still in here.
#[derive(Debug)]
pub struct ReportError {
    pub(super) kind: ReportErrorKind,
    pub(super) job_id: String,
    pub(super) result: Option<Box<JobResult>>,
    pub(super) attempts: u32,
    pub(super) answer: String,
}

/// Why a result could not be delivered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ReportErrorKind {
    /// The job id is none: a custom job's is a UUID in small letters. Nothing was run or sent.
    InvalidJobId,
    /// The client token does not have 1 to 256 characters. Nothing was run or sent.
    InvalidClientToken,
    /// CodePipeline knows no such job, at least not in this region and account.
    JobNotFound,
    /// CodePipeline does not take the client token for that of the job's client.
    ClientTokenRefused,
    /// The caller may not report results.
    Denied,
    /// No answer came within the budget.
    Unreachable,
    /// CodePipeline refused the request, and would refuse it again.
    Refused,
}

impl ReportError {
    /// What was to deliver the result is no more.
    pub(crate) fn abandoned(job_id: String, result: Option<JobResult>, why: &dyn fmt::Display) -> Self {
        let kind = ReportErrorKind::Unreachable;
        Self { kind, job_id, result: result.map(Box::new), attempts: 0, answer: why.to_string() }
    }

    /// Why it could not be delivered.
    #[must_use]
    pub fn kind(&self) -> ReportErrorKind {
        self.kind
    }

    /// The result that is still to be delivered; `None` if the work was not even begun.
    #[must_use]
    pub fn result(&self) -> Option<&JobResult> {
        self.result.as_deref()
    }

    /// How many requests were sent.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.attempts
    }
}

impl fmt::Display for ReportError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { job_id, attempts, answer, .. } = self;
        let what = match self.kind {
            ReportErrorKind::InvalidJobId => {
                return write!(
                    formatter,
                    "{job_id:?} is not the id of a job: a custom job's is a UUID in small letters, as PollForJobs or \
                     the Lambda event gives it"
                );
            }
            ReportErrorKind::InvalidClientToken => {
                return write!(
                    formatter,
                    "the client token for job {job_id} does not have 1 to 256 characters"
                );
            }
            ReportErrorKind::JobNotFound => "there is no such job; check the client's region and account",
            ReportErrorKind::ClientTokenRefused => "the client token is not that of the job's client",
            ReportErrorKind::Denied => {
                "the caller may not report it; allow codepipeline:PutJobSuccessResult and \
                 codepipeline:PutJobFailureResult"
            }
            ReportErrorKind::Unreachable => "CodePipeline could not be reached in time",
            ReportErrorKind::Refused => "CodePipeline refused it",
        };
        let plural = if *attempts == 1 { "" } else { "s" };
        write!(
            formatter,
            "the result of job {job_id} was not delivered: {what} ({attempts} attempt{plural}; {answer})"
        )
    }
}

impl Error for ReportError {}
