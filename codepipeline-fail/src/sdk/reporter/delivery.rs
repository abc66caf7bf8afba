//! The loop that sends a result until CodePipeline has it.

use std::time::Duration;

use aws_sdk_codepipeline::Client;
use backon::{BackoffBuilder as _, ExponentialBuilder};
use tokio::time::{Instant, sleep, timeout};

use super::Patience;
use super::answer::{Answer, Meaning};
use super::report::{Delivery, JobResult, Report, ReportError, ReportErrorKind};
use super::request::{Target, send};
use crate::{FailureDetails, FailureType};

const FIRST_DELAY: Duration = Duration::from_millis(200);
const LONGEST_DELAY: Duration = Duration::from_secs(30);

/// Sends the result, and decides by each answer what comes next; see [`Reporter`](super::Reporter).
pub async fn deliver(
    client: &Client,
    target: &Target,
    result: JobResult,
    patience: Patience,
) -> Result<Report, ReportError> {
    let deadline = Instant::now() + patience.total_budget;
    // The jitter adds up to as much again.
    let delays = ExponentialBuilder::new()
        .with_min_delay(FIRST_DELAY)
        .with_max_delay(LONGEST_DELAY / 2)
        .without_max_times()
        .with_jitter();
    let mut delays = match patience.seed {
        Some(seed) => delays.with_jitter_seed(seed).build(),
        None => delays.build(),
    };
    let mut attempt = Attempt { result, is_minimal: false, count: 0, may_have_taken_effect: false };
    loop {
        attempt.count += 1;
        let attempt_timeout = patience.attempt(deadline.saturating_duration_since(Instant::now()));
        let answer = match timeout(attempt_timeout, send(client, target, &attempt.result)).await {
            Ok(answer) => answer,
            Err(_) => Answer::none_within(attempt_timeout),
        };
        let delay = match answer.meaning {
            Meaning::Accepted => return Ok(attempt.report(Delivery::Accepted)),
            // A result is sticky: the same one may have been accepted by an attempt whose answer was lost.
            Meaning::AlreadyFinal if attempt.may_have_taken_effect => {
                return Ok(attempt.report(Delivery::Accepted));
            }
            Meaning::AlreadyFinal => return Ok(attempt.report(Delivery::AlreadyFinal)),
            Meaning::Rejected => match attempt.fall_back(&answer.text) {
                Ok(()) => continue,
                Err(()) => return Err(attempt.error(ReportErrorKind::Refused, target, answer)),
            },
            Meaning::Lost { may_have_taken_effect } => {
                attempt.may_have_taken_effect |= may_have_taken_effect;
                tracing::warn!(
                    attempt = attempt.count,
                    answer = answer.text,
                    "the job's result did not get through"
                );
                delays.next()
            }
            Meaning::Denied => {
                tracing::error!(
                    attempt = attempt.count,
                    answer = answer.text,
                    "the job's result may not be reported"
                );
                patience.denied_interval
            }
            Meaning::JobNotFound => return Err(attempt.error(ReportErrorKind::JobNotFound, target, answer)),
            Meaning::ClientTokenRefused => {
                return Err(attempt.error(ReportErrorKind::ClientTokenRefused, target, answer));
            }
            Meaning::Refused => return Err(attempt.error(ReportErrorKind::Refused, target, answer)),
        };
        let wait = delay.and_then(|delay| {
            // None if the deadline is over.
            let left = deadline.checked_duration_since(Instant::now())?;
            patience.wait(delay, left)
        });
        match wait {
            Some(wait) => sleep(wait).await,
            _ if answer.meaning == Meaning::Denied => {
                return Err(attempt.error(ReportErrorKind::Denied, target, answer));
            }
            _ => return Err(attempt.error(ReportErrorKind::Unreachable, target, answer)),
        }
    }
}

/// What is being sent.
struct Attempt {
    result: JobResult,
    /// The result is of so few words already that fewer will not help.
    is_minimal: bool,
    count: u32,
    /// An earlier attempt may have ended the job.
    may_have_taken_effect: bool,
}

impl Attempt {
    /// A success becomes a failure that says why; a failure, one of few words; after that there is nothing left.
    fn fall_back(&mut self, reason: &str) -> Result<(), ()> {
        tracing::error!(result = %self.result, reason, "CodePipeline did not accept the job's result");
        self.result = match &self.result {
            JobResult::Success(_) => JobResult::Failure(not_accepted(reason)),
            JobResult::Failure(details) if !self.is_minimal => {
                self.is_minimal = true;
                JobResult::Failure(FailureDetails::minimal(details.failure_type()))
            }
            JobResult::Failure(_) => return Err(()),
        };
        Ok(())
    }

    fn report(self, delivery: Delivery) -> Report {
        Report { result: self.result, delivery, attempts: self.count }
    }

    fn error(self, kind: ReportErrorKind, target: &Target, answer: Answer) -> ReportError {
        ReportError {
            kind,
            job_id: target.job_id().to_owned(),
            result: Some(Box::new(self.result)),
            attempts: self.count,
            answer: answer.text,
        }
    }
}

/// The failure that takes the place of a success that CodePipeline does not accept.
pub fn not_accepted(reason: impl std::fmt::Display) -> FailureDetails {
    let message = format_args!("The job succeeded, but its result cannot be reported: {reason}");
    FailureDetails::new(FailureType::JobFailed, message)
}
