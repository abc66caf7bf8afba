//! One invocation of an invoke action: from the event to the answer for Lambda.

use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use aws_sdk_codepipeline::Client;
use lambda_runtime::Context;
use tokio::sync::{OwnedMutexGuard, oneshot};
use tokio::time::timeout_at;
use tokio_util::sync::CancellationToken;
use tracing::{Instrument as _, Span};

use super::progress::Progress;
use super::time::Time;
use super::watch::Watched;
use super::{Action, Event, InvocationError};
use crate::job::JobControl;
use crate::sdk::reporter::{Target, deliver};
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
        let time = self.function.time(&context);
        self.report_once(Target::Custom { job_id }, &event, time).instrument(span).await
    }

    async fn report_once(&self, target: Target, event: &Event, time: Time) -> Result<(), InvocationError> {
        target.check().map_err(InvocationError::NotReported)?;
        let progress = self.jobs.of(target.job_id()).lock_owned();
        let Ok(progress) = timeout_at(time.last(), progress).await else {
            return Err(InvocationError::InHand);
        };
        if let Progress::Reported = &*progress {
            tracing::info!("the event was delivered again: the job has its result");
            return Ok(());
        }
        let reported = self.work(target, event, time, progress).await?;
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
        let (control, in_hand) = (JobControl::default(), InHand::new(progress));
        // Who drops this future lets go of the job.
        let (_working, over) = oneshot::channel();
        let watched = self.function.watched(&control, time);
        let watch = self.clone().watch(target.clone(), watched, over, in_hand.clone());
        let mut watch = self.function.watchdog()?.spawn(watch.in_current_span());
        let report = Box::pin(async {
            let result = match in_hand.result() {
                Some(result) => {
                    tracing::info!("the event was delivered again: the job's result is sent again");
                    result
                }
                None => {
                    let parts = event.invoke_parts(&self.client);
                    in_hand.end(self.function.result(parts, &control).await)
                }
            };
            if in_hand.is_over() {
                // The watchdog has sent it meanwhile, and is waited for below.
                std::future::pending::<()>().await;
            }
            self.send(&self.client, &target, result, time, &in_hand).await
        });
        let reported = tokio::select! {
            biased;
            reported = report => return Ok(reported),
            reported = &mut watch => reported,
        };
        let abandoned =
            |why: &dyn std::fmt::Display| Err(ReportError::abandoned(target.job_id().to_owned(), None, why));
        // It reports a job that it finds in hand, and this one was.
        Ok(reported.map_or_else(
            |error| abandoned(&error),
            |reported| reported.unwrap_or_else(|| abandoned(&"the watchdog let it go")),
        ))
    }

    /// Reports the job when there is no more time: its result, if it has one that did not get through, or else that it was
    /// cut short. On the watchdog. None if the job is reported.
    async fn watch(
        self,
        target: Target,
        watched: Watched,
        over: oneshot::Receiver<()>,
        in_hand: InHand,
    ) -> Option<Reported> {
        let message = watched.over(over).await;
        if in_hand.is_over() {
            return None;
        }
        let cut_short = || self.function.cut_short(&watched.control, message);
        let result = in_hand.result().unwrap_or_else(|| in_hand.end(cut_short()));
        let (job_id, kept) = (target.job_id().to_owned(), result.clone());
        let sending = self.clone();
        let span = Span::current();
        let sent = self.function.watchdog().ok()?.connected(async move {
            let client = sending.client_apart();
            tokio::select! {
                biased;
                reported = sending.send(&client, &target, result, watched.time, &in_hand).instrument(span) => Some(reported),
                // The invocation has got it through, and may have ended: nothing is sent behind its back.
                () = in_hand.over.cancelled() => None,
            }
        });
        sent.await.unwrap_or_else(|error| Some(Err(ReportError::abandoned(job_id, Some(kept), &error))))
    }

    /// Sends a result, and remembers what became of it. In a box, as it is part of several futures.
    fn send<'a>(
        &'a self,
        client: &'a Client,
        target: &'a Target,
        result: JobResult,
        time: Time,
        in_hand: &'a InHand,
    ) -> Pin<Box<dyn Future<Output = Reported> + Send + 'a>> {
        Box::pin(async move {
            let deliver =
                || deliver(client, target, result.clone(), time.patience(self.function.settings().seed));
            let stopping = &self.function.stopper.stopping;
            let reported = tokio::select! {
                biased;
                reported = deliver(), if !stopping.is_cancelled() => reported,
                // A shutdown leaves no time to wait for an answer that does not come, nor until the next attempt: it is made
                // now. If an earlier one has taken effect, this one is refused, and does no harm.
                () = stopping.cancelled() => deliver().await,
            };
            in_hand.sent(reported.is_ok());
            reported
        })
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
            JobResult::Failure(details) if self.function.settings().propagates_errors => {
                Err(InvocationError::Failed(details.clone()))
            }
            JobResult::Failure(_) | JobResult::Success(_) => Ok(()),
        }
    }
}

/// A job in hand, as the invocation and the watchdog share it: whoever ends it first, its result is the job's.
#[derive(Clone)]
struct InHand {
    state: Arc<Mutex<State>>,
    /// Cancelled when the result was sent, or cannot be.
    over: CancellationToken,
}

struct State {
    /// Nobody else works on the job as long as this is here.
    progress: OwnedMutexGuard<Progress>,
    result: Option<JobResult>,
}

impl InHand {
    fn new(progress: OwnedMutexGuard<Progress>) -> Self {
        let result = if let Progress::Ended(result) = &*progress { Some(result.clone()) } else { None };
        Self { state: Arc::new(Mutex::new(State { progress, result })), over: CancellationToken::new() }
    }

    /// Ends the job with this result, unless it has one; the one that it has now.
    fn end(&self, result: JobResult) -> JobResult {
        let mut state = self.state();
        if let Some(earlier) = &state.result {
            return earlier.clone();
        }
        *state.progress = Progress::Ended(result.clone());
        state.result.insert(result).clone()
    }

    fn result(&self) -> Option<JobResult> {
        self.state().result.clone()
    }

    /// Somebody is done with sending the result.
    fn sent(&self, is_reported: bool) {
        if is_reported {
            *self.state().progress = Progress::Reported;
        }
        self.over.cancel();
    }

    fn is_over(&self) -> bool {
        self.over.is_cancelled()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
