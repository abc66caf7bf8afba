//! How a job ended, as it is said to CodePipeline and to the log: complete, valid, and without secrets.

use std::hash::{BuildHasher as _, RandomState};

use super::delivery::not_accepted;
use super::report::JobResult;
use super::success::Success;
use crate::causes::causes;
use crate::failure_details::guarded;
use crate::{AsJobFailure, Failure, FailureDetails, FailureType, Redactor};

/// Makes results sendable.
pub struct Wording {
    redactor: Redactor,
    is_third_party: bool,
}

impl Wording {
    /// One that knows the secrets of a job.
    pub fn new(redactor: Redactor, is_third_party: bool) -> Self {
        Self { redactor, is_third_party }
    }

    /// The work has ended: by what it returned, or by a panic with this text.
    pub fn ended<S, E>(&self, ended: Result<Result<S, E>, String>) -> JobResult
    where
        S: Into<Success>,
        E: Into<Failure>,
    {
        match ended {
            Ok(Ok(success)) => self.success(success.into()),
            Ok(Err(failure)) => self.failure(&failure.into()),
            Err(panic) => self.panicked(&panic),
        }
    }

    pub fn failure(&self, failure: &(impl AsJobFailure + ?Sized)) -> JobResult {
        let details = FailureDetails::redacted(failure, &self.redactor);
        let reference = reference();
        // What stands in the macro is called only if there is a log for it.
        tracing::error!(
            reference,
            failure_type = %details.failure_type(),
            causes = self.redacted_causes(failure),
            "{}",
            details.message()
        );
        JobResult::Failure(details.with_reference(&reference))
    }

    /// The chain of the failure's causes, in one line.
    fn redacted_causes(&self, failure: &(impl AsJobFailure + ?Sized)) -> String {
        let redactor = self.redactor.clone().with_secrets_of(failure);
        // The causes are foreign errors, whose `Display` may panic like any other.
        let causes = guarded(|| failure.as_job_failure().cause().map(causes)).flatten().unwrap_or_default();
        redactor.redact(&causes.join(": ")).into_owned()
    }

    /// The text of the panic goes to the log alone.
    fn panicked(&self, panic: &str) -> JobResult {
        let reference = reference();
        tracing::error!(reference, "the job panicked: {}", self.redactor.redact(panic));
        let details = FailureDetails::new(FailureType::JobFailed, "The job ended by an internal error.");
        JobResult::Failure(details.with_reference(&reference))
    }

    /// A success that the API does not take becomes a failure that says so.
    pub fn success(&self, success: Success) -> JobResult {
        match success.sendable(&self.redactor, self.is_third_party) {
            Ok(success) => JobResult::Success(success),
            Err(reason) => {
                tracing::error!("the job succeeded, but its result cannot be reported: {reason}");
                JobResult::Failure(not_accepted(reason))
            }
        }
    }
}

/// Eight hexadecimal digits by which people find the line of the log that a message belongs to.
fn reference() -> String {
    format!("{:08x}", RandomState::new().hash_one(()) >> 32)
}
