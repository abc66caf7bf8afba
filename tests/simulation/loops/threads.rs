//! A thread for each job whose status is right; what a thread raises is logged.

use std::sync::Arc;

use aws_sdk_codepipeline::Client;
use tokio::task::JoinSet;
use tokio::time::sleep;

use super::{Api, Error, Offer};
use crate::behaviour::Did;
use crate::life::Life;
use crate::schedule::World;

pub async fn process(world: Arc<World>, client: Client, life: Arc<Life>) {
    let api = Api::new(&world, client, life);
    let mut threads = JoinSet::new();
    loop {
        while threads.try_join_next().is_some() {}
        let free = world.plan.settings.concurrency.saturating_sub(threads.len());
        if free > 0 {
            for offer in api.poll(free).await.unwrap_or_default() {
                let api = api.clone();
                threads.spawn(async move {
                    let _logged = one(&api, &offer).await;
                });
            }
        }
        sleep(world.plan.settings.poll_interval).await;
    }
}

async fn one(api: &Api, offer: &Offer) -> Result<(), Error> {
    if !api.acknowledge(offer).await? {
        return Ok(());
    }
    match api.act(offer).await? {
        Did::Succeed(_) => api.succeed(offer, None).await,
        Did::HandOn(token) => api.succeed(offer, Some(token)).await,
        Did::Fail(message) => api.fail(offer, &message).await,
    }
}
