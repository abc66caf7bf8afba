//! One invocation of an invoke action: from the event to the answer for Lambda.

use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};

use aws_sdk_codepipeline::Client;
use lambda_runtime::Context;
use tokio::sync::{OwnedMutexGuard, oneshot};
use tokio::time::timeout_at;
use tracing::{Instrument as _, Span};

use super::progress::Progress;
use super::time::Time;
use super::watch::Watched;
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
        let progress = self.jobs.of(target.job_id()).lock_owned();
        let Ok(progress) = timeout_at(time.last(), progress).await else {
            return Err(InvocationError::InHand);
        };
        let reported = match &*progress {
            Progress::Reported => {
                tracing::info!("the event was delivered again: the job has its result");
                return Ok(());
            }
            Progress::Ended(result) => {
                tracing::info!("the event was delivered again: the job's result is sent again");
                let result = result.clone();
                self.send(&self.client, &target, result, time, progress).await
            }
            Progress::New => self.work(target, event, time, progress).await?,
        };
        self.answer(reported)
    }

    /// Lets the handler do the job, and reports how it ended; unless the watchdog has to.
    async fn work(
        &self,
        target: Target,
        event: &Event,
        time: Time,
        progress: OwnedMutexGuard<Progress>,
    ) -> Result<Reported, InvocationError> {
        let parts = match event.invoke_parts(&self.client) {
            Ok(parts) => parts,
            Err(mistake) => {
                let result = self.wording(&JobControl::default()).failure(&mistake);
                return Ok(self.send(&self.client, &target, result, time, progress).await);
            }
        };
        let control = JobControl::default();
        let right = Right::new(progress);
        // Who drops this future lets go of the job.
        let (_in_hand, over) = oneshot::channel();
        let watched = Watched { control: control.clone(), time, stopping: self.stopper.stopping.clone() };
        let watch = self.clone().watch(target.clone(), watched, over, right.clone());
        let mut watch = self.watchdog()?.spawn(watch.in_current_span());
        let mut working = self.handler.start(self.settings.job(parts, &control), Span::current());
        let reported = tokio::select! {
            biased;
            ended = &mut working => {
                // Only now, for the job's credentials may have been renewed.
                let result = returned(&self.wording(&control), ended);
                match right.take() {
                    Some(progress) => return Ok(self.send(&self.client, &target, result, time, progress).await),
                    None => watch.await,
                }
            }
            reported = &mut watch => reported,
        };
        let job_id = || target.job_id().to_owned();
        let reported = reported.map_err(|error| ReportError::abandoned(job_id(), None, &error));
        // It reports a job that it finds in hand, and this one was.
        Ok(reported.and_then(|reported| {
            reported.unwrap_or_else(|| Err(ReportError::abandoned(job_id(), None, &"the watchdog let it go")))
        }))
    }

    /// Reports the job when there is no more time for its handler: on the watchdog. None if somebody else does.
    async fn watch(
        self,
        target: Target,
        watched: Watched,
        over: oneshot::Receiver<()>,
        right: Right,
    ) -> Option<Reported> {
        let message = watched.over(over).await;
        let progress = right.take()?;
        let handed_on = watched.control.checkpoint().map(Into::into);
        let result = cut_short(&self.wording(&watched.control), handed_on, message);
        let (job_id, kept) = (target.job_id().to_owned(), result.clone());
        let sending = self.clone();
        let span = Span::current();
        let sent = self.watchdog().ok()?.connected(async move {
            let client = sending.client_apart();
            sending.send(&client, &target, result, watched.time, progress).instrument(span).await
        });
        Some(sent.await.unwrap_or_else(|error| Err(ReportError::abandoned(job_id, Some(kept), &error))))
    }

    /// Sends a result, and remembers what became of it. In a box, as it is part of several futures.
    fn send<'a>(
        &'a self,
        client: &'a Client,
        target: &'a Target,
        result: JobResult,
        time: Time,
        mut progress: OwnedMutexGuard<Progress>,
    ) -> Pin<Box<dyn Future<Output = Reported> + Send + 'a>> {
        Box::pin(async move {
            // Who stops the function waits for it.
            let _sending = self.stopper.tasks.token();
            *progress = Progress::Ended(result.clone());
            let reported = self.deliver(client, target, &result, time).await;
            if reported.is_ok() {
                *progress = Progress::Reported;
            }
            reported
        })
    }

    async fn deliver(&self, client: &Client, target: &Target, result: &JobResult, time: Time) -> Reported {
        let deliver = || deliver(client, target, result.clone(), time.patience(self.settings.seed));
        let stopping = &self.stopper.stopping;
        if !stopping.is_cancelled() {
            tokio::select! {
                biased;
                reported = deliver() => return reported,
                () = stopping.cancelled() => {}
            }
        }
        // A shutdown leaves no time to wait for an answer that does not come, nor until the next attempt: it is made now. If
        // an earlier one has taken effect, this one is refused, and does no harm.
        deliver().await
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

/// The right to report a job, which has what is remembered of it: whoever takes it first, reports.
#[derive(Clone)]
struct Right(Arc<Mutex<Option<OwnedMutexGuard<Progress>>>>);

impl Right {
    fn new(progress: OwnedMutexGuard<Progress>) -> Self {
        Self(Arc::new(Mutex::new(Some(progress))))
    }

    fn take(&self) -> Option<OwnedMutexGuard<Progress>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}
