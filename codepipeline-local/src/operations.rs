//! The operations: from a checked input and the state to an output.

mod acknowledge_job;
mod coral_types;
mod get_job_details;
mod poll_for_jobs;
mod put_job_result;

use crate::error::ApiError;
use crate::job::Job;
use crate::operation::Operation;
use crate::state::State;
use serde_json::Value;

/// Does what a request asks. The input has been checked against the model. Without output the body is empty.
pub(crate) fn run(operation: Operation, input: &Value, state: &mut State) -> Result<Option<Value>, ApiError> {
    match operation {
        Operation::PollForJobs => poll_for_jobs::run(input, state).map(Some),
        Operation::PollForThirdPartyJobs => poll_for_jobs::run_third_party(input, state).map(Some),
        Operation::AcknowledgeJob | Operation::AcknowledgeThirdPartyJob => {
            acknowledge_job::run(operation, input, state).map(Some)
        }
        Operation::GetJobDetails => get_job_details::run(input, state).map(Some),
        Operation::GetThirdPartyJobDetails => get_job_details::run_third_party(input, state).map(Some),
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

/// An output of one member, which is moved into it: `json!` would copy all of it.
fn answer(member: &str, value: Value) -> Value {
    Value::from_iter([(member, value)])
}

/// `JobData`, as the API writes it.
fn job_data(job: &Job, state: &State) -> Value {
    let mut data = Value::Object(job.data(&state.region, &state.account_id));
    if state.rules.coral_types {
        coral_types::add(&mut data);
    }
    data
}
