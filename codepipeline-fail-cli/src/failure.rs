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
    /// The command line is wrong.
    Usage,
    /// A value in it is.
    Value,
    /// Nothing tells the region.
    NoRegion,
    /// There are no credentials.
    NoCredentials,
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

    /// A wrong value.
    pub fn value(text: impl Into<String>) -> Self {
        Self::new(FailureKind::Value, text)
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
            Self::Usage | Self::Value => 252,
            Self::NoRegion | Self::NoCredentials => 253,
            Self::Service => 254,
            Self::Other => 255,
        }
    }

    /// Whether something in the command line is wrong.
    #[must_use]
    pub const fn is_misuse(self) -> bool {
        matches!(self, Self::Usage | Self::Value)
    }

    /// The name by which the AWS CLI calls it.
    const fn code(self) -> Option<&'static str> {
        match self {
            Self::Usage | Self::Value => Some("ParamValidation"),
            Self::NoRegion => Some("NoRegion"),
            Self::NoCredentials => Some("NoCredentials"),
            // The service's own code is in the text.
            Self::Service | Self::Other => None,
        }
    }
}

/// What stands below a wrong command line.
const USAGE: &str = "
usage: codepipeline-fail <command> [parameters]
To see help text, you can run:

  codepipeline-fail help
  codepipeline-fail <command> help
";

/// As it is written to the standard error.
impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("\ncodepipeline-fail: [ERROR]: ")?;
        if let Some(code) = self.kind.code() {
            write!(formatter, "An error occurred ({code}): ")?;
        }
        writeln!(formatter, "{}", self.text)?;
        if self.kind == FailureKind::Usage { formatter.write_str(USAGE) } else { Ok(()) }
    }
}

impl Error for Failure {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_command_line_is_followed_by_what_it_should_be() {
        let shown = Failure::usage("Unknown options: --x").to_string();
        let expected = "\ncodepipeline-fail: [ERROR]: An error occurred (ParamValidation): Unknown options: --x\n\nusage: ";
        assert!(shown.starts_with(expected), "{shown}");
        assert!(!Failure::value("x").to_string().contains("usage"));
    }

    #[test]
    fn what_the_service_says_is_not_called_anything_else() {
        let text =
            "An error occurred (JobNotFoundException) when calling the PutJobFailureResult operation: x";
        let shown = Failure::new(FailureKind::Service, text).to_string();
        assert_eq!(shown, format!("\ncodepipeline-fail: [ERROR]: {text}\n"));
    }
}
