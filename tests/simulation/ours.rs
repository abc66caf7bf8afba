//! The worker of codepipeline-fail, as a machine's process.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use aws_sdk_codepipeline::Client;
use aws_sdk_codepipeline::config::ProvideCredentials as _;
use codepipeline_fail::{
    ActionType, Continuation, Failure, Job, LostAcknowledgement, Outcome, Recovery, Redactor, Shutdown,
    Success, Worker, failure,
};
use simulated_disk::SimulatedDisk;
use tokio::time::{Instant, sleep};

use crate::behaviour::{Behaviour, Did, GENERAL_SECRET, Known, act};
use crate::life::Life;
use crate::plan::Policy;
use crate::schedule::{SECRET_KEY, World, client_token};

pub async fn process(
    world: Arc<World>,
    client: Client,
    life: Arc<Life>,
    disk: SimulatedDisk,
    shutdown: Shutdown,
    seed: u64,
) {
    let settings = &world.plan.settings;
    let action_type = ActionType::new("Deploy", "Acme", "1");
    let worker = if world.plan.third_party {
        let world = Arc::clone(&world);
        Worker::third_party(&client, action_type, move |client_id| {
            let is_troubled = world.wire.start.elapsed() < world.plan.calm;
            let is_missing = is_troubled && fastrand::u8(..100) < world.plan.settings.missing_tokens;
            async move {
                if is_missing {
                    Err(std::io::Error::other("the store is down"))
                } else {
                    Ok(client_token(&client_id))
                }
            }
        })
    } else {
        Worker::custom(&client, action_type)
    };
    let policy = match settings.policy {
        Policy::LeaveAlone => LostAcknowledgement::LeaveAlone,
        Policy::OursWithin(time) => LostAcknowledgement::OursWithin(time),
        Policy::Ours => LostAcknowledgement::Ours,
    };
    let start = world.wire.start;
    let worker = worker
        .concurrency(settings.concurrency)
        .poll_interval(settings.poll_interval)
        .attempt_timeout(settings.attempt_timeout)
        .job_timeout(settings.job_timeout)
        .shutdown_grace(settings.grace)
        .recovery(if settings.rerun { Recovery::Rerun } else { Recovery::Fail })
        .lost_acknowledgement(policy)
        .secret_configuration([SECRET_KEY])
        .redactor(Redactor::new().with_secret(GENERAL_SECRET))
        .clock(move || SystemTime::UNIX_EPOCH + Duration::from_hours(500_000) + (Instant::now() - start))
        .seed(seed);
    let handler = move |job| handle(job, Arc::clone(&life));
    if let Err(error) = worker.run_on(disk, false, shutdown, handler).await {
        world
            .complain(0, format!("the worker cannot work: {error}: {:?}", std::error::Error::source(&error)));
    }
}

/// The task of a handler outlives its worker's, but not the process.
async fn handle(job: Job, life: Arc<Life>) -> Result<Outcome, Failure> {
    tokio::select! {
        biased;
        () = life.over().cancelled() => std::future::pending().await,
        outcome = perform(job) => outcome,
    }
}

async fn perform(job: Job) -> Result<Outcome, Failure> {
    let behaviour = job.user_parameters()?;
    work(&job, behaviour).await.and_then(ended)
}

/// What is made of how a handler ended.
pub fn ended(did: Did) -> Result<Outcome, Failure> {
    match did {
        Did::Succeed(summary) => Ok(Success::new().summary(summary).into()),
        Did::HandOn(token) => Ok(Continuation::new(token).into()),
        Did::Fail(message) => Err(failure!(JobFailed, "{message}")),
    }
}

/// What a handler of ours does, a worker's or a function's.
pub async fn work(job: &Job, behaviour: Behaviour) -> Result<Did, Failure> {
    let known = Known {
        behaviour,
        token: job.continuation_token().map(str::to_owned),
        secret: job.configuration_value(SECRET_KEY)?.to_owned(),
    };
    if let Some(did) = act(&known).await {
        return Ok(did);
    }
    match behaviour {
        Behaviour::Checkpoint => {
            job.checkpoint("step-9")?;
            std::future::pending().await
        }
        Behaviour::Late(seconds) => {
            job.cancelled().await;
            sleep(Duration::from_secs(seconds.into())).await;
            Ok(Did::Succeed("after all".to_owned()))
        }
        Behaviour::Credentials(seconds) => {
            sleep(Duration::from_secs(seconds.into())).await;
            let credentials = job.artifact_credentials().provide_credentials().await;
            let credentials = credentials.map_err(|error| failure!(JobFailed, "{error:?}"))?;
            let (key, token) = (credentials.secret_access_key(), credentials.session_token());
            Err(failure!(PermissionError, "{key} and {token:?} do not open the bucket"))
        }
        _ => Ok(Did::Succeed("nothing to do".to_owned())),
    }
}
