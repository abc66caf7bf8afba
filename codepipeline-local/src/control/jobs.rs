//! Jobs and requests as control shows them: everything but their secrets.

use super::{Refusal, Reply, ok, parameter, read, reply};
use crate::action_type::ActionTypeDefinition;
use crate::endpoint::Endpoint;
use crate::job::{Job, JobResult, JobStatus};
use crate::seconds;
use crate::secrets::MASK;
use crate::state::State;
use bytes::Bytes;
use http::StatusCode;
use serde_json::{Map, Value, json};
use std::sync::Arc;

/// How many jobs or requests are listed unless a query says otherwise, and at most.
const LIMIT: usize = 200;
const LARGEST_LIMIT: usize = 1000;

/// The jobs, what needs a person's attention first.
pub(super) fn list(endpoint: &Endpoint, query: &str) -> Reply {
    let wanted = parameter(query, "status");
    let status = wanted.map(|name| {
        let status = JobStatus::ALL.iter().find(|status| status.to_string() == name);
        status.copied().ok_or_else(|| Refusal::bad_request(format!("`{name}` is not the status of a job")))
    });
    let status = status.transpose()?;
    let limit = limit(query)?;
    Ok(ok(&endpoint.look(|state| {
        let statuses =
            JobStatus::ALL.iter().copied().filter(|own| status.is_none_or(|wanted| wanted == *own));
        let mut jobs = statuses.flat_map(|status| state.jobs.newest(status));
        let listed: Vec<_> = jobs.by_ref().take(limit).map(|job| masked(job, state, summary)).collect();
        json!({
            "now": seconds::number(state.now),
            "counts": counts(state),
            "jobs": listed,
            "more": jobs.next().is_some(),
        })
    })))
}

/// How many jobs there are of each status.
pub(super) fn counts(state: &State) -> Value {
    let count = |status: &JobStatus| (status.to_string(), json!(state.jobs.count(*status)));
    Value::Object(JobStatus::ALL.iter().map(count).collect())
}

pub(super) fn show(endpoint: &Endpoint, id: &str) -> Reply {
    let shown = endpoint.look(|state| state.job(id).map(|job| masked(job, state, details)));
    shown.map(|job| ok(&job)).ok_or_else(Refusal::no_such_job)
}

pub(super) fn seed(endpoint: &Endpoint, body: &Bytes) -> Reply {
    let ids = endpoint.seed(&read(body)?).map_err(|error| Refusal::bad_request(error.to_string()))?;
    Ok(reply(StatusCode::CREATED, &json!({ "jobIds": ids })))
}

pub(super) fn expire(endpoint: &Endpoint, id: &str) -> Reply {
    moved(endpoint, id, endpoint.expire(id), "the job has ended")
}

pub(super) fn redeliver(endpoint: &Endpoint, id: &str) -> Reply {
    let why_not = "only a job that is Dispatched or InProgress and not a Lambda's is handed out again";
    moved(endpoint, id, endpoint.redeliver(id), why_not)
}

fn moved(endpoint: &Endpoint, id: &str, moved: bool, why_not: &str) -> Reply {
    let shown = show(endpoint, id)?;
    if moved { Ok(shown) } else { Err(Refusal::new(StatusCode::CONFLICT, why_not)) }
}

/// The latest requests, oldest first.
pub(super) fn requests(endpoint: &Endpoint, query: &str) -> Reply {
    let job_id = parameter(query, "jobId");
    let (requests, more) = endpoint.latest_requests(job_id.as_deref(), limit(query)?);
    let requests: Vec<_> = requests.iter().map(Arc::as_ref).collect();
    Ok(ok(&json!({ "requests": requests, "more": more })))
}

fn limit(query: &str) -> Result<usize, Refusal> {
    let Some(limit) = parameter(query, "limit") else { return Ok(LIMIT) };
    let limit = limit.parse::<usize>().ok().filter(|limit| (1..=LARGEST_LIMIT).contains(limit));
    limit.ok_or_else(|| Refusal::bad_request(format!("the limit is a number from 1 to {LARGEST_LIMIT}")))
}

/// What is shown of a job, without its secrets, even where its worker told them.
fn masked(job: &Job, state: &State, show: fn(&Job, Option<&ActionTypeDefinition>) -> Value) -> Value {
    let definition = state.action_types.get(&job.view.data.action_type);
    state.secrets(job.view.id.as_str()).mask(show(job, definition))
}

fn summary(job: &Job, definition: Option<&ActionTypeDefinition>) -> Value {
    let view = &job.view;
    let mut json = json!({
        "id": view.id,
        "kind": view.kind,
        "status": view.status,
        "actionType": view.data.action_type,
        "pipelineName": view.data.pipeline,
        "stageName": view.data.stage,
        "actionName": view.data.action,
        "createdAt": seconds::number(view.created),
        "endedAt": view.ended.map(seconds::number),
        "deliveries": view.deliveries,
        "refusedCount": view.refused.len(),
        "result": view.result,
    });
    let external_execution_id = view.result.as_ref().and_then(JobResult::external_execution_id);
    let url = external_execution_id.and_then(|id| definition?.execution_url(id));
    insert(&mut json, "executionUrl", url);
    json
}

fn details(job: &Job, definition: Option<&ActionTypeDefinition>) -> Value {
    let view = &job.view;
    let data = Value::Object(view.data.to_json());
    let mut json = summary(job, definition);
    json["pipelineExecutionId"] = json!(view.pipeline_execution_id);
    json["actionExecutionId"] = json!(view.action_execution_id);
    json["configuration"] = configuration(job, definition);
    json["inputArtifacts"] = data["inputArtifacts"].clone();
    json["outputArtifacts"] = data["outputArtifacts"].clone();
    json["timeoutSeconds"] = json!(seconds::number(job.timeout));
    json["deadline"] = json!(seconds::number(view.deadline));
    json["history"] = json!(view.history);
    json["refused"] = json!(view.refused);
    insert(&mut json, "continuationToken", view.data.continuation_token.as_ref());
    insert(&mut json, "nonce", view.nonce.as_ref());
    insert(&mut json, "continues", view.continues.as_ref().map(ToString::to_string));
    insert(&mut json, "continuedBy", view.continued_by.as_ref().map(ToString::to_string));
    json
}

/// The values may be secret, unless the action type says otherwise; the name of a Lambda function is none.
fn configuration(job: &Job, definition: Option<&ActionTypeDefinition>) -> Value {
    let shows = |name: &str| {
        definition.is_some_and(|definition| definition.shows(name))
            || (job.origin.kind() == crate::job::JobKind::Lambda && name == "FunctionName")
    };
    let configuration = job.view.data.configuration.iter();
    configuration
        .map(|(name, value)| (name.clone(), json!(if shows(name) { value } else { MASK })))
        .collect::<Map<_, _>>()
        .into()
}

fn insert(json: &mut Value, name: &str, value: Option<impl Into<String>>) {
    if let Some(value) = value {
        json[name] = Value::String(value.into());
    }
}
