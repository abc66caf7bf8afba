//! The four operations that put a result.

use super::text;
use crate::error::ApiError;
use crate::job::{JobResult, Offer};
use crate::operation::Operation;
use crate::state::State;
use serde_json::Value;

pub(super) fn run(operation: Operation, input: &Value, state: &mut State) -> Result<(), ApiError> {
    let result = match operation {
        Operation::PutJobFailureResult | Operation::PutThirdPartyJobFailureResult => {
            JobResult::failure_from(input)
        }
        // A member that the operation does not have is ignored, like every unknown one.
        Operation::PutThirdPartyJobSuccessResult => JobResult::success_from(input, false),
        _ => JobResult::success_from(input, true),
    };
    if let Some(success) = result.success()
        && success.continuation_token.is_some()
        && !success.output_variables.is_empty()
    {
        // The API reference: output variables only "when there is no continuation token on the request".
        return Err(ApiError::validation(
            "Output variables are not allowed together with a continuation token",
        ));
    }
    state.put(Offer {
        operation,
        job_id: text(input, "jobId"),
        client_token: input["clientToken"].as_str(),
        result,
    })
}
