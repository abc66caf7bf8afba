//! Two loops as they are commonly written. They poll, acknowledge and report by the same SDK client, with its retries.

pub mod simple;
pub mod threads;

use std::sync::Arc;

use aws_sdk_codepipeline::Client;
use aws_sdk_codepipeline::types::{ActionCategory, ActionOwner, ActionTypeId, FailureType};
use serde_json::Value;

use crate::behaviour::{Behaviour, Did, Known, act};
use crate::life::Life;
use crate::schedule::{SECRET_KEY, World, client_token};

type Error = Box<dyn std::error::Error + Send + Sync>;

/// The operations, for either kind of jobs.
#[derive(Clone)]
struct Api {
    client: Client,
    third_party: bool,
    life: Arc<Life>,
}

/// A job as a poll tells of it.
struct Offer {
    job_id: String,
    nonce: String,
    client_token: Option<String>,
    known: Known,
}

impl Api {
    fn new(world: &World, client: Client, life: Arc<Life>) -> Self {
        Self { client, third_party: world.plan.third_party, life }
    }

    async fn poll(&self, batch: usize) -> Result<Vec<Offer>, Error> {
        let batch = i32::try_from(batch)?;
        let owner = if self.third_party { ActionOwner::ThirdParty } else { ActionOwner::Custom };
        let id = ActionTypeId::builder().category(ActionCategory::Deploy).owner(owner);
        let id = id.provider("Acme").version("1").build()?;
        if !self.third_party {
            let polled = self.client.poll_for_jobs().action_type_id(id).max_batch_size(batch).send().await?;
            let offers = polled.jobs.unwrap_or_default().into_iter().filter_map(|job| {
                let data = job.data?;
                let configuration = data.action_configuration?.configuration?;
                let known = known(|key| configuration.get(key).cloned(), data.continuation_token)?;
                Some(Offer { job_id: job.id?, nonce: job.nonce?, client_token: None, known })
            });
            return Ok(offers.collect());
        }
        let request = self.client.poll_for_third_party_jobs().action_type_id(id).max_batch_size(batch);
        let polled = request.send().await?;
        let mut offers = Vec::new();
        for job in polled.jobs.unwrap_or_default() {
            let (Some(job_id), Some(client_id)) = (job.job_id, job.client_id) else { continue };
            let token = client_token(&client_id);
            let request = self.client.get_third_party_job_details().job_id(&job_id).client_token(&token);
            let Some(details) = request.send().await?.job_details else { continue };
            let Some(data) = details.data else { continue };
            let configuration = data.action_configuration.and_then(|action| action.configuration);
            let configuration = configuration.unwrap_or_default();
            let known = known(|key| configuration.get(key).cloned(), data.continuation_token);
            let (Some(nonce), Some(known)) = (details.nonce, known) else { continue };
            offers.push(Offer { job_id, nonce, client_token: Some(token), known });
        }
        Ok(offers)
    }

    /// Whether the answer says that the job is in progress.
    async fn acknowledge(&self, offer: &Offer) -> Result<bool, Error> {
        let (job_id, nonce) = (&offer.job_id, &offer.nonce);
        let status = match &offer.client_token {
            None => self.client.acknowledge_job().job_id(job_id).nonce(nonce).send().await?.status,
            Some(token) => {
                let request = self.client.acknowledge_third_party_job().job_id(job_id).nonce(nonce);
                request.client_token(token).send().await?.status
            }
        };
        Ok(status.is_some_and(|status| status.as_str() == "InProgress"))
    }

    async fn succeed(&self, offer: &Offer, continuation: Option<String>) -> Result<(), Error> {
        let job_id = &offer.job_id;
        match &offer.client_token {
            None => {
                let request = self.client.put_job_success_result().job_id(job_id);
                request.set_continuation_token(continuation).send().await?;
            }
            Some(token) => {
                let request = self.client.put_third_party_job_success_result().job_id(job_id);
                let request = request.client_token(token).set_continuation_token(continuation);
                request.send().await?;
            }
        }
        Ok(())
    }

    async fn fail(&self, offer: &Offer, message: &str) -> Result<(), Error> {
        let job_id = &offer.job_id;
        let details = aws_sdk_codepipeline::types::FailureDetails::builder().r#type(FailureType::JobFailed);
        let details = details.message(message).build()?;
        match &offer.client_token {
            None => {
                self.client.put_job_failure_result().job_id(job_id).failure_details(details).send().await?;
            }
            Some(token) => {
                let request = self.client.put_third_party_job_failure_result().job_id(job_id);
                request.client_token(token).failure_details(details).send().await?;
            }
        }
        Ok(())
    }

    /// The handler's work. `Err` is for an exception, a panic among them.
    async fn act(&self, offer: &Offer) -> Result<Did, Error> {
        let known = Known {
            behaviour: offer.known.behaviour,
            token: offer.known.token.clone(),
            secret: offer.known.secret.clone(),
        };
        match known.behaviour {
            Behaviour::Panic => return Err("a bug".into()),
            // Nobody tells these handlers to end.
            Behaviour::Checkpoint | Behaviour::Late(_) if known.token.is_none() => {
                return std::future::pending().await;
            }
            _ => {}
        }
        tokio::select! {
            biased;
            () = self.life.over().cancelled() => std::future::pending().await,
            did = act(&known) => Ok(did.unwrap_or_else(|| Did::Fail("the bucket stays shut".into()))),
        }
    }
}

fn known(value: impl Fn(&str) -> Option<String>, token: Option<String>) -> Option<Known> {
    let parameters: Value = serde_json::from_str(&value("UserParameters")?).ok()?;
    let behaviour = serde_json::from_value(parameters).ok()?;
    Some(Known { behaviour, token, secret: value(SECRET_KEY)? })
}
