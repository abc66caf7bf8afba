//! AcknowledgeJob and AcknowledgeThirdPartyJob.

use super::text;
use crate::error::ApiError;
use crate::job::JobKind;
use crate::operation::Operation;
use crate::state::State;
use serde_json::{Value, json};

pub(super) fn run(operation: Operation, input: &Value, state: &mut State) -> Result<Value, ApiError> {
    // A Lambda's job is nobody's to acknowledge.
    let kind = if operation.is_third_party() { JobKind::ThirdParty } else { JobKind::Custom };
    let client_token = input["clientToken"].as_str();
    let status = state.acknowledge(text(input, "jobId"), text(input, "nonce"), kind, client_token)?;
    Ok(json!({ "status": status.to_string() }))
}
