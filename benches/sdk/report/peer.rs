//! The same error, reported in both ways.

use aws_sdk_codepipeline::types::{FailureDetails, FailureType};
use aws_sdk_codepipeline::{Client, Error};
use codepipeline_fail::JobFailure;

/// The error in hand.
#[derive(Debug, thiserror::Error, JobFailure)]
pub enum DeployError {
    #[error("stack {stack} rolled back after {minutes} minutes")]
    #[failure(JobFailed, "stack {stack} rolled back after {minutes} minutes")]
    RolledBack { stack: String, minutes: u32 },
    #[error("no template at {path}")]
    #[failure(ConfigurationError, "no template at {path}")]
    #[expect(dead_code, reason = "an enum of one variant would be no match")]
    NoTemplate { path: String },
}

/// Who reports it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Peer {
    ByHand,
    Reporter,
}

impl Peer {
    pub const ALL: [Self; 2] = [Self::ByHand, Self::Reporter];

    pub fn label(self) -> &'static str {
        match self {
            Self::ByHand => "the SDK's own call",
            Self::Reporter => "Reporter",
        }
    }

    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|peer| peer.label() == name)
    }
}

/// What one would write without this project: retries are the SDK's.
pub async fn by_hand(client: &Client, job_id: &str, error: &DeployError) -> Result<(), Error> {
    let failure_type = match error {
        DeployError::RolledBack { .. } => FailureType::JobFailed,
        DeployError::NoTemplate { .. } => FailureType::ConfigurationError,
    };
    let details = FailureDetails::builder().r#type(failure_type).message(error.to_string()).build()?;
    client.put_job_failure_result().job_id(job_id).failure_details(details).send().await?;
    Ok(())
}
