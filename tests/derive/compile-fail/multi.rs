//! Many mistakes in one enum are all told at once, and it is used as a failure without a further error.

use codepipeline_fail::{Failure, FailureDetails, JobFailure};

#[derive(Debug, JobFailure)]
#[failure(error)]
pub enum DeployError {
    #[failure(ConfigError, "the parameters are not valid: {0}")]
    Parameters(#[failure(from)] std::num::ParseIntError),

    #[failure(inherit, "cannot read {key}")]
    Artifact { key: String, region: String },

    #[failure(JobFailed, "stack {stack} rolled back ({token})", external_execution_id = run)]
    RolledBack {
        stack: String,
        run: String,
        #[failure(secret)]
        token: String,
    },

    #[failure(transparent)]
    Health(Failure, String),

    #[failure("the quota is used up")]
    Quota,

    #[failure(SystemUnavailable, message = "try again after {seconds}")]
    Busy { seconds: u32 },

    Unknown,

    #[failure(JobFailed, "")]
    Empty,
}

fn run() -> Result<(), Failure> {
    let count: u8 = "7".parse().map_err(DeployError::from)?;
    if count > 7 {
        return Err(DeployError::Unknown.into());
    }
    let error: Box<dyn std::error::Error> = Box::new(DeployError::Quota);
    println!("{error} {}", FailureDetails::of(&DeployError::Empty).message());
    Ok(())
}

fn main() {
    let _ = run();
}
