//! What CodePipeline's answer means for a result that was sent.

use std::error::Error;
use std::io;

use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::client::result::SdkError;
use aws_smithy_types::error::metadata::ProvideErrorMetadata;

use crate::sdk::DescribedSdkError;
use crate::{Classify, FailureType};

/// The answer to one attempt.
#[derive(Debug)]
pub struct Answer {
    pub meaning: Meaning,
    /// For people: what went wrong; empty if nothing did.
    pub text: String,
}

/// What is to be done next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// The job has ended with this result.
    Accepted,
    /// The job had ended before the request came.
    AlreadyFinal,
    /// The request came to nothing, or its answer did: the same can be sent again.
    Lost { may_have_taken_effect: bool },
    /// Permissions do not suffice. They can be mended.
    Denied,
    /// Something in the result is not acceptable.
    Rejected,
    /// There is no such job.
    JobNotFound,
    /// The client token is not that of the job.
    ClientTokenRefused,
    /// Another try will not help.
    Refused,
}

impl Answer {
    pub fn of<T, E>(result: Result<T, SdkError<E, HttpResponse>>) -> Self
    where
        E: ProvideErrorMetadata + Error + 'static,
    {
        match result {
            Ok(_) => Self { meaning: Meaning::Accepted, text: String::new() },
            Err(error) => Self { meaning: meaning(&error), text: DescribedSdkError(&error).to_string() },
        }
    }

    /// No answer came in time.
    pub fn none_within(timeout: std::time::Duration) -> Self {
        let text = format!("no answer within {timeout:?}");
        Self { meaning: Meaning::Lost { may_have_taken_effect: true }, text }
    }
}

fn meaning<E>(error: &SdkError<E, HttpResponse>) -> Meaning
where
    E: ProvideErrorMetadata + Error + 'static,
{
    if let SdkError::ServiceError(context) = error {
        let status = context.raw().status().as_u16();
        return of_code(context.err().code(), status);
    }
    match error.classify() {
        FailureType::SystemUnavailable => Meaning::Lost { may_have_taken_effect: !was_refused(error) },
        FailureType::PermissionError => Meaning::Denied,
        _ => Meaning::Refused,
    }
}

fn of_code(code: Option<&str>, status: u16) -> Meaning {
    match code {
        Some("InvalidJobStateException") => Meaning::AlreadyFinal,
        Some("JobNotFoundException") => Meaning::JobNotFound,
        Some("InvalidClientTokenException") => Meaning::ClientTokenRefused,
        Some("ValidationException" | "OutputVariablesSizeExceededException" | "SerializationException") => {
            Meaning::Rejected
        }
        // Credentials are fetched anew before the next attempt.
        Some("ExpiredToken" | "ExpiredTokenException" | "RequestExpired") => {
            Meaning::Lost { may_have_taken_effect: false }
        }
        Some(code) => match FailureType::from_aws_error_code(code, Some(status)) {
            FailureType::SystemUnavailable => Meaning::Lost { may_have_taken_effect: status >= 500 },
            FailureType::PermissionError => Meaning::Denied,
            _ if status >= 500 => Meaning::Lost { may_have_taken_effect: true },
            _ => Meaning::Refused,
        },
        // An answer without a code did not come from CodePipeline, or not whole.
        None => Meaning::Lost { may_have_taken_effect: true },
    }
}

/// No connection was made, so nothing was sent.
fn was_refused(error: &(dyn Error + 'static)) -> bool {
    std::iter::successors(Some(error), |&error| error.source())
        .filter_map(|error| error.downcast_ref::<io::Error>())
        .any(|error| error.kind() == io::ErrorKind::ConnectionRefused)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes() {
        let lost = |may_have_taken_effect| Meaning::Lost { may_have_taken_effect };
        for (code, status, expected) in [
            (Some("InvalidJobStateException"), 400, Meaning::AlreadyFinal),
            (Some("JobNotFoundException"), 400, Meaning::JobNotFound),
            (Some("InvalidClientTokenException"), 400, Meaning::ClientTokenRefused),
            (Some("InvalidClientTokenId"), 403, Meaning::Denied),
            (Some("ValidationException"), 400, Meaning::Rejected),
            (Some("OutputVariablesSizeExceededException"), 400, Meaning::Rejected),
            (Some("AccessDeniedException"), 400, Meaning::Denied),
            (Some("ExpiredTokenException"), 400, lost(false)),
            (Some("ThrottlingException"), 400, lost(false)),
            (Some("InternalFailure"), 500, lost(true)),
            (Some("SomethingNew"), 503, lost(true)),
            (Some("SomethingNew"), 400, Meaning::Refused),
            (None, 502, lost(true)),
            (None, 400, lost(true)),
        ] {
            assert_eq!(of_code(code, status), expected, "{code:?} with {status}");
        }
    }
}
