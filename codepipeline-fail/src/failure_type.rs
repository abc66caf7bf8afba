use std::error::Error;
use std::fmt;
use std::str::FromStr;

/// The kind of failure that a job reports: the six values of the API's
/// [`FailureType`](https://docs.aws.amazon.com/codepipeline/latest/APIReference/API_FailureDetails.html).
///
/// The type becomes the error code of the action: people see it in the console, and EventBridge rules match on it
/// (`detail.execution-result.error-code`). AWS publishes the names and, in its Java job worker, a line for each; the
/// meanings below are this crate's reading of those.
///
/// ```
/// use codepipeline_fail::FailureType;
///
/// assert_eq!(FailureType::PermissionError.to_string(), "PermissionError");
/// assert_eq!("JobFailed".parse(), Ok(FailureType::JobFailed));
/// assert!("AccessDenied".parse::<FailureType>().is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(clippy::exhaustive_enums)] // the API has had these six since 2015, and a match over them should be total
pub enum FailureType {
    /// The work ran and its answer is no (a test failed, a deployment rolled back), or nothing else fits.
    /// The author of the change acts.
    JobFailed,
    /// The action's configuration, its user parameters or the wiring of its artifacts is wrong, so that another try
    /// cannot help. The pipeline's owner acts.
    ConfigurationError,
    /// Credentials or permissions of the worker, its role or the artifact store do not suffice.
    /// The platform's owner acts.
    PermissionError,
    /// The target has moved since the input revision was taken. The change is released again.
    RevisionOutOfSync,
    /// An input artifact, commit or image is missing or has expired. The artifact store's owner acts.
    RevisionUnavailable,
    /// The worker or something that it needs is down, throttled or shutting down. Another try may succeed.
    SystemUnavailable,
}

impl FailureType {
    /// The six types, in the order of the API's documentation.
    pub const ALL: [Self; 6] = [
        Self::JobFailed,
        Self::ConfigurationError,
        Self::PermissionError,
        Self::RevisionOutOfSync,
        Self::RevisionUnavailable,
        Self::SystemUnavailable,
    ];

    /// The type in the API's spelling, for example `"ConfigurationError"`.
    ///
    /// ```
    /// use codepipeline_fail::FailureType;
    ///
    /// assert_eq!(FailureType::RevisionOutOfSync.as_str(), "RevisionOutOfSync");
    /// ```
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::JobFailed => "JobFailed",
            Self::ConfigurationError => "ConfigurationError",
            Self::PermissionError => "PermissionError",
            Self::RevisionOutOfSync => "RevisionOutOfSync",
            Self::RevisionUnavailable => "RevisionUnavailable",
            Self::SystemUnavailable => "SystemUnavailable",
        }
    }
}

impl fmt::Display for FailureType {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.as_str())
    }
}

impl FromStr for FailureType {
    type Err = ParseFailureTypeError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|failure_type| failure_type.as_str() == text)
            .ok_or(ParseFailureTypeError(()))
    }
}

/// The text was none of the six failure types in the API's spelling.
///
/// ```
/// use codepipeline_fail::FailureType;
///
/// let error = "Timeout".parse::<FailureType>().unwrap_err();
/// assert!(error.to_string().contains("SystemUnavailable"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseFailureTypeError(());

impl fmt::Display for ParseFailureTypeError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("not a failure type; CodePipeline knows ")?;
        for (position, failure_type) in FailureType::ALL.into_iter().enumerate() {
            let separator = match position {
                0 => "",
                5 => " and ",
                _ => ", ",
            };
            write!(formatter, "{separator}{failure_type}")?;
        }
        Ok(())
    }
}

impl Error for ParseFailureTypeError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_type_is_read_back_from_its_name() {
        for failure_type in FailureType::ALL {
            assert_eq!(failure_type.to_string().parse(), Ok(failure_type));
        }
    }

    #[test]
    fn names_are_exact() {
        for text in ["", "jobfailed", "JobFailed ", "JOB_FAILED"] {
            assert!(text.parse::<FailureType>().is_err(), "{text:?}");
        }
    }

    #[test]
    fn display_honours_width() {
        assert_eq!(format!("{:>12}|", FailureType::JobFailed), "   JobFailed|");
    }
}
