//! Why a command comes to nothing, and the status by which it says so.

use std::error::Error;
use std::fmt;

/// Why a command comes to nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// What kind of reason it is.
    pub kind: FailureKind,
    /// What it says of it.
    pub text: String,
}

/// The kinds of reasons, each with an exit status of its own, which is the AWS CLI's
/// (<https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-returncodes.html>).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FailureKind {
    /// The command line, or a value in it, is wrong.
    Usage,
    /// There is no region, or there are no credentials.
    Configuration,
    /// The service answered with an error.
    Service,
    /// Everything else: the service cannot be reached, a file of the configuration is wrong.
    Other,
}

impl Failure {
    /// A failure of this kind.
    pub fn new(kind: FailureKind, text: impl Into<String>) -> Self {
        Self { kind, text: text.into() }
    }

    /// A wrong command line.
    pub fn usage(text: impl Into<String>) -> Self {
        Self::new(FailureKind::Usage, text)
    }

    /// Something that is no other kind.
    pub fn other(text: impl Into<String>) -> Self {
        Self::new(FailureKind::Other, text)
    }
}

impl FailureKind {
    /// The exit status.
    #[must_use]
    pub const fn status(self) -> u8 {
        match self {
            Self::Usage => 252,
            Self::Configuration => 253,
            Self::Service => 254,
            Self::Other => 255,
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text)
    }
}

impl Error for Failure {}
