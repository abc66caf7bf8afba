//! Jobs and action types from JSON, in the shapes in which the API and Lambda write them.

use super::{ArtifactCredentials, JobData, NewJob, Origin};
use crate::action_type::ActionTypeDefinition;
use crate::check;
use crate::id::JobId;
use crate::model;
use crate::seconds;
use serde_json::{Map, Value, json};
use std::fmt;

/// What is wrong with a seed, and where.
///
/// ```
/// use codepipeline_local::Endpoint;
///
/// let error = Endpoint::new().seed(&serde_json::json!({ "jobs": [{ "actionTypeId": 7 }] })).unwrap_err();
/// assert_eq!(error.to_string(), "jobs[0]: Value at 'actionTypeId': NUMBER_VALUE cannot be converted to Structure");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeedError(pub(crate) String);

impl fmt::Display for SeedError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for SeedError {}

/// What a seed brings.
#[derive(Debug, Default)]
pub(crate) struct Seeds {
    pub action_types: Vec<ActionTypeDefinition>,
    pub jobs: Vec<NewJob>,
}

/// The members that may stand beside a job's `data`. The API's own `nonce` and `accountId` are for the endpoint to give.
const BESIDE_DATA: &[&str] =
    &["data", "id", "jobId", "nonce", "accountId", "clientId", "clientToken", "timeoutSeconds"];

impl Seeds {
    /// Reads `{"actionTypes": [...], "jobs": [...]}`, a list of jobs, a job, or an answer of the API with jobs in it.
    pub(crate) fn read(json: &Value) -> Result<Self, SeedError> {
        let mut seeds = Self::default();
        match json {
            Value::Array(jobs) => seeds.read_jobs("", jobs)?,
            Value::Object(members) if members.contains_key("jobs") || members.contains_key("actionTypes") => {
                let known = ["actionTypes", "jobs"];
                if let Some(other) = members.keys().find(|name| !known.contains(&name.as_str())) {
                    return Err(SeedError(format!("`{other}` is not known here: {}", or(&known))));
                }
                seeds.read_action_types(list(members, "actionTypes")?)?;
                seeds.read_jobs("jobs", list(members, "jobs")?)?;
            }
            Value::Object(_) => seeds.jobs.push(job(json).map_err(SeedError)?),
            _ => return Err(SeedError("a seed is a JSON object or a list of them".into())),
        }
        Ok(seeds)
    }

    fn read_action_types(&mut self, definitions: &[Value]) -> Result<(), SeedError> {
        for (index, definition) in definitions.iter().enumerate() {
            let definition = ActionTypeDefinition::from_json(definition)
                .map_err(|error| SeedError(format!("actionTypes[{index}]: {error}")))?;
            self.action_types.push(definition);
        }
        Ok(())
    }

    fn read_jobs(&mut self, name: &str, jobs: &[Value]) -> Result<(), SeedError> {
        for (index, json) in jobs.iter().enumerate() {
            let job = job(json).map_err(|error| SeedError(format!("{name}[{index}]: {error}")))?;
            self.jobs.push(job);
        }
        Ok(())
    }
}

fn list<'a>(members: &'a Map<String, Value>, name: &str) -> Result<&'a [Value], SeedError> {
    match members.get(name) {
        None | Some(Value::Null) => Ok(&[]),
        Some(Value::Array(list)) => Ok(list),
        Some(_) => Err(SeedError(format!("`{name}` is not a list"))),
    }
}

/// A job: a Lambda event, `JobData`, or `JobData` as `data` beside what the API says of a job.
fn job(json: &Value) -> Result<NewJob, String> {
    // What GetJobDetails answers.
    let json = json.get("jobDetails").unwrap_or(json);
    let object = json.as_object().ok_or("a job is a JSON object")?;
    if let Some(event) = object.get("CodePipeline.job") {
        let event = event.as_object().ok_or("`CodePipeline.job` is not an object")?;
        return with_data(event, true);
    }
    if object.contains_key("data") {
        return with_data(object, false);
    }
    new_job(json, &Map::new(), false)
}

fn with_data(beside: &Map<String, Value>, of_lambda: bool) -> Result<NewJob, String> {
    if let Some(other) = beside.keys().find(|name| !BESIDE_DATA.contains(&name.as_str())) {
        return Err(format!("`{other}` is not known beside `data`: {}", or(BESIDE_DATA)));
    }
    let data = beside.get("data").ok_or("`CodePipeline.job` has no `data`")?;
    new_job(data, beside, of_lambda)
}

fn new_job(data: &Value, beside: &Map<String, Value>, of_lambda: bool) -> Result<NewJob, String> {
    let mut data = data.clone();
    if of_lambda && data.get("actionTypeId").is_none_or(Value::is_null) && data.is_object() {
        data["actionTypeId"] =
            json!({ "category": "Invoke", "owner": "AWS", "provider": "Lambda", "version": "1" });
    }
    if let Some(mistake) = check::mistake(model::SEED, &data) {
        return Err(mistake);
    }
    let read = JobData::from_json(&data);
    let origin = origin(&read.action_type.owner, beside)?;
    let mut job = NewJob::new(read, origin);
    job.id = id(beside)?;
    job.timeout = timeout(beside)?;
    let credentials = data.get("artifactCredentials").filter(|credentials| !credentials.is_null());
    job.artifact_credentials = credentials.map(ArtifactCredentials::from_json);
    let context = &data["pipelineContext"];
    let execution = |id: &Value| id.as_str().map(str::to_owned);
    job.pipeline_execution_id = execution(&context["pipelineExecutionId"]);
    job.action_execution_id = execution(&context["action"]["actionExecutionId"]);
    job.mistake().map_or(Ok(job), Err)
}

fn origin(owner: &str, beside: &Map<String, Value>) -> Result<Origin, String> {
    match owner {
        "Custom" => Ok(Origin::Custom),
        "AWS" => Ok(Origin::Lambda),
        _ => {
            let client_token = text(beside, "clientToken")?
                .ok_or("a job of a third-party action type needs `clientToken` beside its `data`")?;
            Ok(Origin::third_party(text(beside, "clientId")?, client_token.to_owned()))
        }
    }
}

fn id(beside: &Map<String, Value>) -> Result<Option<JobId>, String> {
    let given = text(beside, "id")?.or(text(beside, "jobId")?);
    let read = |id| JobId::given(id).ok_or("the id is not a lower-case UUID: leave it out to get one");
    given.map(read).transpose().map_err(str::to_owned)
}

fn timeout(beside: &Map<String, Value>) -> Result<Option<std::time::Duration>, String> {
    match beside.get("timeoutSeconds") {
        None | Some(Value::Null) => Ok(None),
        Some(value) => {
            let duration = seconds::duration(value.as_f64().unwrap_or(-1.0));
            duration.map(Some).map_err(|error| format!("timeoutSeconds: {error}"))
        }
    }
}

fn text<'a>(object: &'a Map<String, Value>, name: &str) -> Result<Option<&'a str>, String> {
    match object.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(_) => Err(format!("`{name}` is not a string")),
    }
}

fn or(names: &[&str]) -> String {
    let names: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
    format!("known are {}", names.join(", "))
}
