//! Errors for crates of other editions than this workspace's. The macro's output is read in the edition of the crate
//! that uses it.

#![deny(warnings)]

use std::fmt;

use codepipeline_fail::JobFailure;

/// An error of every kind.
#[derive(Debug, JobFailure)]
#[failure(error)]
pub enum Everything {
    /// With fields, of which one has the name of a later keyword.
    #[failure(JobFailed, external_execution_id = gen, "{gen} {key:?} {path} {}", .key.len())]
    Named {
        /// The id.
        gen: u8,
        /// Shown by `Debug`.
        key: String,
        /// Shown by `display`.
        path: std::path::PathBuf,
    },
    /// With a source.
    #[failure(inherit, causes, "{0:?}")]
    Inherits(#[failure(from)] std::io::Error),
    /// With a failure.
    #[failure(transparent)]
    Transparent(Box<Self>),
    /// With a function.
    #[failure(PermissionError, fmt = function)]
    Function(u8),
    /// With a secret.
    #[failure(JobFailed, "gap {1}")]
    Gap(#[failure(secret)] u8, u8),
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "fields are passed by reference")]
fn function(number: &u8, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
    write!(formatter, "{number}")
}
