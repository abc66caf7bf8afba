//! Delivering a result, and remembering it until it is.

use std::time::Duration;

use tokio::sync::OwnedSemaphorePermit;

use super::acknowledge::Owner;
use super::engine::Engine;
use super::journal::{Entry, EntryState};
use super::metrics;
use crate::sdk::reporter::{Delivery, JobResult, ReportErrorKind, Target, deliver};

impl Engine {
    /// Writes down the result of a job that is ours, and delivers it, however long that takes. Meanwhile the job's place
    /// is given to another, unless as many results as there are places wait already: who cannot report jobs takes no more.
    pub(super) async fn finish(
        &self,
        target: &Target,
        client_id: Option<String>,
        result: JobResult,
        place: Option<OwnedSemaphorePermit>,
    ) {
        let mut entry = Entry {
            job_id: target.job_id().to_owned(),
            client_id,
            nonce: None,
            at: self.settings.now(),
            state: EntryState::Ended(result.clone()),
        };
        let written = self.journal(entry.clone());
        let reporting = async {
            // It is never closed.
            let reporting = self.reporting.acquire().await;
            drop(place);
            reporting
        };
        let ((), _reporting) = tokio::join!(biased; written, reporting);
        // One that was taken for ours without an answer and handed out again is not ours, but can be made so.
        if let Some(nonce) = self.newer_nonce(target).await {
            // If it is not known before the end whether it is ours now, the next start goes on from here.
            entry.nonce = Some(nonce.clone());
            self.journal(entry).await;
            let owner = self.acknowledge(target, &nonce, Duration::ZERO, true).await;
            if owner == Owner::Unknown && self.journal.is_some() {
                return;
            }
        }
        self.send(target, result).await;
    }

    /// Sends a result that the journal has.
    pub(super) async fn send(&self, target: &Target, result: JobResult) {
        let undelivered = self.health.deliver();
        metrics::undelivered(self.health.undelivered());
        match deliver(&self.once, target, result, self.settings.patience()).await {
            Ok(report) => {
                if report.delivery() == Delivery::AlreadyFinal {
                    tracing::warn!(
                        "the job had ended before: it timed out, or somebody else reported for it"
                    );
                }
                tracing::info!(result = %report.result(), attempts = report.attempts(), "the job is reported");
                metrics::reported(&report);
                // The second attempt's refusal would also be that of a job that only seemed to be ours.
                if report.attempts() == 1 && report.delivery() == Delivery::Accepted
                    || self.in_hand.is_certain(target.job_id())
                {
                    self.in_hand.mark_reported(target.job_id());
                }
                self.forget(target.job_id());
            }
            Err(error) => {
                tracing::error!("{error}");
                metrics::not_reported(error.kind());
                // What may yet succeed waits for the next start; what CodePipeline refuses for good would wait for ever.
                let is_final = matches!(
                    error.kind(),
                    ReportErrorKind::JobNotFound | ReportErrorKind::Refused | ReportErrorKind::InvalidJobId
                );
                if is_final {
                    self.forget(target.job_id());
                }
            }
        }
        drop(undelivered);
        metrics::undelivered(self.health.undelivered());
    }
}
