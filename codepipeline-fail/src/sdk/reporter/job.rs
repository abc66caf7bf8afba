use std::hash::{BuildHasher as _, RandomState};
use std::sync::Arc;
use std::time::Duration;

use tokio::runtime::Handle;
use tokio::sync::watch;
use tokio::time::timeout;
use tracing::Instrument as _;

use super::Reporter;
use super::delivery::{deliver, not_accepted};
use super::limits;
use super::report::{JobResult, Report, ReportError, ReportErrorKind};
use super::request::Target;
use super::success::Success;
use super::unwind::catching;
use crate::causes::causes;
use crate::failure_details::guarded;
use crate::{AsJobFailure, Failure, FailureDetails, FailureType, Redactor};

/// The result of one job, to be delivered: see [`Reporter::job`].
#[derive(Debug)]
#[must_use = "a job's result is reported by `run`, `fail` or `succeed`"]
pub struct JobReporter {
    reporter: Reporter,
    target: Target,
    timeout: Option<Duration>,
}

impl JobReporter {
    pub(crate) fn new(reporter: Reporter, target: Target) -> Self {
        Self { reporter, target, timeout: None }
    }

    /// How long [`run`](Self::run) lets the work take. After that it is dropped, and the job fails with
    /// `SystemUnavailable`.
    ///
    /// Work that blocks its thread cannot be stopped by this.
    ///
    /// ```no_run
    /// # async fn example(reporter: codepipeline_fail::Reporter, id: &str) -> Result<(), codepipeline_fail::ReportError> {
    /// use codepipeline_fail::Failure;
    /// use std::time::Duration;
    ///
    /// let work = async { Ok::<_, Failure>(()) };
    /// let report = reporter.job(id).timeout(Duration::from_mins(10)).run(work).await?;
    /// # let _ = report;
    /// # Ok(())
    /// # }
    /// ```
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// Does the work and reports how it ended: what it returned, that it panicked, that it took too long; or, if the
    /// future that this returns is dropped, that it was cancelled.
    ///
    /// ```no_run
    /// # async fn example(reporter: codepipeline_fail::Reporter, id: &str) -> Result<(), codepipeline_fail::ReportError> {
    /// use codepipeline_fail::{Failure, failure};
    ///
    /// let red = 2;
    /// let report = reporter
    ///     .job(id)
    ///     .run(async move {
    ///         if red > 0 {
    ///             return Err(failure!(JobFailed, "{red} tests failed"));
    ///         }
    ///         Ok(())
    ///     })
    ///     .await?;
    /// # let _ = report;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// The text of a panic goes to the log only, under the reference that the message ends with.
    ///
    /// # Errors
    /// If the job id or the client token cannot be one (the work is not begun then), or the result could not be
    /// delivered.
    ///
    /// # Panics
    /// Outside of a tokio runtime, as `fail` and `succeed` do.
    pub async fn run<F, S, E>(self, work: F) -> Result<Report, ReportError>
    where
        F: Future<Output = Result<S, E>>,
        S: Into<Success>,
        E: Into<Failure>,
    {
        self.check()?;
        let span = tracing::info_span!("job", job_id = self.target.job_id());
        let limit = self.timeout;
        let guard = DropGuard::new(self, span.clone());
        let work = catching(work).instrument(span.clone());
        let ended = match limit {
            Some(limit) => timeout(limit, work).await.map_err(|_| limit),
            None => Ok(work.await),
        };
        let Some(this) = guard.disarm() else { unreachable!("only a drop takes the job out of its guard") };
        let result = span.in_scope(|| match ended {
            Ok(Ok(Ok(success))) => this.success(success.into()),
            Ok(Ok(Err(failure))) => this.failure(&failure.into()),
            Ok(Err(panic)) => this.panicked(&panic),
            Err(limit) => {
                let message = format!("The job took longer than {limit:?} and was stopped.");
                JobResult::Failure(FailureDetails::new(FailureType::SystemUnavailable, message))
            }
        });
        this.begin(result, &Handle::current(), span).await
    }

    /// Reports that the job failed.
    ///
    /// ```no_run
    /// # async fn example(reporter: codepipeline_fail::Reporter, id: &str) -> Result<(), codepipeline_fail::ReportError> {
    /// use codepipeline_fail::{Delivery, failure};
    ///
    /// let failure = failure!(JobFailed, "2 of 40 tests failed").with_external_execution_id("build-7");
    /// let report = reporter.job(id).fail(&failure).await?;
    /// assert_eq!(report.delivery(), Delivery::Accepted);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// If the job id or the client token cannot be one, or the failure could not be delivered.
    ///
    /// # Panics
    /// The future does, outside of a tokio runtime.
    pub fn fail<F>(self, failure: &F) -> impl Future<Output = Result<Report, ReportError>> + Send + use<F>
    where
        F: AsJobFailure + ?Sized,
    {
        let span = tracing::info_span!("job", job_id = self.target.job_id());
        let result = span.in_scope(|| self.failure(failure));
        self.report(result, span)
    }

    /// Reports that the job succeeded.
    ///
    /// A success that the API does not accept becomes a failure that says so.
    ///
    /// ```no_run
    /// # async fn example(reporter: codepipeline_fail::Reporter, id: &str) -> Result<(), codepipeline_fail::ReportError> {
    /// use codepipeline_fail::Success;
    ///
    /// let success = Success::new().summary("40 tests passed").output_variable("Report", "https://example.com/7");
    /// let report = reporter.job(id).succeed(success).await?;
    /// # let _ = report;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// If the job id or the client token cannot be one, or the success could not be delivered.
    ///
    /// # Panics
    /// The future does, outside of a tokio runtime.
    pub fn succeed<S>(self, success: S) -> impl Future<Output = Result<Report, ReportError>> + Send + use<S>
    where
        S: Into<Success>,
    {
        let span = tracing::info_span!("job", job_id = self.target.job_id());
        let result = span.in_scope(|| self.success(success.into()));
        self.report(result, span)
    }

    async fn report(self, result: JobResult, span: tracing::Span) -> Result<Report, ReportError> {
        self.check().map_err(|error| ReportError { result: Some(Box::new(result.clone())), ..error })?;
        self.begin(result, &Handle::current(), span).await
    }

    fn check(&self) -> Result<(), ReportError> {
        let kind = if !limits::is_job_id(&self.target) {
            ReportErrorKind::InvalidJobId
        } else if !limits::is_client_token(&self.target) {
            ReportErrorKind::InvalidClientToken
        } else {
            return Ok(());
        };
        let job_id = self.target.job_id().to_owned();
        Err(ReportError { kind, job_id, result: None, attempts: 0, answer: String::new() })
    }

    pub(crate) fn failure(&self, failure: &(impl AsJobFailure + ?Sized)) -> JobResult {
        let details = FailureDetails::redacted(failure, &self.reporter.redactor);
        let reference = reference();
        let redactor = self.reporter.redactor.clone().with_secrets_of(failure);
        let causes = redacted_causes(failure, &redactor);
        tracing::error!(reference, failure_type = %details.failure_type(), causes, "{}", details.message());
        JobResult::Failure(details.with_reference(&reference))
    }

    pub(crate) fn panicked(&self, panic: &str) -> JobResult {
        let reference = reference();
        tracing::error!(reference, "the job panicked: {}", self.reporter.redactor.redact(panic));
        let details = FailureDetails::new(FailureType::JobFailed, "The job ended by an internal error.");
        JobResult::Failure(details.with_reference(&reference))
    }

    pub(crate) fn success(&self, success: Success) -> JobResult {
        let is_third_party = matches!(self.target, Target::ThirdParty { .. });
        match success.sendable(&self.reporter.redactor, is_third_party) {
            Ok(success) => JobResult::Success(success),
            Err(reason) => {
                tracing::error!("the job succeeded, but its result cannot be reported: {reason}");
                JobResult::Failure(not_accepted(reason))
            }
        }
    }

    /// Begins to deliver the result, in a task of its own, so that it goes on when nobody waits for it any more.
    fn begin(
        self,
        result: JobResult,
        runtime: &Handle,
        span: tracing::Span,
    ) -> impl Future<Output = Result<Report, ReportError>> + Send + use<> {
        let Self { reporter, target, .. } = self;
        let (job_id, kept) = (target.job_id().to_owned(), result.clone());
        reporter.deliveries.send_modify(|deliveries| *deliveries += 1);
        let counted = Counted(reporter.deliveries);
        let task = async move {
            let _counted = counted;
            deliver(&reporter.client, &target, result, reporter.patience).await
        };
        let task = runtime.spawn(task.instrument(span));
        async move {
            task.await.unwrap_or_else(|error| {
                // The runtime ends, and took the task with it.
                let (kind, result) = (ReportErrorKind::Unreachable, Some(Box::new(kept)));
                Err(ReportError { kind, job_id, result, attempts: 0, answer: error.to_string() })
            })
        }
    }
}

/// Counts one delivery less when it is over, however it ended.
struct Counted(Arc<watch::Sender<usize>>);

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.send_modify(|deliveries| *deliveries -= 1);
    }
}

/// Reports a job whose future is dropped before its work has ended.
struct DropGuard {
    job: Option<JobReporter>,
    runtime: Handle,
    span: tracing::Span,
}

impl DropGuard {
    fn new(job: JobReporter, span: tracing::Span) -> Self {
        Self { job: Some(job), runtime: Handle::current(), span }
    }

    fn disarm(mut self) -> Option<JobReporter> {
        self.job.take()
    }
}

impl Drop for DropGuard {
    fn drop(&mut self) {
        let Some(job) = self.job.take() else { return };
        let details =
            FailureDetails::new(FailureType::SystemUnavailable, "The job was cancelled before it ended.");
        tracing::error!(parent: &self.span, "the job was dropped before it ended");
        drop(job.begin(JobResult::Failure(details), &self.runtime, self.span.clone()));
    }
}

/// The chain of the failure's causes, in one line.
fn redacted_causes(failure: &(impl AsJobFailure + ?Sized), redactor: &Redactor) -> String {
    // The causes are foreign errors, whose `Display` may panic like any other.
    let causes = guarded(|| failure.as_job_failure().cause().map(causes)).flatten().unwrap_or_default();
    redactor.redact(&causes.join(": ")).into_owned()
}

/// Eight hexadecimal digits by which people find the line of the log that a message belongs to.
fn reference() -> String {
    format!("{:08x}", RandomState::new().hash_one(()) >> 32)
}
