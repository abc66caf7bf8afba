//! How a job ends, made into the result that is sent.

use crate::job::JobControl;
use crate::sdk::reporter::{JobResult, Wording};
use crate::{Continuation, FailureDetails, FailureType, Redactor, Success};

/// What makes results of a job sendable. It knows the job's secrets up to now: as credentials are renewed, ask for it when
/// there is something to say.
pub(crate) fn wording(redactor: &Redactor, control: &JobControl, is_third_party: bool) -> Wording {
    Wording::new(redactor.clone().with_secrets(control.secrets()), is_third_party)
}

/// The job was cut short: it is handed on if it left something to go on from, or else it fails, with this message.
pub(crate) fn cut_short(
    wording: &Wording,
    handed_on: Option<Continuation>,
    message: &'static str,
) -> JobResult {
    match handed_on {
        Some(continuation) => {
            tracing::info!("the job is cut short, and handed on by a continuation token");
            wording.success(Success::from(continuation))
        }
        None => {
            tracing::warn!("the job is cut short");
            JobResult::Failure(FailureDetails::new(FailureType::SystemUnavailable, message))
        }
    }
}
