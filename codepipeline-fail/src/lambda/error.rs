use std::error::Error;
use std::fmt;
use std::io;

use lambda_runtime::Diagnostic;

use crate::{FailureDetails, ReportError};

/// Why an invocation ends with an error, of which Lambda makes a function error: it delivers the event again, at most
/// twice unless the function's `MaximumRetryAttempts` says otherwise
/// (<https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html>).
#[derive(Debug)]
#[non_exhaustive]
pub enum InvocationError {
    /// The event is not CodePipeline's: it has no id of a job, so that nothing can be reported.
    NoJobId,
    /// The job's result could not be delivered. When the event comes again, the same result is sent.
    NotReported(ReportError),
    /// Another invocation is still at work on the job.
    InHand,
    /// The job has failed, and that is reported: said only if [`propagate_errors`](super::Action::propagate_errors) asks
    /// for it.
    Failed(FailureDetails),
    /// The thread that reports could not be started.
    NoThread(io::Error),
}

impl fmt::Display for InvocationError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoJobId => formatter.write_str(
                "the event has no id of a job, neither at `CodePipeline.job`.`id` nor at `jobId`: nothing can be \
                 reported; is the function invoked by an action of CodePipeline?",
            ),
            Self::NotReported(error) => error.fmt(formatter),
            Self::InHand => formatter.write_str("another invocation is still at work on the job"),
            Self::Failed(details) => write!(formatter, "the job failed, which is reported: {details}"),
            Self::NoThread(error) => write!(formatter, "cannot start the thread that reports: {error}"),
        }
    }
}

impl Error for InvocationError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::NotReported(error) => Some(error),
            Self::NoThread(error) => Some(error),
            Self::NoJobId | Self::InHand | Self::Failed(_) => None,
        }
    }
}

/// Its variant is the type of the error, its text the message.
impl From<InvocationError> for Diagnostic {
    fn from(error: InvocationError) -> Self {
        let error_type = match &error {
            InvocationError::NoJobId => "NoJobId",
            InvocationError::NotReported(_) => "NotReported",
            InvocationError::InHand => "InHand",
            InvocationError::Failed(details) => details.failure_type().as_str(),
            InvocationError::NoThread(_) => "NoThread",
        };
        Self { error_type: error_type.to_owned(), error_message: error.to_string() }
    }
}
