//! Asking for jobs.

use aws_sdk_codepipeline::types::JobData;
use tokio::time::Instant;

use super::call::{Trouble, call};
use super::engine::Engine;
use super::metrics;
use super::pace::Polled;
use super::source::Kind;

/// A job that a poll handed out.
#[derive(Debug)]
pub(super) struct Offer {
    pub job_id: String,
    pub handed_out: Instant,
    pub of: OfferOf,
}

#[derive(Debug)]
pub(super) enum OfferOf {
    Custom {
        nonce: String,
        account_id: Option<String>,
        data: Box<JobData>,
    },
    /// What it is about is told to those who show the client's token.
    ThirdParty {
        client_id: String,
    },
}

impl Engine {
    /// The jobs that wait, no more than there are places. What is wrong with the poll otherwise has been logged.
    pub(super) async fn poll(&self, places: usize) -> Result<Vec<Offer>, Polled> {
        let answer = tokio::select! {
            biased;
            // What an abandoned poll was handed is not acknowledged, and handed out again.
            () = self.shutdown.stopping() => return Err(Polled::Lost),
            answer = self.poll_once(places) => answer,
        };
        answer.inspect(|offers| metrics::polled(offers.len())).map_err(|trouble| {
            metrics::poll_failed();
            self.health.not_polled(&trouble.answer.text);
            if trouble.is_passing() {
                tracing::warn!(answer = trouble.answer.text, "polling did not get through");
                Polled::Lost
            } else {
                tracing::error!(
                    answer = trouble.answer.text,
                    action_type = %self.source.action_type,
                    "polling is refused; check region, action type and permissions"
                );
                Polled::Refused
            }
        })
    }

    async fn poll_once(&self, places: usize) -> Result<Vec<Offer>, Trouble> {
        let limit = self.settings.attempt_timeout;
        let batch = i32::try_from(places).unwrap_or(i32::MAX);
        let handed_out = Instant::now();
        match self.source.kind {
            Kind::Custom { .. } => {
                let request = self.once.poll_for_jobs().set_action_type_id(self.source.action_type_id());
                let request = request.set_query_param(self.source.query()).max_batch_size(batch);
                let jobs = call(limit, request.send()).await?.jobs.unwrap_or_default();
                let offers = jobs.into_iter().filter_map(|job| {
                    let of = OfferOf::Custom {
                        nonce: job.nonce?,
                        account_id: job.account_id,
                        data: Box::new(job.data?),
                    };
                    Some(Offer { job_id: job.id?, handed_out, of })
                });
                Ok(offers.collect())
            }
            Kind::ThirdParty { .. } => {
                let request = self.once.poll_for_third_party_jobs();
                let request = request.set_action_type_id(self.source.action_type_id());
                let request = request.max_batch_size(batch);
                let jobs = call(limit, request.send()).await?.jobs.unwrap_or_default();
                let offers = jobs.into_iter().filter_map(|job| {
                    let of = OfferOf::ThirdParty { client_id: job.client_id? };
                    Some(Offer { job_id: job.job_id?, handed_out, of })
                });
                Ok(offers.collect())
            }
        }
    }
}
