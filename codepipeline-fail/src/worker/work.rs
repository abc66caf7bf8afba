//! The handler at work on a job: until it returns, panics, takes too long or has to stop.

use std::time::Duration;

use tokio::time::{Instant, sleep};
use tokio_util::task::AbortOnDropHandle;
use tracing::Instrument as _;

use super::engine::Engine;
use super::metrics;
use crate::job::{Job, JobControl, JobParts};
use crate::sdk::reporter::{JobReporter, Target, catching};
use crate::{Continuation, Failure, FailureDetails, FailureType, JobResult, Outcome, Success};

/// How long a handler has to end by itself after it was told that its time is over.
const CANCEL_GRACE: Duration = Duration::from_secs(5);

/// What the handler returned, or the text of its panic.
type Returned = Result<Result<Outcome, Failure>, String>;

impl Engine {
    /// Lets the handler do the job, and returns how it ended. There is always a result.
    pub(super) async fn work(&self, target: &Target, mut parts: JobParts) -> JobResult {
        parts.redact_config_keys.clone_from(&self.settings.secret_keys);
        let job = Job::new(parts);
        let span = tracing::Span::current();
        span.record("pipeline", job.pipeline());
        span.record("action", job.action());
        let control = job.control();
        if self.shutdown.is_stopping() {
            // Handed on as it came, if it came with a token.
            let token = job.continuation_token().map(Continuation::new);
            return stopped(&self.reporter_of(target, &control), token);
        }
        let _running = self.health.run();
        let began = Instant::now();
        let handler = self.handler.clone();
        let work = tokio::spawn(catching(async move { handler.call(job).await }).instrument(span));
        let work = AbortOnDropHandle::new(work);
        let ended = self.wait_for(work, &control).await;
        metrics::worked(began.elapsed());
        // Only now, for the job's credentials may have been renewed.
        let reporter = self.reporter_of(target, &control);
        match ended {
            Ended::ByItself(Ok(Ok(outcome))) => reporter.success(outcome.into()),
            Ended::ByItself(Ok(Err(failure))) => reporter.failure(&failure),
            Ended::ByItself(Err(panic)) => reporter.panicked(&panic),
            Ended::TookTooLong => took_too_long(self.settings.job_timeout),
            Ended::Stopped => stopped(&reporter, control.checkpoint().map(Into::into)),
        }
    }

    /// Waits until the handler ends, or has to.
    async fn wait_for(&self, mut work: AbortOnDropHandle<Returned>, control: &JobControl) -> Ended {
        let (time, ended) = tokio::select! {
            biased;
            returned = &mut work => return Ended::ByItself(returned.unwrap_or_else(|error| Err(error.to_string()))),
            () = sleep(self.settings.job_timeout) => (CANCEL_GRACE, Ended::TookTooLong),
            () = self.shutdown.stopping() => {
                (self.settings.shutdown_grace.saturating_sub(self.reporting_time()), Ended::Stopped)
            }
        };
        control.cancel();
        tokio::select! {
            biased;
            returned = &mut work => return Ended::ByItself(returned.unwrap_or_else(|error| Err(error.to_string()))),
            () = sleep(time) => {}
            () = self.shutdown.hurrying() => {}
        }
        // It is stopped when this returns. One that blocks its thread goes on; it is reported all the same.
        ended
    }
}

/// How the handler's work came to an end.
enum Ended {
    ByItself(Returned),
    TookTooLong,
    Stopped,
}

fn took_too_long(limit: Duration) -> JobResult {
    tracing::error!("the job took longer than {limit:?} and was stopped");
    let message = format!("The job took longer than {limit:?} and was stopped.");
    JobResult::Failure(FailureDetails::new(FailureType::SystemUnavailable, message))
}

/// A job that the worker's end cut short.
fn stopped(reporter: &JobReporter, handed_on: Option<Continuation>) -> JobResult {
    match handed_on {
        Some(continuation) => {
            tracing::info!("the worker ends: the job is handed on by a continuation token");
            reporter.success(Success::from(continuation))
        }
        None => {
            tracing::warn!("the worker ends before the job has");
            let message = "The worker was shut down before the job ended; retry the stage.";
            JobResult::Failure(FailureDetails::new(FailureType::SystemUnavailable, message))
        }
    }
}
