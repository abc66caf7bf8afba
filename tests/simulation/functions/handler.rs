//! The function's handler: each job's user parameters say what it does.

use std::sync::Arc;
use std::time::Duration;

use codepipeline_fail::{Failure, FailureDetails, FailureType, Job, Outcome};
use serde::{Deserialize, Serialize};
use tokio::time::sleep;

use super::environment::Site;
use super::plan::Work;
use crate::behaviour::{Behaviour, Did};
use crate::ours::{ended, work};

/// What is in the user parameters.
#[derive(Debug, Serialize, Deserialize)]
pub struct Parameters {
    pub work: Work,
    /// A secret, though its name does not say so.
    pub door_code: String,
}

/// The name of the secret member.
pub const SECRET_MEMBER: &str = "door_code";

/// How a handler ended, as far as CodePipeline is to hear of it.
#[derive(Clone, Debug, PartialEq)]
pub enum Ending {
    Succeeded,
    HandedOn(String),
    Failed(FailureType),
}

/// One call of the handler.
#[derive(Clone, Debug)]
pub struct Call {
    pub environment: usize,
    pub job_id: String,
    /// When it ended, and how; nothing if it did not.
    pub ended: Option<(Duration, Ending)>,
}

pub async fn handle(job: Job, site: Arc<Site>) -> Result<Outcome, Failure> {
    let call = site.world.called(site.number, job.id());
    let doing = async {
        let did = perform(&job, &site, call).await;
        let ending = match &did {
            Ok(Did::Succeed(_)) => Ending::Succeeded,
            Ok(Did::HandOn(token)) => Ending::HandedOn(token.clone()),
            Ok(Did::Fail(_)) => Ending::Failed(FailureType::JobFailed),
            Err(failure) => Ending::Failed(FailureDetails::of(failure).failure_type()),
        };
        site.world.call_ended(call, ending);
        did.and_then(ended)
    };
    tokio::select! {
        biased;
        () = site.life.over().cancelled() => std::future::pending().await,
        outcome = site.block.run(doing) => outcome,
    }
}

async fn perform(job: &Job, site: &Site, call: usize) -> Result<Did, Failure> {
    let Parameters { work: what, door_code } = job.user_parameters()?;
    match what {
        Work::Common(behaviour) => {
            if behaviour == Behaviour::Panic {
                site.world.call_ended(call, Ending::Failed(FailureType::JobFailed));
            }
            work(job, behaviour).await
        }
        Work::FailBy(number) => {
            Err(Failure::new(FailureType::ALL[number], format!("{door_code} is not accepted")))
        }
        Work::Block(seconds) => {
            let duration = Duration::from_secs(seconds.into());
            site.block.begin(duration);
            sleep(duration).await;
            Ok(Did::Succeed(format!("done at last, with {door_code}")))
        }
        Work::Unreadable(_) => Ok(Did::Succeed("read what cannot be read".to_owned())),
    }
}
