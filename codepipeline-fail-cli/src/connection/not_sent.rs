//! Why a request did not succeed.

use crate::failure::{Failure, FailureKind};
use crate::http::Unanswered;
use crate::operation::Operation;
use crate::refusal::Refusal;

/// That a request did not succeed, as often as it was sent.
#[derive(Debug)]
pub struct NotSent {
    /// Of the last attempt.
    pub(super) reason: Reason,
    pub(super) attempts: u32,
    /// Whether more attempts are not allowed.
    pub(super) is_last: bool,
    /// Whether an attempt before the last may have succeeded.
    pub(super) is_in_doubt: bool,
}

/// Why an attempt did not succeed.
#[derive(Debug)]
pub(super) enum Reason {
    /// It cannot be signed, as nobody gives credentials.
    NoCredentials(Failure),
    /// Nothing left this machine.
    Local(Failure),
    Refused(Refusal),
    Unanswered(Unanswered),
}

impl Reason {
    /// Whether another attempt may succeed.
    pub(super) fn may_pass(&self) -> bool {
        match self {
            Self::NoCredentials(_) | Self::Local(_) => false,
            Self::Refused(refusal) => refusal.may_pass(),
            Self::Unanswered(unanswered) => unanswered.may_pass(),
        }
    }

    /// Whether it may not be the same the next time: credentials may be given, and an answer come as a whole.
    pub(super) fn may_be_another(&self) -> bool {
        matches!(self, Self::NoCredentials(_) | Self::Refused(Refusal { is_cut: true, .. }))
    }

    /// Whether the request may have had its effect all the same.
    pub(super) fn may_have_arrived(&self) -> bool {
        match self {
            Self::NoCredentials(_) | Self::Local(_) => false,
            Self::Refused(refusal) => refusal.status >= 500,
            Self::Unanswered(unanswered) => !unanswered.was_not_sent(),
        }
    }
}

impl NotSent {
    /// What the service said, if it said anything to the last attempt.
    #[must_use]
    pub fn refusal(&self) -> Option<&Refusal> {
        match &self.reason {
            Reason::Refused(refusal) => Some(refusal),
            Reason::NoCredentials(_) | Reason::Local(_) | Reason::Unanswered(_) => None,
        }
    }

    /// Whether an earlier attempt, whose answer was lost, may have succeeded.
    #[must_use]
    pub fn is_in_doubt(&self) -> bool {
        self.is_in_doubt
    }

    /// The reason, in the words of the AWS CLI.
    #[must_use]
    pub fn failure(&self, operation: &Operation) -> Failure {
        match &self.reason {
            Reason::NoCredentials(failure) | Reason::Local(failure) => failure.clone(),
            Reason::Unanswered(unanswered) => Failure::other(unanswered.to_string()),
            Reason::Refused(Refusal { code, message, .. }) => {
                let retries = if self.is_last {
                    format!(" (reached max retries: {})", self.attempts - 1)
                } else {
                    String::new()
                };
                let text = format!(
                    "An error occurred ({code}) when calling the {} operation{retries}: {message}",
                    operation.name
                );
                Failure::new(FailureKind::Service, text)
            }
        }
    }
}
