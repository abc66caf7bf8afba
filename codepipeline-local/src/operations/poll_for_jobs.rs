//! PollForJobs.

use crate::action_type::ActionType;
use crate::error::ApiError;
use crate::state::State;
use serde_json::{Value, json};

/// How many jobs a poll without `maxBatchSize` gets. AWS does not say; who wants more should ask for more.
const DEFAULT_BATCH_SIZE: u64 = 1;

pub(super) fn run(input: &Value, state: &mut State) -> Result<Value, ApiError> {
    let action_type = ActionType::from_json(&input["actionTypeId"]);
    // Both texts are the service's own, as seen in public bug reports.
    if action_type.owner != "Custom" {
        let message = format!("ActionType with owner '{}' is not supported", action_type.owner);
        return Err(ApiError::validation(message));
    }
    if !state.knows(&action_type) {
        return Err(ApiError::action_type_not_found(format!("ActionType {action_type} is not available")));
    }
    let count = input["maxBatchSize"].as_u64().unwrap_or(DEFAULT_BATCH_SIZE);
    let query = input["queryParam"].as_object().and_then(|map| map.iter().next());
    let query = query.and_then(|(key, value)| Some((key.as_str(), value.as_str()?)));

    let (region, account_id) = (state.region.clone(), state.account_id.clone());
    let jobs = state.poll(&action_type, usize::try_from(count).unwrap_or(usize::MAX), query);
    let jobs = jobs.into_iter().map(|job| {
        json!({
            "id": job.view.id.as_str(),
            "nonce": job.view.nonce,
            "accountId": account_id,
            "data": job.data(&region, &account_id),
        })
    });
    Ok(json!({ "jobs": jobs.collect::<Vec<_>>() }))
}
