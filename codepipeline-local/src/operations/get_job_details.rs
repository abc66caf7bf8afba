//! GetJobDetails and GetThirdPartyJobDetails.

use super::{answer, job_data, text};
use crate::error::ApiError;
use crate::job::JobKind;
use crate::state::State;
use serde_json::{Value, json};

/// It tells neither the status nor the nonce.
pub(super) fn run(input: &Value, state: &mut State) -> Result<Value, ApiError> {
    let number = state.find(text(input, "jobId"), |kind| kind != JobKind::ThirdParty)?;
    state.renew_credentials(number);
    let job = state.jobs.get(number);
    let mut details = json!({ "id": job.view.id, "accountId": state.account_id });
    details["data"] = job_data(job, state);
    Ok(answer("jobDetails", details))
}

/// It tells the nonce, but not the account.
///
/// A job that is no partner's is `InvalidJobException`, which only this operation has: when AWS answers so is not
/// published.
pub(super) fn run_third_party(input: &Value, state: &mut State) -> Result<Value, ApiError> {
    let number = state.find(text(input, "jobId"), |_| true)?;
    let job = state.jobs.get(number);
    if job.origin.kind() != JobKind::ThirdParty {
        return Err(ApiError::invalid_job());
    }
    job.check_client_token(input["clientToken"].as_str())?;
    state.renew_credentials(number);
    let job = state.jobs.get(number);
    let mut details = json!({ "id": job.view.id });
    details["data"] = job_data(job, state);
    if let Some(nonce) = &job.view.nonce {
        details["nonce"] = json!(nonce);
    }
    Ok(answer("jobDetails", details))
}
