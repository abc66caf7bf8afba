//! One job at a time: acknowledge, try, and report a failure for whatever was raised.

use std::sync::Arc;

use aws_sdk_codepipeline::Client;
use tokio::time::sleep;

use super::{Api, Error, Offer};
use crate::behaviour::Did;
use crate::life::Life;
use crate::schedule::World;

pub async fn process(world: Arc<World>, client: Client, life: Arc<Life>) {
    let api = Api::new(&world, client, life);
    loop {
        for offer in api.poll(world.plan.settings.concurrency).await.unwrap_or_default() {
            if api.acknowledge(&offer).await.is_err() {
                continue;
            }
            if let Err(error) = attempt(&api, &offer).await {
                let _ = api.fail(&offer, &error.to_string()).await;
            }
        }
        sleep(world.plan.settings.poll_interval).await;
    }
}

async fn attempt(api: &Api, offer: &Offer) -> Result<(), Error> {
    match api.act(offer).await? {
        Did::Succeed(_) => api.succeed(offer, None).await,
        Did::HandOn(token) => api.succeed(offer, Some(token)).await,
        Did::Fail(message) => Err(message.into()),
    }
}
