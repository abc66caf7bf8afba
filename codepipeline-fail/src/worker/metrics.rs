//! What can be counted of a worker, by the `metrics` facade; nothing without the feature of that name.

use crate::sdk::reporter::{Report, ReportErrorKind};

#[cfg(feature = "metrics")]
mod facade {
    use std::time::Duration;

    use super::{Report, ReportErrorKind};
    use crate::JobResult;

    pub fn polled(jobs: usize) {
        metrics::counter!("codepipeline_polls_total").increment(1);
        metrics::counter!("codepipeline_jobs_taken_total").increment(jobs as u64);
    }

    pub fn poll_failed() {
        metrics::counter!("codepipeline_failed_polls_total").increment(1);
    }

    pub fn worked(time: Duration) {
        metrics::histogram!("codepipeline_job_seconds").record(time);
    }

    pub fn reported(report: &Report) {
        let (outcome, failure_type) = match report.result() {
            JobResult::Success(success) if success.continuation_token.is_some() => ("continued", "none"),
            JobResult::Success(_) => ("succeeded", "none"),
            JobResult::Failure(details) => ("failed", details.failure_type().as_str()),
        };
        metrics::counter!("codepipeline_jobs_total", "outcome" => outcome, "failure_type" => failure_type)
            .increment(1);
        metrics::counter!("codepipeline_result_retries_total")
            .increment(u64::from(report.attempts().saturating_sub(1)));
    }

    pub fn not_reported(kind: ReportErrorKind) {
        metrics::counter!("codepipeline_undeliverable_results_total", "reason" => format!("{kind:?}"))
            .increment(1);
    }

    pub fn undelivered(results: usize) {
        let results = u32::try_from(results).unwrap_or(u32::MAX);
        metrics::gauge!("codepipeline_undelivered_results").set(results);
    }
}

#[cfg(feature = "metrics")]
pub(super) use facade::*;

#[cfg(not(feature = "metrics"))]
mod nothing {
    use std::time::Duration;

    use super::{Report, ReportErrorKind};

    pub fn polled(_: usize) {}
    pub fn poll_failed() {}
    pub fn worked(_: Duration) {}
    pub fn reported(_: &Report) {}
    pub fn not_reported(_: ReportErrorKind) {}
    pub fn undelivered(_: usize) {}
}

#[cfg(not(feature = "metrics"))]
pub(super) use nothing::*;
