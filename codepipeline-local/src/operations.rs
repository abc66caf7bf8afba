//! The operations: from a checked input and the state to an output.

mod acknowledge_job;
mod get_job_details;
mod poll_for_jobs;
mod put_job_result;

use crate::error::ApiError;
use crate::operation::Operation;
use crate::state::State;
use serde_json::Value;

/// Does what a request asks. The input has been checked against the model. Without output the body is empty.
pub(crate) fn run(operation: Operation, input: &Value, state: &mut State) -> Result<Option<Value>, ApiError> {
    match operation {
        Operation::PollForJobs => poll_for_jobs::run(input, state).map(Some),
        Operation::AcknowledgeJob => acknowledge_job::run(input, state).map(Some),
        Operation::GetJobDetails => get_job_details::run(input, state).map(Some),
        Operation::PutJobSuccessResult
        | Operation::PutJobFailureResult
        | Operation::PutThirdPartyJobSuccessResult
        | Operation::PutThirdPartyJobFailureResult => {
            put_job_result::run(operation, input, state).map(|()| None)
        }
    }
}

/// A member that the model requires to be a string.
fn text<'a>(input: &'a Value, name: &str) -> &'a str {
    input[name].as_str().unwrap_or_default()
}
