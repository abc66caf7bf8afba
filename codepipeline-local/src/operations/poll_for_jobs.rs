//! PollForJobs and PollForThirdPartyJobs.

use super::{answer, job_data};
use crate::action_type::{ActionType, ActionTypeDefinition};
use crate::error::ApiError;
use crate::job::{JobKind, Origin};
use crate::state::State;
use serde_json::{Value, json};

/// The most jobs in an answer, however many were asked for. AWS names no limit.
const LARGEST_BATCH: usize = 1000;

pub(super) fn run(input: &Value, state: &mut State) -> Result<Value, ApiError> {
    let action_type = ActionType::from_json(&input["actionTypeId"]);
    let query = input["queryParam"].as_object().and_then(|map| map.iter().next());
    let query = query.and_then(|(key, value)| Some((key.as_str(), value.as_str()?)));
    check_query(definition(&action_type, JobKind::Custom, state)?, query.map(|(key, _)| key))?;

    let count = batch_size(input, state);
    let numbers = state.poll(&action_type, count, query);
    let jobs = numbers.into_iter().map(|number| {
        let job = state.jobs.get(number);
        let mut json = json!({ "id": job.view.id, "nonce": job.view.nonce, "accountId": state.account_id });
        json["data"] = job_data(job, state);
        json
    });
    Ok(answer("jobs", jobs.collect()))
}

/// It names the jobs and their clients. What they are about is for GetThirdPartyJobDetails, which asks for a token.
pub(super) fn run_third_party(input: &Value, state: &mut State) -> Result<Value, ApiError> {
    let action_type = ActionType::from_json(&input["actionTypeId"]);
    definition(&action_type, JobKind::ThirdParty, state)?;

    let count = batch_size(input, state);
    let numbers = state.poll(&action_type, count, None);
    let jobs = numbers.into_iter().filter_map(|number| {
        let job = state.jobs.get(number);
        match &job.origin {
            Origin::ThirdParty { client_id, .. } => {
                Some(json!({ "clientId": client_id, "jobId": job.view.id }))
            }
            Origin::Custom | Origin::Lambda => None,
        }
    });
    Ok(answer("jobs", jobs.collect()))
}

/// The action type, if it is one that the operation polls for. Both texts are the service's own, as seen in public bug
/// reports.
fn definition<'a>(
    action_type: &ActionType,
    kind: JobKind,
    state: &'a State,
) -> Result<&'a ActionTypeDefinition, ApiError> {
    if action_type.owner != kind.owner() {
        let message = format!("ActionType with owner '{}' is not supported", action_type.owner);
        return Err(ApiError::validation(message));
    }
    state
        .action_types
        .get(action_type)
        .ok_or_else(|| ApiError::action_type_not_found(format!("ActionType {action_type} is not available")))
}

/// "For an action type with no queryable properties, this value must be null or an empty map. For an action type with a
/// queryable property, you must supply that property as a key in the map" (API reference, PollForJobs).
fn check_query(definition: &ActionTypeDefinition, asked: Option<&str>) -> Result<(), ApiError> {
    let refused = |message: String| Err(ApiError::validation(message));
    match (definition.queryable(), asked) {
        _ if definition.properties.is_none() => Ok(()),
        (Some(queryable), Some(asked)) if queryable == asked => Ok(()),
        (Some(queryable), _) => {
            refused(format!("The queryParam must have the queryable property '{queryable}' as its key"))
        }
        (None, Some(_)) => refused("The action type has no queryable property to poll for".into()),
        (None, None) => Ok(()),
    }
}

fn batch_size(input: &Value, state: &State) -> usize {
    let asked = input["maxBatchSize"].as_u64().and_then(|count| usize::try_from(count).ok());
    asked.unwrap_or(state.rules.default_batch_size).min(LARGEST_BATCH)
}
