//! Jobs and action types from JSON.

use crate::support::*;
use codepipeline_local::{ActionType, Artifact, Clock, Endpoint, JobId, JobKind, JobStatus, Operation};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::time::Duration;

const ID: &str = "11111111-abcd-90ab-cdef-0123456789ab";
const OTHER_ID: &str = "22222222-abcd-90ab-cdef-0123456789ab";

fn type_id(category: &str, owner: &str) -> Value {
    json!({ "category": category, "owner": owner, "provider": "Acme", "version": "1" })
}

fn custom() -> Value {
    json!({ "actionTypeId": type_id("Deploy", "Custom") })
}

fn third_party() -> Value {
    json!({ "actionTypeId": type_id("Test", "ThirdParty") })
}

fn seeded(json: &Value) -> (Endpoint, Vec<JobId>) {
    let endpoint = Endpoint::builder().clock(Clock::manual()).build();
    let ids = endpoint.seed(json).unwrap();
    (endpoint, ids)
}

/// Seeds one job.
fn one(json: &Value) -> (Endpoint, JobId) {
    let (endpoint, ids) = seeded(json);
    let [id] = ids.try_into().unwrap();
    (endpoint, id)
}

#[test]
fn job_data_alone_is_a_job() {
    let mut data = custom();
    data["actionConfiguration"] = json!({ "configuration": { "Stack": "shop" } });
    data["pipelineContext"] = json!({
        "pipelineName": "shop",
        "pipelineArn": "arn:aws:codepipeline:us-east-1:444455556666:other",
        "pipelineExecutionId": OTHER_ID,
        "stage": { "name": "Production" },
        "action": { "name": "Roll-out", "actionExecutionId": "any text" },
    });
    let location = json!({ "type": "S3", "s3Location": { "bucketName": "bucket", "objectKey": "in.zip" } });
    data["inputArtifacts"] = json!([{ "name": "Source", "revision": "4f1c", "location": location }]);
    data["outputArtifacts"] = json!([]);
    data["artifactCredentials"] =
        json!({ "accessKeyId": "AKID", "secretAccessKey": "secret", "sessionToken": "token" });
    data["continuationToken"] = json!("page 2");
    data["encryptionKey"] = json!({ "id": "key", "type": "KMS" });

    let (endpoint, id) = one(&data);
    let view = endpoint.job(&id).unwrap();
    assert_eq!((view.kind, view.status), (JobKind::Custom, JobStatus::Queued));
    assert_eq!(view.data.configuration["Stack"], "shop");
    let names = [&view.data.pipeline, &view.data.stage, &view.data.action];
    assert_eq!(names, ["shop", "Production", "Roll-out"]);
    let executions = [&view.pipeline_execution_id, &view.action_execution_id];
    assert_eq!(executions, [OTHER_ID, "any text"]);
    assert_eq!(view.data.input_artifacts, [Artifact::s3("Source", "bucket", "in.zip").revision("4f1c")]);
    assert_eq!(view.artifact_credentials.access_key_id, "AKID");
    assert_eq!(view.data.continuation_token.as_deref(), Some("page 2"));
    assert_eq!(view.data.encryption_key.as_deref(), Some("key"));
    assert_eq!(poll(&endpoint), [(id.to_string(), "1".to_owned())]);
}

#[test]
fn what_is_null_or_absent_has_a_default() {
    let mut data = custom();
    for name in ["actionConfiguration", "pipelineContext", "inputArtifacts", "artifactCredentials"] {
        data[name] = Value::Null;
    }
    for json in [custom(), data, json!({ "data": custom(), "id": null, "timeoutSeconds": null })] {
        let (endpoint, id) = one(&json);
        let view = endpoint.job(&id).unwrap();
        assert_eq!(
            [&view.data.pipeline, &view.data.stage, &view.data.action],
            ["pipeline", "stage", "action"]
        );
        assert_eq!(view.deadline, Duration::from_hours(1));
        assert!(view.artifact_credentials.access_key_id.starts_with("ASIA"));
    }
}

#[test]
fn what_is_known_of_a_job_may_stand_beside_its_data() {
    let json = json!({ "data": custom(), "id": ID, "nonce": "7", "accountId": "1", "timeoutSeconds": 1.5 });
    let (endpoint, id) = one(&json);
    assert_eq!(id.as_str(), ID);
    assert_eq!(endpoint.job(&id).unwrap().deadline, Duration::from_millis(1500));
    assert_eq!(poll(&endpoint), [(ID.to_owned(), "1".to_owned())], "nonces are the endpoint's to give");

    let client = "00000000-abcd-90ab-cdef-0123456789ab";
    for (json, client) in [
        (json!({ "data": third_party(), "jobId": ID, "clientToken": TOKEN, "clientId": client }), client),
        (
            json!({ "data": third_party(), "jobId": ID, "clientToken": TOKEN }),
            "00000000-0000-0000-0000-000000000000",
        ),
    ] {
        let (endpoint, id) = one(&json);
        assert_eq!(endpoint.job(&id).unwrap().kind, JobKind::ThirdParty);
        let polled = ask(&endpoint, Operation::PollForThirdPartyJobs, &poll_input(&third_party_type()));
        assert_eq!(polled, Ok(json!({ "jobs": [{ "jobId": ID, "clientId": client }] })));
        let input = json!({ "jobId": ID, "clientToken": TOKEN });
        assert!(ask(&endpoint, Operation::GetThirdPartyJobDetails, &input).is_ok());
    }
}

#[test]
fn an_event_is_a_job_of_its_lambda() {
    let data = json!({ "actionConfiguration": { "configuration": { "FunctionName": "check" } } });
    let event = |data: &Value| json!({ "CodePipeline.job": { "id": ID, "accountId": "1", "data": data } });
    let mut typed = data.clone();
    typed["actionTypeId"] =
        json!({ "category": "Invoke", "owner": "AWS", "provider": "Lambda", "version": "1" });
    for (json, found) in [
        (event(&data), ID),
        (event(&typed), ID),
        (json!({ "jobs": [event(&data)] }), ID),
        (json!([event(&data)]), ID),
    ] {
        let (endpoint, id) = one(&json);
        let view = endpoint.job(&id).unwrap();
        assert_eq!((view.kind, view.status, id.as_str()), (JobKind::Lambda, JobStatus::InProgress, found));
        assert_eq!(view.data.action_type, ActionType::lambda());
        assert_eq!(view.deadline, Duration::from_mins(20));
    }
}

#[test]
fn there_may_be_many() {
    let both = json!([custom(), { "data": third_party(), "clientToken": TOKEN, "id": ID }]);
    for (json, jobs, types) in [
        (both.clone(), 2, 2),
        (json!({ "jobs": both }), 2, 2),
        (
            json!({ "jobs": both, "actionTypes": [{ "category": "Build", "provider": "Acme", "version": "1" }] }),
            2,
            3,
        ),
        (json!({ "jobs": null, "actionTypes": [type_id("Build", "Custom")] }), 0, 1),
        (json!([]), 0, 0),
        (json!({ "jobs": [] }), 0, 0),
    ] {
        let (endpoint, ids) = seeded(&json);
        assert_eq!((ids.len(), endpoint.action_types().len()), (jobs, types), "{json}");
        let in_order: Vec<_> = endpoint.jobs().into_iter().map(|job| job.id).collect();
        assert_eq!(in_order, ids);
    }
}

/// A job with all that a job can have.
fn full() -> codepipeline_local::NewJob {
    let job = job().pipeline("shop", "Production", "Roll-out").configuration("Stack", "shop");
    let job = job.input_artifact(Artifact::s3("Source", "bucket", "in.zip").revision("4f1c"));
    let job = job.output_artifact(Artifact::s3("Report", "bucket", "out.zip"));
    job.continuation_token("page 2").encryption_key("key")
}

#[test]
fn what_get_job_details_answers_is_a_seed_of_the_same_job() {
    for coral_types in [false, true] {
        let builder = || Endpoint::builder().clock(Clock::manual()).coral_types(coral_types);
        let (first, second) = (builder().build(), builder().seed(7).build());
        let id = first.queue(full());
        let input = json!({ "jobId": id.as_str() });
        let answer = ask(&first, Operation::GetJobDetails, &input).unwrap();
        assert_eq!(second.seed(&answer).as_deref(), Ok(&[id.clone()][..]));
        assert_eq!(ask(&second, Operation::GetJobDetails, &input), Ok(answer));
    }
}

#[test]
fn what_a_poll_answers_is_a_seed_of_the_same_jobs() {
    let (first, second) = (endpoint(), Endpoint::builder().seed(7).build());
    let ids = [first.queue(full()), first.queue(job())];
    let poll = poll_input(&action_type());
    let answer = ask(&first, Operation::PollForJobs, &poll).unwrap();
    assert_eq!(second.seed(&answer).as_deref(), Ok(&ids[..]));
    assert_eq!(ask(&second, Operation::PollForJobs, &poll), Ok(answer));
}

#[test]
fn what_a_partner_is_told_is_a_seed_once_the_token_is_added() {
    let (first, second) = (endpoint(), Endpoint::builder().seed(7).build());
    let id = first.queue(third_party_job());
    let input = json!({ "jobId": id.as_str(), "clientToken": TOKEN });
    let mut answer = ask(&first, Operation::GetThirdPartyJobDetails, &input).unwrap();
    assert!(second.seed(&answer).unwrap_err().to_string().contains("needs `clientToken` beside its `data`"));
    answer["jobDetails"]["clientToken"] = json!(TOKEN);
    second.seed(&answer).unwrap();
    answer["jobDetails"].as_object_mut().unwrap().remove("clientToken");
    assert_eq!(ask(&second, Operation::GetThirdPartyJobDetails, &input), Ok(answer));
}

#[test]
fn an_id_that_a_seed_gave_is_never_made_again() {
    let first = endpoint();
    let answer = {
        let id = first.start(job());
        ask(&first, Operation::GetJobDetails, &json!({ "jobId": id.as_str() })).unwrap()
    };
    // An endpoint with the same seed would make the same id for the first job that it makes.
    let second = endpoint();
    let id = second.seed(&answer).unwrap().remove(0);
    poll(&second);
    acknowledge(&second, &id, "1").unwrap();
    go_on(&second, &id, "page 2").unwrap();
    let [earlier, later] = second.jobs().try_into().unwrap();
    assert_ne!(earlier.id, later.id);
    assert_eq!(second.job(&id), Some(earlier));
    assert_eq!(second.job(&later.id), Some(later));
}

proptest! {
    #[test]
    fn any_json_is_a_seed_or_changes_nothing(json in any_json()) {
        let endpoint = endpoint();
        endpoint.queue(job());
        let before = (endpoint.jobs(), endpoint.action_types());
        match endpoint.seed(&json) {
            Ok(ids) => prop_assert_eq!(endpoint.jobs().len(), 1 + ids.len()),
            Err(error) => {
                prop_assert!(!error.to_string().is_empty());
                prop_assert_eq!((endpoint.jobs(), endpoint.action_types()), before);
            }
        }
    }
}
