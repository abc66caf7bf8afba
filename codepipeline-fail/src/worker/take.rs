//! One job, from the offer to the accepted result.

use std::sync::Arc;
use std::time::SystemTime;

use aws_sdk_codepipeline::types::ThirdPartyJobDetails;
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::Instant;
use tracing::Instrument as _;

use super::acknowledge::Owner;
use super::call::{Trouble, call};
use super::engine::Engine;
use super::in_hand::NewerNonce;
use super::journal::{Entry, EntryState};
use super::poll::{Offer, OfferOf};
use super::source::Kind;
use crate::job::JobParts;
use crate::sdk::reporter::Target;

/// A job that may be worked on, once it is acknowledged.
pub(super) struct Claim {
    pub target: Target,
    pub client_id: Option<String>,
    pub nonce: Option<String>,
    pub parts: JobParts,
}

impl Engine {
    /// Sees an offered job through. While its result is delivered, its place is free for another job.
    pub(super) async fn take(self: Arc<Self>, offer: Offer, place: OwnedSemaphorePermit) {
        let Some(_in_hand) = self.in_hand.take(&offer.job_id) else {
            tracing::debug!(
                job_id = offer.job_id,
                "the job was handed out again, but is in hand or reported"
            );
            let nonce = match offer.of {
                OfferOf::Custom { nonce, .. } => NewerNonce::Told(nonce),
                OfferOf::ThirdParty { .. } => NewerNonce::InDetails,
            };
            self.in_hand.handed_out_again(&offer.job_id, nonce);
            return;
        };
        let span = tracing::info_span!(
            "job",
            job_id = offer.job_id,
            pipeline = tracing::field::Empty,
            action = tracing::field::Empty
        );
        async {
            let handed_out = offer.handed_out;
            let Some(claim) = self.claim(offer).await else { return };
            // One that is not acknowledged is handed out again, to a worker that stays.
            if !self.shutdown.is_stopping() && self.acquire(&claim, handed_out).await {
                let result = self.work(&claim.target, claim.parts).await;
                self.finish(&claim.target, claim.client_id, result, Some(place)).await;
            }
        }
        .instrument(span)
        .await;
    }

    /// All that is needed to acknowledge a job and to work on it.
    async fn claim(&self, offer: Offer) -> Option<Claim> {
        match offer.of {
            OfferOf::Custom { nonce, account_id, data } => {
                let mut parts = JobParts::custom(&self.client, offer.job_id.clone(), account_id, *data);
                parts.received = offer.handed_out;
                let target = Target::Custom { job_id: offer.job_id };
                Some(Claim { target, client_id: None, nonce: Some(nonce), parts })
            }
            OfferOf::ThirdParty { client_id } => self.claim_third_party(offer.job_id, client_id).await,
        }
    }

    async fn claim_third_party(&self, job_id: String, client_id: String) -> Option<Claim> {
        // Without its details it is not acknowledged, and handed out again.
        let target = self.third_party_target(job_id, &client_id).await?;
        let (nonce, parts) = self.third_party_parts(&target).await?;
        Some(Claim { target, client_id: Some(client_id), nonce, parts })
    }

    /// The latest nonce of a third-party job, and what it is about.
    pub(super) async fn third_party_parts(&self, target: &Target) -> Option<(Option<String>, JobParts)> {
        let Target::ThirdParty { job_id, client_token, .. } = target else { return None };
        let received = Instant::now();
        let details = match self.third_party_details(target).await {
            Ok(details) => details?,
            Err(trouble) => {
                tracing::error!(answer = trouble.answer.text, "the job's details cannot be had");
                return None;
            }
        };
        let mut parts = JobParts::third_party(&self.client, job_id, client_token.as_str(), details.data?);
        parts.received = received;
        Some((details.nonce, parts))
    }

    /// What CodePipeline tells of a third-party job, to those who show its client's token.
    pub(super) async fn third_party_details(
        &self,
        target: &Target,
    ) -> Result<Option<ThirdPartyJobDetails>, Trouble> {
        let Target::ThirdParty { job_id, client_token, .. } = target else { return Ok(None) };
        let request = self.once.get_third_party_job_details().job_id(job_id);
        let request = request.client_token(client_token.as_str());
        Ok(call(self.settings.attempt_timeout, request.send()).await?.job_details)
    }

    /// The target that a client's token opens.
    pub(super) async fn third_party_target(&self, job_id: String, client_id: &str) -> Option<Target> {
        let Kind::ThirdParty { tokens } = &self.source.kind else { return None };
        match tokens.of(client_id).await {
            Ok(token) => Some(Target::third_party(job_id, token)),
            Err(error) => {
                let error = self.settings.redactor.redact(&error.to_string()).into_owned();
                tracing::error!(job_id, client_id, "there is no token for the job's client: {error}");
                None
            }
        }
    }

    /// Makes a job ours: afterwards it has to end with a result of ours.
    async fn acquire(&self, claim: &Claim, handed_out: Instant) -> bool {
        let Some(nonce) = &claim.nonce else { return false };
        let records_intent = self.settings.lost_acknowledgement.is_worth_recording();
        if records_intent {
            self.journal(self.entry(claim, handed_out, EntryState::Intended)).await;
        }
        match self.acknowledge(&claim.target, nonce, handed_out.elapsed(), false).await {
            // Also after the intention: what was told once is not to be asked again after a crash.
            Owner::Us => {
                self.journal(self.entry(claim, handed_out, EntryState::Acknowledged)).await;
                true
            }
            Owner::Other => {
                self.forget(claim.target.job_id());
                false
            }
            Owner::Unknown => false,
        }
    }

    /// How a job is written down.
    fn entry(&self, claim: &Claim, handed_out: Instant, state: EntryState) -> Entry {
        Entry {
            job_id: claim.target.job_id().to_owned(),
            client_id: claim.client_id.clone(),
            nonce: self.nonce_in_doubt(claim.target.job_id(), claim.nonce.as_ref()),
            at: self.settings.now().checked_sub(handed_out.elapsed()).unwrap_or(SystemTime::UNIX_EPOCH),
            state,
        }
    }

    /// The nonce of a job, unless CodePipeline has said that the job is ours: then it matters no more.
    pub(super) fn nonce_in_doubt(&self, job_id: &str, nonce: Option<&String>) -> Option<String> {
        nonce.filter(|_| !self.in_hand.is_certain(job_id)).cloned()
    }
}
