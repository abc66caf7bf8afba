//! The errors, and what one would write by hand for them.

use codepipeline_fail::{FailureType, JobFailure};
use std::error::Error;
use std::fmt;
use std::io;
use std::path::PathBuf;

#[derive(Debug, thiserror::Error, JobFailure)]
pub enum DeployError {
    #[error("the stage has no approval")]
    #[failure(PermissionError, "the stage has no approval")]
    Unit,
    #[error("stack {stack} rolled back after {minutes} minutes")]
    #[failure(JobFailed, "stack {stack} rolled back after {minutes} minutes")]
    Named { stack: String, minutes: u32 },
    #[error("{0} of {1} tests failed")]
    #[failure(JobFailed, "{0} of {1} tests failed")]
    Tuple(u32, u32),
    #[error("no template at {path}")]
    #[failure(ConfigurationError, "no template at {path}")]
    Path { path: PathBuf },
    #[error("cannot read artifact {key}: {source}")]
    #[failure(RevisionUnavailable, causes, "cannot read artifact {key}")]
    Causes { key: String, source: io::Error },
}

/// One error of each kind, by the names that the tables show.
pub const CASES: [&str; 5] = ["unit", "named", "tuple", "path", "causes"];

pub fn case(name: &str) -> DeployError {
    match name {
        "unit" => DeployError::Unit,
        "named" => DeployError::Named { stack: "checkout-production".to_owned(), minutes: 17 },
        "tuple" => DeployError::Tuple(2, 40),
        "path" => DeployError::Path { path: "/codebuild/output/src/template.yaml".into() },
        "causes" => DeployError::Causes {
            key: "checkout/SourceArti/9f2c1a7.zip".to_owned(),
            source: io::Error::other("connection closed before the message was complete"),
        },
        _ => unreachable!("CASES names no {name}"),
    }
}

/// What one would write without the derive.
pub struct ByHand<'a>(pub &'a DeployError);

impl JobFailure for ByHand<'_> {
    fn failure_type(&self) -> FailureType {
        match self.0 {
            DeployError::Unit => FailureType::PermissionError,
            DeployError::Named { .. } | DeployError::Tuple(..) => FailureType::JobFailed,
            DeployError::Path { .. } => FailureType::ConfigurationError,
            DeployError::Causes { .. } => FailureType::RevisionUnavailable,
        }
    }

    fn fmt_message(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            DeployError::Unit => formatter.write_str("the stage has no approval"),
            DeployError::Named { stack, minutes } => {
                write!(formatter, "stack {stack} rolled back after {minutes} minutes")
            }
            DeployError::Tuple(failed, tests) => write!(formatter, "{failed} of {tests} tests failed"),
            DeployError::Path { path } => write!(formatter, "no template at {}", path.display()),
            DeployError::Causes { key, source } => {
                write!(formatter, "cannot read artifact {key}")?;
                let mut cause: Option<&dyn Error> = Some(source);
                while let Some(error) = cause {
                    write!(formatter, ": {error}")?;
                    cause = error.source();
                }
                Ok(())
            }
        }
    }
}
