//! Claiming a job that a poll handed out.
//!
//! A worker may go on only if the answer is `InProgress`; `InvalidNonceException` says that the job is another worker's
//! (AWS CodePipeline User Guide, "Create and add a custom action"). Neither says whether an acknowledgement whose answer
//! was lost has taken effect, and there is no operation that does.

use std::borrow::Cow;
use std::time::Duration;

use aws_sdk_codepipeline::types::JobStatus;
use tokio::time::Instant;

use super::backoff::Backoff;
use super::call::{Trouble, call};
use super::engine::Engine;
use super::in_hand::NewerNonce;
use crate::sdk::reporter::Target;

const FIRST_DELAY: Duration = Duration::from_millis(200);
const LONGEST_DELAY: Duration = Duration::from_secs(5);
/// How long an acknowledgement is tried that has not taken effect: the job will be handed out again.
const PATIENCE: Duration = Duration::from_secs(30);

/// What it means for a job of a custom action that its acknowledgement was lost, and that the next one is answered
/// `InvalidNonceException`: either the first one has taken effect, or CodePipeline has handed the job to another worker
/// in the meantime, or will. What AWS says does not tell the two apart. A job that CodePipeline hands to this worker again
/// is acknowledged with its newer nonce before that is asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum LostAcknowledgement {
    /// The job is left alone: so nothing is ever sent for a job of another worker, but if it was ours, it stays without a
    /// result until it times out. The default.
    #[default]
    LeaveAlone,
    /// The job is ours if no more than this has passed since it was handed out: CodePipeline does not hand it out again
    /// any sooner. AWS does not say how long that is. It costs a third durable write a job.
    OursWithin(Duration),
    /// The job is ours: no other worker polls for this action type. It costs a third durable write a job, too.
    Ours,
}

impl LostAcknowledgement {
    /// Whether a job is ours whose acknowledgement was lost so long after it was handed out.
    fn is_ours(self, since_delivery: Duration) -> bool {
        match self {
            Self::LeaveAlone => false,
            Self::OursWithin(time) => since_delivery <= time,
            Self::Ours => true,
        }
    }

    /// Whether it can matter after a crash that a job was about to be acknowledged.
    pub(super) fn is_worth_recording(self) -> bool {
        self != Self::LeaveAlone
    }
}

/// Whose a job is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Owner {
    /// Ours: it has to end with a result of ours.
    Us,
    /// Not ours: nothing may be sent for it.
    Other,
    /// It cannot be told now, but may be at the next start.
    Unknown,
}

/// What comes after a refused acknowledgement.
enum Refused {
    /// It is decided whose the job is.
    Over(Owner),
    /// The job was handed out again, and is to be acknowledged with this nonce.
    HandedOutAgain { nonce: String },
}

/// The nonce that a job was last handed out with.
enum Latest {
    Is(String),
    /// Only a third-party job's details tell it.
    Untold,
    /// The worker is to end.
    Stopped,
}

impl Engine {
    /// Acknowledges a job, until it is known whose it is.
    /// It is ambiguous from the start if an earlier process may have sent it before.
    pub(super) async fn acknowledge(
        &self,
        target: &Target,
        nonce: &str,
        since_delivery: Duration,
        mut ambiguous: bool,
    ) -> Owner {
        let began = Instant::now();
        let since_delivery = || since_delivery + began.elapsed();
        let mut backoff = Backoff::new(FIRST_DELAY, LONGEST_DELAY);
        let mut nonce = Cow::Borrowed(nonce);
        loop {
            let trouble = match self.acknowledge_once(target, &nonce).await {
                Ok(Some(JobStatus::InProgress)) => {
                    self.in_hand.mark_ours(target.job_id());
                    return Owner::Us;
                }
                Ok(status) => {
                    tracing::info!(?status, "the job is in no state to be worked on");
                    return Owner::Other;
                }
                Err(trouble) => trouble,
            };
            if trouble.is("InvalidNonceException") || trouble.is("InvalidJobStateException") {
                match self.after_refusal(target, &nonce, ambiguous, since_delivery()).await {
                    Refused::Over(owner) => return owner,
                    Refused::HandedOutAgain { nonce: newer } => nonce = Cow::Owned(newer),
                }
                continue;
            }
            if !trouble.is_passing() {
                tracing::error!(answer = trouble.answer.text, "the job cannot be acknowledged");
                return Owner::Other;
            }
            ambiguous |= trouble.may_have_taken_effect();
            tracing::warn!(answer = trouble.answer.text, "the acknowledgement did not get through");
            let matters = ambiguous && self.settings.lost_acknowledgement.is_worth_recording();
            if self.shutdown.is_stopping() || (!matters && since_delivery() > PATIENCE) {
                return if matters { Owner::Unknown } else { Owner::Other };
            }
            // If the worker is to end, it is tried once more.
            backoff.wait(&self.shutdown).await;
        }
    }

    async fn acknowledge_once(&self, target: &Target, nonce: &str) -> Result<Option<JobStatus>, Trouble> {
        let limit = self.settings.attempt_timeout;
        match target {
            Target::Custom { job_id } => {
                let request = self.once.acknowledge_job().job_id(job_id).nonce(nonce);
                Ok(call(limit, request.send()).await?.status)
            }
            Target::ThirdParty { job_id, client_token, .. } => {
                let request = self.once.acknowledge_third_party_job().job_id(job_id).nonce(nonce);
                let request = request.client_token(client_token.as_str());
                Ok(call(limit, request.send()).await?.status)
            }
        }
    }

    /// What a refused acknowledgement means: the nonce is not, or no longer, the one to acknowledge the job with.
    async fn after_refusal(
        &self,
        target: &Target,
        nonce: &str,
        ambiguous: bool,
        since_delivery: Duration,
    ) -> Refused {
        if let Some(newer) = self.newer_nonce(target).await {
            return Refused::HandedOutAgain { nonce: newer };
        }
        if !ambiguous {
            tracing::info!("the job is another worker's");
            return Refused::Over(Owner::Other);
        }
        let policy = self.settings.lost_acknowledgement;
        if policy.is_ours(since_delivery) {
            match self.latest_nonce(target).await {
                Latest::Stopped => return Refused::Over(Owner::Unknown),
                Latest::Is(latest) if latest != nonce => {
                    // Another worker has it, where there is one.
                    if policy == LostAcknowledgement::Ours {
                        return Refused::HandedOutAgain { nonce: latest };
                    }
                }
                Latest::Is(_) | Latest::Untold => return Refused::Over(Owner::Us),
            }
        }
        tracing::error!(
            "the answer to the job's acknowledgement was lost, and it cannot be told whether the job is ours: it is \
             left alone (see `LostAcknowledgement`)"
        );
        Refused::Over(Owner::Other)
    }

    /// The nonce of a job that was handed out to this worker again, and is not certainly ours.
    pub(super) async fn newer_nonce(&self, target: &Target) -> Option<String> {
        match self.in_hand.newer_nonce(target.job_id())? {
            NewerNonce::Told(nonce) => Some(nonce),
            // It may have been handed to another worker since.
            NewerNonce::InDetails if self.settings.lost_acknowledgement != LostAcknowledgement::Ours => None,
            NewerNonce::InDetails => match self.latest_nonce(target).await {
                Latest::Is(nonce) => Some(nonce),
                Latest::Untold | Latest::Stopped => None,
            },
        }
    }

    /// The nonce that a job was last handed out with, to whichever worker: asked until there is an answer.
    async fn latest_nonce(&self, target: &Target) -> Latest {
        let mut backoff = Backoff::new(FIRST_DELAY, LONGEST_DELAY);
        loop {
            match self.third_party_details(target).await {
                Ok(details) => {
                    return details.and_then(|details| details.nonce).map_or(Latest::Untold, Latest::Is);
                }
                Err(trouble) if !trouble.is_passing() => return Latest::Untold,
                Err(trouble) => {
                    tracing::warn!(answer = trouble.answer.text, "the job's nonce cannot be had");
                }
            }
            if !backoff.wait(&self.shutdown).await {
                return Latest::Stopped;
            }
        }
    }
}
