//! The handler at work on a job: until it returns, panics, takes too long or has to stop.

use std::time::Duration;

use tokio::time::{Instant, sleep};

use super::engine::Engine;
use super::metrics;
use crate::ending::{cut_short, wording};
use crate::handler::{Returned, Working};
use crate::job::{Job, JobControl, JobParts};
use crate::sdk::reporter::{Target, Wording};
use crate::{Continuation, FailureDetails, FailureType, JobResult};

/// How long a handler has to end by itself after it was told that its time is over.
const CANCEL_GRACE: Duration = Duration::from_secs(5);

/// Said of a job whose handler was stopped because the worker ends.
const STOPPED: &str = "The worker was shut down before the job ended; retry the stage.";

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
            return cut_short(&self.wording_of(target, &control), token, STOPPED);
        }
        let _running = self.health.run();
        let began = Instant::now();
        let ended = self.wait_for(self.handler.start(job, span), &control).await;
        metrics::worked(began.elapsed());
        // Only now, for the job's credentials may have been renewed.
        let wording = self.wording_of(target, &control);
        match ended {
            Ended::ByItself(returned) => wording.ended(returned),
            Ended::TookTooLong => took_too_long(self.settings.job_timeout),
            Ended::Stopped => cut_short(&wording, control.checkpoint().map(Into::into), STOPPED),
        }
    }

    fn wording_of(&self, target: &Target, control: &JobControl) -> Wording {
        wording(&self.settings.redactor, control, target.is_third_party())
    }

    /// Waits until the handler ends, or has to.
    async fn wait_for(&self, mut work: Working, control: &JobControl) -> Ended {
        let (time, ended) = tokio::select! {
            biased;
            returned = &mut work => return Ended::ByItself(returned),
            () = sleep(self.settings.job_timeout) => (CANCEL_GRACE, Ended::TookTooLong),
            () = self.shutdown.stopping() => {
                (self.settings.shutdown_grace.saturating_sub(self.reporting_time()), Ended::Stopped)
            }
        };
        control.cancel();
        tokio::select! {
            biased;
            returned = &mut work => return Ended::ByItself(returned),
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
