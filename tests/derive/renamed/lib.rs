//! An error type in a crate that knows codepipeline-fail under another name.

#![deny(warnings)]

use failures::JobFailure;

/// An error.
#[derive(JobFailure)]
#[failure(crate = failures, JobFailed, external_execution_id = run, "renamed {key}")]
pub struct Renamed<'a> {
    /// Shown.
    pub key: u8,
    /// The id.
    pub run: Option<&'a str>,
}
