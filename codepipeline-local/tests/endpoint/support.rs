//! A worker's calls, in one line each.

use bytes::Bytes;
use codepipeline_local::{
    ActionType, Answer, Authentication, Clock, Endpoint, EventKind, JobStatus, NewJob, Operation,
};
use http::Request;
use proptest::prelude::*;
use serde_json::{Value, json};

/// An endpoint on which time stands still, and which knows the worker's action type.
pub fn endpoint() -> Endpoint {
    let builder = Endpoint::builder().clock(Clock::manual()).action_type(action_type());
    builder.authentication(Authentication::Off).build()
}

/// What a transport gets for a request.
pub fn handle(endpoint: &Endpoint, request: &Request<Bytes>) -> Answer {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(endpoint.handle(request))
}

pub fn action_type() -> ActionType {
    ActionType::custom("Deploy", "Acme", "1")
}

pub fn job() -> NewJob {
    NewJob::custom(action_type())
}

pub fn third_party_type() -> ActionType {
    ActionType::third_party("Test", "Acme", "1")
}

/// The client token of a [`third_party_job`].
pub const TOKEN: &str = "the token of the client";

pub fn third_party_job() -> NewJob {
    NewJob::third_party(third_party_type(), TOKEN)
}

/// The output of an operation, or the error's code.
pub fn ask(endpoint: &Endpoint, operation: Operation, input: &Value) -> Result<Value, String> {
    let answer = endpoint.call(operation, input.to_string());
    accepted(&answer).map(|()| answer.json())
}

/// What GetJobDetails tells of a job.
pub fn details(endpoint: &Endpoint, id: impl AsRef<str>) -> Value {
    let output = ask(endpoint, Operation::GetJobDetails, &json!({ "jobId": id.as_ref() }));
    output.unwrap()["jobDetails"].clone()
}

/// What happened to a job.
pub fn kinds(endpoint: &Endpoint, id: impl AsRef<str>) -> Vec<EventKind> {
    endpoint.job(id).unwrap().history.into_iter().map(|event| event.kind).collect()
}

/// An event of a delivery.
pub fn dispatched(nonce: &str) -> EventKind {
    EventKind::Dispatched { nonce: nonce.into() }
}

pub fn acknowledged(nonce: &str) -> EventKind {
    EventKind::Acknowledged { nonce: nonce.into() }
}

pub fn poll_input(action_type: &ActionType) -> Value {
    let ActionType { category, owner, provider, version, .. } = action_type;
    let id = json!({ "category": category, "owner": owner, "provider": provider, "version": version });
    json!({ "actionTypeId": id, "maxBatchSize": 10 })
}

/// The jobs that a poll hands out, each an id and a nonce.
pub fn poll(endpoint: &Endpoint) -> Vec<(String, String)> {
    poll_with(endpoint, &poll_input(&action_type()))
}

pub fn poll_with(endpoint: &Endpoint, input: &Value) -> Vec<(String, String)> {
    let answer = endpoint.call(Operation::PollForJobs, input.to_string());
    assert_eq!(answer.error(), None, "{}", answer.json());
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let jobs = answer.json()["jobs"].as_array().unwrap().clone();
    jobs.iter().map(|job| (text(&job["id"]), text(&job["nonce"]))).collect()
}

/// The status that an acknowledgement answers, or the error's code.
pub fn acknowledge(endpoint: &Endpoint, id: impl AsRef<str>, nonce: &str) -> Result<String, String> {
    let input = json!({ "jobId": id.as_ref(), "nonce": nonce });
    let answer = endpoint.call(Operation::AcknowledgeJob, input.to_string());
    accepted(&answer).map(|()| answer.json()["status"].as_str().unwrap().to_owned())
}

pub fn put(endpoint: &Endpoint, operation: Operation, input: &Value) -> Result<(), String> {
    accepted(&endpoint.call(operation, input.to_string()))
}

pub fn succeed(endpoint: &Endpoint, id: impl AsRef<str>) -> Result<(), String> {
    put(endpoint, Operation::PutJobSuccessResult, &json!({ "jobId": id.as_ref() }))
}

pub fn go_on(endpoint: &Endpoint, id: impl AsRef<str>, token: &str) -> Result<(), String> {
    let input = json!({ "jobId": id.as_ref(), "continuationToken": token });
    put(endpoint, Operation::PutJobSuccessResult, &input)
}

pub fn fail(endpoint: &Endpoint, id: impl AsRef<str>, message: &str) -> Result<(), String> {
    let details = json!({ "type": "JobFailed", "message": message });
    let input = json!({ "jobId": id.as_ref(), "failureDetails": details });
    put(endpoint, Operation::PutJobFailureResult, &input)
}

pub fn status(endpoint: &Endpoint, id: impl AsRef<str>) -> JobStatus {
    endpoint.job(id).unwrap().status
}

fn accepted(answer: &Answer) -> Result<(), String> {
    answer.error().map_or(Ok(()), Err)
}

/// Any JSON, with the API's own names and values among the others.
pub fn any_json() -> impl Strategy<Value = Value> {
    let text = prop_oneof![
        Just("11111111-abcd-90ab-cdef-0123456789ab".to_owned()),
        proptest::sample::select(vec!["Custom", "JobFailed", "Deploy", "1", ""]).prop_map(str::to_owned),
        any::<String>(),
    ];
    let name = prop_oneof![
        3 => proptest::sample::select(vec![
            "jobId", "nonce", "actionTypeId", "category", "owner", "provider", "version", "maxBatchSize",
            "queryParam", "failureDetails", "type", "message", "externalExecutionId", "currentRevision",
            "executionDetails", "percentComplete", "continuationToken", "outputVariables", "clientToken", "clientId",
            "data", "jobs", "actionTypes", "jobDetails", "CodePipeline.job", "id", "timeoutSeconds",
            "actionConfiguration", "configuration", "inputArtifacts", "name", "artifactCredentials",
            "configurationProperties", "queryable", "pipelineContext",
        ])
        .prop_map(str::to_owned),
        1 => any::<String>(),
    ];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        text.prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 32, 6, move |inner| {
        prop_oneof![
            1 => proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            4 => proptest::collection::btree_map(name.clone(), inner, 0..6)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}
