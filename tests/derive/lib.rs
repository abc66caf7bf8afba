//! Helpers of the tests beside this file.

use codepipeline_fail::{FailureDetails, FailureType, JobFailure};

/// What is reported for `failure` has this type and message, and no external execution id.
///
/// # Panics
/// If it has not.
#[track_caller]
pub fn assert_reports(failure: &dyn JobFailure, failure_type: FailureType, message: &str) {
    assert_reports_with_id(failure, failure_type, message, None);
}

/// What is reported for `failure` has this type, message and external execution id.
///
/// # Panics
/// If it has not.
#[track_caller]
pub fn assert_reports_with_id(
    failure: &dyn JobFailure,
    failure_type: FailureType,
    message: &str,
    id: Option<&str>,
) {
    let details = FailureDetails::of(failure);
    assert_eq!(details.message(), message);
    assert_eq!(details.failure_type(), failure_type);
    assert_eq!(details.external_execution_id(), id);
}
