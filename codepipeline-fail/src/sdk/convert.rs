//! Our types as the SDK's.

use aws_sdk_codepipeline::types;

use crate::{FailureDetails, FailureType};

impl From<FailureType> for types::FailureType {
    fn from(failure_type: FailureType) -> Self {
        match failure_type {
            FailureType::JobFailed => Self::JobFailed,
            FailureType::ConfigurationError => Self::ConfigurationError,
            FailureType::PermissionError => Self::PermissionError,
            FailureType::RevisionOutOfSync => Self::RevisionOutOfSync,
            FailureType::RevisionUnavailable => Self::RevisionUnavailable,
            FailureType::SystemUnavailable => Self::SystemUnavailable,
        }
    }
}

/// For those who send the request themselves.
///
/// ```
/// use codepipeline_fail::{FailureDetails, failure};
///
/// let details = FailureDetails::of(&failure!(JobFailed, "2 tests failed"));
/// let details: aws_sdk_codepipeline::types::FailureDetails = (&details).into();
/// assert_eq!(details.message(), "2 tests failed");
/// ```
impl From<&FailureDetails> for types::FailureDetails {
    fn from(details: &FailureDetails) -> Self {
        details.clone().into()
    }
}

impl From<FailureDetails> for types::FailureDetails {
    fn from(details: FailureDetails) -> Self {
        let (failure_type, message, external_execution_id) = details.into_parts();
        let mut builder = Self::builder().r#type(failure_type.into()).message(message);
        if let Some(id) = external_execution_id {
            builder = builder.external_execution_id(id);
        }
        builder.build().expect("type and message, the required members, are set")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_have_the_names_of_the_api() {
        for failure_type in FailureType::ALL {
            assert_eq!(types::FailureType::from(failure_type).as_str(), failure_type.as_str());
        }
    }
}
