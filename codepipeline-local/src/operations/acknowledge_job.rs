//! AcknowledgeJob.

use super::text;
use crate::error::ApiError;
use crate::state::State;
use serde_json::{Value, json};

pub(super) fn run(input: &Value, state: &mut State) -> Result<Value, ApiError> {
    let status = state.acknowledge(text(input, "jobId"), text(input, "nonce"))?;
    Ok(json!({ "status": status.to_string() }))
}
