//! Finishing what an earlier process left behind.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Semaphore;
use tracing::Instrument as _;

use super::acknowledge::Owner;
use super::backoff::Backoff;
use super::call::call;
use super::engine::Engine;
use super::journal::{Entry, EntryState};
use crate::job::JobParts;
use crate::sdk::reporter::{JobResult, Target};
use crate::{FailureDetails, FailureType};

const FIRST_DELAY: Duration = Duration::from_secs(1);
const LONGEST_DELAY: Duration = Duration::from_mins(1);

/// What becomes of a job whose worker crashed while it was at work on it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Recovery {
    /// It fails with `SystemUnavailable`, so that the pipeline's people can retry the stage. The default.
    #[default]
    Fail,
    /// The handler does it again, from the start: for work that may be done twice.
    Rerun,
}

impl Engine {
    /// Sees a job through that the journal still holds.
    pub(super) async fn recover(self: Arc<Self>, entry: Entry, places: Arc<Semaphore>) {
        let span = tracing::info_span!("job", job_id = entry.job_id, recovered = true);
        async {
            let Some(target) = self.target_of(&entry).await else { return };
            match &entry.state {
                EntryState::Ended(result) => {
                    if entry.nonce.is_none() || self.is_ours_after_all(&target, &entry).await {
                        self.send(&target, result.clone()).await;
                    }
                }
                EntryState::Acknowledged => {
                    if entry.nonce.is_none() {
                        self.in_hand.mark_ours(&entry.job_id);
                    }
                    self.resume(target, entry.client_id, &places).await;
                }
                EntryState::Intended => {
                    if self.is_ours_after_all(&target, &entry).await {
                        let nonce = self.nonce_in_doubt(&entry.job_id, entry.nonce.as_ref());
                        let state = EntryState::Acknowledged;
                        self.journal(Entry { nonce, state, ..entry.clone() }).await;
                        self.resume(target, entry.client_id, &places).await;
                    }
                }
            }
        }
        .instrument(span)
        .await;
    }

    /// Who is asked for the token may be out of order for a while, and the job is ours.
    async fn target_of(&self, entry: &Entry) -> Option<Target> {
        match &entry.client_id {
            None => Some(Target::Custom { job_id: entry.job_id.clone() }),
            Some(client_id) => {
                let mut backoff = Backoff::new(FIRST_DELAY, LONGEST_DELAY);
                loop {
                    if let Some(target) = self.third_party_target(entry.job_id.clone(), client_id).await {
                        return Some(target);
                    }
                    if !backoff.wait(&self.shutdown).await {
                        return None;
                    }
                }
            }
        }
    }

    /// The process ended between an acknowledgement and its answer, which is lost to us: it is sent again.
    async fn is_ours_after_all(&self, target: &Target, entry: &Entry) -> bool {
        let Some(nonce) = &entry.nonce else { return false };
        let since_delivery = self.settings.now().duration_since(entry.at).unwrap_or_default();
        let owner = self.acknowledge(target, nonce, since_delivery, true).await;
        if owner == Owner::Other {
            self.forget(target.job_id());
        }
        owner == Owner::Us
    }

    async fn resume(self: &Arc<Self>, target: Target, client_id: Option<String>, places: &Arc<Semaphore>) {
        if self.settings.recovery == Recovery::Rerun && !self.shutdown.is_stopping() {
            let Ok(place) = Arc::clone(places).acquire_owned().await else { return };
            if let Some(parts) = self.details(&target).await {
                let result = self.work(&target, parts).await;
                return self.finish(&target, client_id, result, Some(place)).await;
            }
        }
        tracing::warn!("the worker was restarted while it was at work on the job");
        let message = "The worker was restarted while it was at work on the job; retry the stage.";
        let details = FailureDetails::new(FailureType::SystemUnavailable, message);
        self.finish(&target, client_id, JobResult::Failure(details), None).await;
    }

    /// What the job is about, asked for anew: the journal holds no secret, and so no credentials.
    async fn details(&self, target: &Target) -> Option<JobParts> {
        match target {
            Target::Custom { job_id } => {
                let request = self.once.get_job_details().job_id(job_id);
                let answer = call(self.settings.attempt_timeout, request.send()).await;
                match answer {
                    Ok(output) => {
                        let details = output.job_details?;
                        Some(JobParts::custom(
                            &self.client,
                            job_id.as_str(),
                            details.account_id,
                            details.data?,
                        ))
                    }
                    Err(trouble) => {
                        tracing::error!(answer = trouble.answer.text, "the job's details cannot be had");
                        None
                    }
                }
            }
            Target::ThirdParty { .. } => self.third_party_parts(target).await.map(|(_, parts)| parts),
        }
    }
}
