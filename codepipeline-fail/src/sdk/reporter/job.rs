use std::sync::Arc;
use std::time::Duration;

use tokio::runtime::Handle;
use tokio::sync::watch;
use tokio::time::timeout;
use tracing::Instrument as _;

use super::Reporter;
use super::delivery::deliver;
use super::report::{JobResult, Report, ReportError};
use super::request::Target;
use super::success::Success;
use super::unwind::catching;
use super::wording::Wording;
use crate::{AsJobFailure, Failure, FailureDetails, FailureType};

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
        self.target.check()?;
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
            Ok(ended) => this.wording().ended(ended),
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
        let result = span.in_scope(|| self.wording().failure(failure));
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
        let result = span.in_scope(|| self.wording().success(success.into()));
        self.report(result, span)
    }

    async fn report(self, result: JobResult, span: tracing::Span) -> Result<Report, ReportError> {
        self.target
            .check()
            .map_err(|error| ReportError { result: Some(Box::new(result.clone())), ..error })?;
        self.begin(result, &Handle::current(), span).await
    }

    /// What knows how to say how the job ended.
    fn wording(&self) -> Wording {
        Wording::new(self.reporter.redactor.clone(), self.target.is_third_party())
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
            deliver(reporter.client.client(), &target, result, reporter.patience).await
        };
        let task = runtime.spawn(task.instrument(span));
        async move {
            task.await.unwrap_or_else(|error| {
                // The runtime ends, and took the task with it.
                Err(ReportError::abandoned(job_id, Some(kept), &error))
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
