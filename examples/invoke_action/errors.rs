//! How this function's jobs fail.

use std::io;

use codepipeline_fail::{JobDataError, JobFailure};

#[derive(Debug, thiserror::Error, JobFailure)]
pub enum CheckError {
    /// What the author of the pipeline has to mend: it says so itself.
    #[error(transparent)]
    #[failure(inherit)]
    Job(#[from] JobDataError),
    /// Somebody refuses, or there is nobody of that name: the error knows.
    #[error("cannot connect to {address}")]
    #[failure(inherit, "cannot connect to {address}: {source}")]
    NoConnection { address: String, source: io::Error },
    #[error("{address} does not answer within 5 seconds")]
    #[failure(SystemUnavailable)]
    NoAnswer { address: String },
}
