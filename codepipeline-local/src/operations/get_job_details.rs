//! GetJobDetails. It tells neither the status nor the nonce.

use super::text;
use crate::error::ApiError;
use crate::new_job::Origin;
use crate::state::State;
use serde_json::{Value, json};

pub(super) fn run(input: &Value, state: &State) -> Result<Value, ApiError> {
    let job = state.job(text(input, "jobId")).filter(|job| !matches!(job.origin, Origin::ThirdParty(_)));
    let job = job.ok_or_else(ApiError::job_not_found)?;
    Ok(json!({
        "jobDetails": {
            "id": job.view.id.as_str(),
            "accountId": state.account_id,
            "data": job.data(&state.region, &state.account_id),
        }
    }))
}
