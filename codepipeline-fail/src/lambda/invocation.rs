//! One invocation of an invoke action: from the event to the answer for Lambda.

use lambda_runtime::Context;
use tokio::sync::{OwnedMutexGuard, oneshot};
use tokio::task::JoinError;
use tokio::time::timeout_at;
use tracing::{Instrument as _, Span};

use super::progress::Progress;
use super::time::Time;
use super::watch::{Watch, Watched};
use super::watchdog::Watchdog;
use super::{Action, Event, InvocationError};
use crate::ending::{cut_short, returned, wording};
use crate::job::JobControl;
use crate::sdk::reporter::{Target, Wording, deliver};
use crate::{Delivery, JobResult, Report, ReportError};

type Reported = Result<Report, ReportError>;

impl Action {
    /// Does the job, if it is not done, and sees to it that its result is reported.
    pub(super) async fn invoke(self, event: Event, context: Context) -> Result<(), InvocationError> {
        let Some(job_id) = event.job_id().map(str::to_owned) else {
            tracing::error!("{}", InvocationError::NoJobId);
            return Err(InvocationError::NoJobId);
        };
        let span = tracing::info_span!("job", job_id);
        let time = Time::until(context.deadline(), self.settings.clock.now(), self.settings.margin);
        self.report_once(Target::Custom { job_id }, &event, time).instrument(span).await
    }

    async fn report_once(&self, target: Target, event: &Event, time: Time) -> Result<(), InvocationError> {
        target.check().map_err(InvocationError::NotReported)?;
        let watchdog = self.watchdog()?;
        let progress = self.jobs.of(target.job_id()).lock_owned();
        let Ok(progress) = timeout_at(time.stop, progress).await else { return Err(InvocationError::InHand) };
        let reported = match &*progress {
            Progress::Reported => {
                tracing::info!("the event was delivered again: the job has its result");
                return Ok(());
            }
            Progress::Ended(result) => {
                tracing::info!("the event was delivered again: the job's result is sent again");
                let (result, job_id) = (result.clone(), target.job_id().to_owned());
                let sent = self.clone().send(target, result, time, progress).in_current_span();
                watchdog.spawn(sent).await.unwrap_or_else(|error| abandoned(job_id, &error))
            }
            Progress::New => self.work(watchdog, target, event, time, progress).await,
        };
        self.answer(reported)
    }

    /// Lets the handler do the job while the watchdog waits for the result.
    async fn work(
        &self,
        watchdog: &Watchdog,
        target: Target,
        event: &Event,
        time: Time,
        progress: OwnedMutexGuard<Progress>,
    ) -> Reported {
        let job_id = target.job_id().to_owned();
        let control = JobControl::default();
        let (result, received) = oneshot::channel();
        let stopping = self.stopper.stopping.clone();
        let watched = Watched { control: control.clone(), time, stopping };
        let report = self.clone().watch(target, watched, received, progress);
        let mut report = watchdog.spawn(report.in_current_span());
        let parts = match event.invoke_parts(&self.client) {
            Ok(parts) => parts,
            Err(mistake) => {
                // Who received it, reports it.
                let _ = result.send(self.wording(&control).failure(&mistake));
                return report.await.unwrap_or_else(|error| abandoned(job_id, &error));
            }
        };
        let job = self.settings.job(parts, &control);
        let mut working = self.handler.start(job, Span::current());
        tokio::select! {
            biased;
            ended = &mut working => {
                // Only now, for the job's credentials may have been renewed. If it is too late, the job is reported already.
                let _ = result.send(returned(&self.wording(&control), ended));
                report.await
            }
            report = &mut report => report,
        }
        .unwrap_or_else(|error| abandoned(job_id, &error))
    }

    /// Waits for the job's result, or until there is no more time, and reports it: on the watchdog.
    async fn watch(
        self,
        target: Target,
        watched: Watched,
        result: oneshot::Receiver<JobResult>,
        progress: OwnedMutexGuard<Progress>,
    ) -> Reported {
        let result = match watched.end(result).await {
            Watch::Ended(result) => result,
            Watch::CutShort(message) => {
                let handed_on = watched.control.checkpoint().map(Into::into);
                cut_short(&self.wording(&watched.control), handed_on, message)
            }
        };
        self.send(target, result, watched.time, progress).await
    }

    /// Sends a result, and remembers what became of it.
    async fn send(
        self,
        target: Target,
        result: JobResult,
        time: Time,
        mut progress: OwnedMutexGuard<Progress>,
    ) -> Reported {
        *progress = Progress::Ended(result.clone());
        let reported = deliver(&self.reporting, &target, result, time.patience(self.settings.seed)).await;
        if reported.is_ok() {
            *progress = Progress::Reported;
        }
        reported
    }

    /// What Lambda is told.
    fn answer(&self, reported: Reported) -> Result<(), InvocationError> {
        let report = reported.map_err(|error| {
            tracing::error!("{error}");
            InvocationError::NotReported(error)
        })?;
        if report.delivery() == Delivery::AlreadyFinal {
            tracing::warn!("the job had ended before: it timed out, or the event was delivered before");
        }
        tracing::info!(result = %report.result(), attempts = report.attempts(), "the job is reported");
        match report.result() {
            JobResult::Failure(details) if self.settings.propagates_errors => {
                Err(InvocationError::Failed(details.clone()))
            }
            JobResult::Failure(_) | JobResult::Success(_) => Ok(()),
        }
    }

    fn wording(&self, control: &JobControl) -> Wording {
        wording(&self.settings.redactor, control, false)
    }
}

/// The watchdog is no more.
fn abandoned(job_id: String, error: &JoinError) -> Reported {
    Err(ReportError::abandoned(job_id, None, error))
}
