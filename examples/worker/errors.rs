//! How this worker's jobs fail.

use codepipeline_fail::{JobDataError, JobFailure};

#[derive(Debug, thiserror::Error, JobFailure)]
pub enum DeployError {
    /// What the author of the pipeline has to mend, or the pipeline's artifacts: it says so itself.
    #[error(transparent)]
    #[failure(inherit)]
    Job(#[from] JobDataError),
    #[error("{stack} cannot have {replicas} replicas; there are 20 hosts")]
    #[failure(ConfigurationError)]
    TooManyReplicas { stack: String, replicas: u16 },
    #[error("{stack} is frozen")]
    #[failure(PermissionError, "{stack} is frozen: ask its owner to deploy it")]
    Frozen { stack: String },
}
