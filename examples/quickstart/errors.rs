//! What can go wrong in a deployment, and how each of it fails the job.

use std::io;
use std::path::PathBuf;

use aws_sdk_codepipeline::error::SdkError;
use aws_sdk_codepipeline::operation::get_job_details::GetJobDetailsError;
use codepipeline_fail::JobFailure;

#[derive(Debug, thiserror::Error, JobFailure)]
pub enum DeployError {
    /// Correct the user parameters in the action's configuration.
    #[error("UserParameters are not valid: {0}")]
    #[failure(ConfigurationError)] // the message is what `Display` says
    Parameters(#[source] serde_json::Error),

    /// Let the source stage make the artifact again.
    #[error("read {path}")]
    #[failure(RevisionUnavailable, "the input artifact has no {path}")]
    Artifact { path: PathBuf, source: io::Error },

    #[error("parse {path}")]
    #[failure(JobFailed, causes, "{path} is not a manifest")] // the message goes on with the causes
    Manifest { path: PathBuf, source: serde_json::Error },

    #[error("run {path}")]
    #[failure(inherit, causes, "cannot run the hook {path}")] // the type follows from the source
    Hook { path: PathBuf, source: io::Error },

    #[error("connect to {address}")]
    #[failure(inherit, "the registry {address} does not answer")]
    Registry { address: String, source: io::Error },

    #[error("look up job {job}")]
    #[failure(inherit, "cannot look up the earlier deployment {job}: {source}")]
    Earlier { job: String, source: Box<SdkError<GetJobDetailsError>> },

    #[error("login with {password}")]
    #[failure(JobFailed, external_execution_id = run, "{service} rolled back: {reason}")]
    RolledBack {
        service: String,
        run: String,
        reason: String,
        #[failure(secret)]
        password: String,
    },
}
