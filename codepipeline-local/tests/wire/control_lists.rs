//! What control lists: jobs, requests, action types, counts.

use crate::support::*;
use codepipeline_local::{
    ActionTypeDefinition, Artifact, Clock, ConfigurationProperty, Endpoint, JobId, NewJob, Operation, Server,
};
use serde_json::{Value, json};
use std::time::Duration;

const ORDER: [&str; 7] = ["Failed", "TimedOut", "InProgress", "Dispatched", "Queued", "Created", "Succeeded"];

fn job() -> NewJob {
    NewJob::custom(action_type())
}

fn put(endpoint: &Endpoint, operation: Operation, id: &JobId, rest: &str) {
    let answer = endpoint.call(operation, format!(r#"{{"jobId":"{id}"{rest}}}"#));
    assert_eq!(answer.error(), None);
}

/// Two jobs in each of the seven states.
fn in_every_state() -> Endpoint {
    let builder = Endpoint::builder().clock(Clock::manual()).continue_after(Duration::from_secs(30));
    let endpoint = builder.build();
    for _ in 0..2 {
        let failed = endpoint.start(job());
        let details = r#","failureDetails":{"type":"JobFailed","message":"no"}"#;
        put(&endpoint, Operation::PutJobFailureResult, &failed, details);
        endpoint.expire(endpoint.start(job()));
        endpoint.start(job());
        endpoint.queue(job());
        endpoint.call(Operation::PollForJobs, POLL);
        let succeeded = endpoint.start(job());
        put(&endpoint, Operation::PutJobSuccessResult, &succeeded, r#","continuationToken":"more""#);
    }
    endpoint.queue(job());
    endpoint.queue(job());
    endpoint
}

fn column<'a>(list: &'a Value, name: &str) -> Vec<&'a str> {
    list.as_array().unwrap().iter().map(|item| item[name].as_str().unwrap()).collect()
}

#[tokio::test]
async fn what_needs_attention_comes_first_and_the_newest_of_it() {
    let endpoint = in_every_state();
    let server = serve(&endpoint).await;
    let list = get(&server, "/jobs").await;
    assert_eq!(column(&list["jobs"], "status"), ORDER.map(|status| [status; 2]).concat());
    assert_eq!(list["more"], false);
    let counts: serde_json::Map<_, _> = ORDER.iter().map(|status| ((*status).into(), json!(2))).collect();
    assert_eq!(list["counts"], Value::Object(counts));
    let numbers: std::collections::HashMap<_, _> =
        endpoint.jobs().into_iter().enumerate().map(|(number, job)| (job.id.to_string(), number)).collect();
    for pair in column(&list["jobs"], "id").chunks(2) {
        assert!(numbers[pair[0]] > numbers[pair[1]], "the newest is first");
    }
    let health = get(&server, "/health").await;
    let version = env!("CARGO_PKG_VERSION");
    let expected = json!({ "status": "ok", "version": version, "jobs": list["counts"], "violations": 0 });
    assert_eq!(health, expected);
}

#[tokio::test]
async fn jobs_are_filtered_and_limited() {
    let server = serve(&in_every_state()).await;
    for status in ORDER {
        let list = get(&server, &format!("/jobs?status={status}")).await;
        assert_eq!(column(&list["jobs"], "status"), [status; 2]);
        assert_eq!((&list["more"], &list["counts"]["Failed"]), (&json!(false), &json!(2)));
        let one = get(&server, &format!("/jobs?limit=1&status={status}")).await;
        assert_eq!(one["jobs"], json!([list["jobs"][0]]));
        assert_eq!(one["more"], true);
    }
    let list = get(&server, "/jobs?limit=13").await;
    assert_eq!((list["jobs"].as_array().unwrap().len(), &list["more"]), (13, &json!(true)));
    assert_eq!(get(&server, "/jobs?limit=14").await["more"], false);
    assert_eq!(get(&server, "/jobs?limit=1000").await["more"], false);
}

#[tokio::test]
async fn a_wrong_query_is_refused_and_says_why() {
    let server = serve(&Endpoint::new()).await;
    for path in ["/jobs", "/requests"] {
        for limit in ["0", "1001", "-1", "many", "", "99999999999999999999"] {
            let reply = control(&server, "GET", &format!("{path}?limit={limit}"), "").await;
            assert_eq!(
                (reply.status, reply.message().as_str()),
                (400, "the limit is a number from 1 to 1000")
            );
        }
    }
    for (given, read) in [("failed", "failed"), ("", ""), ("%3Cb%3E", "<b>")] {
        let reply = control(&server, "GET", &format!("/jobs?status={given}"), "").await;
        assert_eq!((reply.status, reply.message()), (400, format!("`{read}` is not the status of a job")));
    }
}

#[tokio::test]
async fn two_hundred_are_listed_unless_asked_otherwise() {
    let endpoint = manual();
    let server = serve(&endpoint).await;
    for _ in 0..201 {
        endpoint.queue(job());
        endpoint.call(Operation::GetJobDetails, "{}");
    }
    for (path, name) in [("/jobs", "jobs"), ("/requests", "requests")] {
        let listed = get(&server, path).await;
        assert_eq!((listed[name].as_array().unwrap().len(), &listed["more"]), (200, &json!(true)), "{path}");
        assert_eq!(get(&server, &format!("{path}?limit=201")).await["more"], false);
    }
}

async fn ids(server: &Server, query: &str) -> (Vec<String>, bool) {
    let list = get(server, &format!("/requests{query}")).await;
    let ids = column(&list["requests"], "requestId").into_iter().map(str::to_owned).collect();
    (ids, list["more"].as_bool().unwrap())
}

#[tokio::test]
async fn the_latest_requests_are_listed_oldest_first() {
    let endpoint = manual();
    let server = serve(&endpoint).await;
    let id = endpoint.start(NewJob::lambda("check"));
    for _ in 0..2 {
        call(&server, "PutJobSuccessResult", &format!(r#"{{"jobId":"{id}"}}"#)).await.ok();
        call(&server, "GetJobDetails", "{}").await.unwrap_err();
    }
    let all: Vec<_> = endpoint.requests().into_iter().map(|request| request.request_id).collect();
    assert_eq!(ids(&server, "").await, (all.clone(), false));
    assert_eq!(ids(&server, "?limit=3").await, (all[1..].to_vec(), true));
    assert_eq!(ids(&server, &format!("?jobId={id}")).await, (vec![all[0].clone(), all[2].clone()], false));
    assert_eq!(ids(&server, &format!("?jobId={id}&limit=1")).await, (vec![all[2].clone()], true));
}

#[tokio::test]
async fn a_request_is_told_as_it_was() {
    let endpoint = manual();
    let server = serve(&endpoint).await;
    endpoint.advance(Duration::from_millis(250));
    control(&server, "POST", "/faults", r#"{"operation":"PollForJobs","effect":"disconnect"}"#).await;
    let mut lost = Connection::open(&server).await;
    lost.send(request("PollForJobs", POLL)).await;
    assert_eq!(lost.rest().await.unwrap_or_default(), b"");
    let answered = send(&server, request("GetJobDetails", r#"{"jobId":"no such job"}"#)).await;
    send(&server, request("StopJobs", "nonsense")).await;

    let requests = get(&server, "/requests").await["requests"].clone();
    let fault =
        json!({ "operation": "PollForJobs", "skip": 0, "times": 1, "effect": "disconnect", "injected": 1 });
    let body: Value = serde_json::from_str(POLL).unwrap();
    assert_eq!(
        requests[0],
        json!({ "at": 0.25, "requestId": requests[0]["requestId"], "operation": "PollForJobs",
                "region": "us-east-1", "body": body, "fault": fault })
    );
    assert_eq!(
        requests[1],
        json!({ "at": 0.25, "requestId": answered.header("x-amzn-requestid").unwrap(), "operation": "GetJobDetails",
                "region": "us-east-1", "jobId": "no such job", "body": { "jobId": "no such job" }, "status": 400,
                "error": "ValidationException" })
    );
    let unknown = json!({ "at": 0.25, "requestId": requests[2]["requestId"], "region": "us-east-1", "body": null,
                          "status": 400, "error": "UnknownOperationException" });
    assert_eq!(requests[2], unknown);
}

#[tokio::test]
async fn a_job_is_told_in_full() {
    let endpoint = manual();
    let server = serve(&endpoint).await;
    let property = ConfigurationProperty::new;
    endpoint.define(
        ActionTypeDefinition::new(action_type())
            .property(property("Stack"))
            .property(property("Token").secret())
            .execution_url_template("https://acme.example/{ExternalExecutionId}"),
    );
    let new = job().pipeline("shop", "Production", "Deploy").configuration("Stack", "shop");
    let new = new.configuration("Token", "hush").configuration("Other", "hush").continuation_token("before");
    let source = Artifact::s3("Source", "b", "k");
    let id = endpoint.queue(new.input_artifact(source).output_artifact(Artifact::s3("Out", "b", "o")));
    let shown = get(&server, &format!("/jobs/{id}")).await;
    assert_eq!((shown.get("nonce"), &shown["deliveries"]), (None, &json!(0)));
    call(&server, "PollForJobs", POLL).await.unwrap();
    call(&server, "AcknowledgeJob", &format!(r#"{{"jobId":"{id}","nonce":"1"}}"#)).await.unwrap();
    endpoint.advance(Duration::from_millis(3200));
    let details = r#"{"type":"ConfigurationError","message":"a\nb","externalExecutionId":"run-17"}"#;
    let failure = format!(r#"{{"jobId":"{id}","failureDetails":{details}}}"#);
    call(&server, "PutJobFailureResult", &failure).await.unwrap();
    call(&server, "PutJobFailureResult", &failure).await.unwrap_err();

    let result = json!({ "failure": serde_json::from_str::<Value>(details).unwrap() });
    let code = "InvalidJobStateException";
    let artifact = |name, key| {
        let location = json!({ "type": "S3", "s3Location": { "bucketName": "b", "objectKey": key } });
        json!([{ "name": name, "location": location }])
    };
    let view = endpoint.job(&id).unwrap();
    let expected = json!({
        "id": id, "kind": "Custom", "status": "Failed",
        "actionType": { "category": "Deploy", "owner": "Custom", "provider": "Acme", "version": "1" },
        "pipelineName": "shop", "stageName": "Production", "actionName": "Deploy",
        "createdAt": 0.0, "endedAt": 3.2, "deliveries": 1, "refusedCount": 1, "result": result,
        "executionUrl": "https://acme.example/run-17",
        "pipelineExecutionId": view.pipeline_execution_id, "actionExecutionId": view.action_execution_id,
        "inputArtifacts": artifact("Source", "k"), "outputArtifacts": artifact("Out", "o"),
        "configuration": { "Stack": "shop", "Token": "***", "Other": "***" },
        "continuationToken": "before", "nonce": "1", "timeoutSeconds": 3600.0, "deadline": 3600.0,
        "history": [
            { "at": 0.0, "event": "Queued" }, { "at": 0.0, "event": "Dispatched", "nonce": "1" },
            { "at": 0.0, "event": "Acknowledged", "nonce": "1" }, { "at": 3.2, "event": "Failed" },
            { "at": 3.2, "event": "Refused", "code": code },
        ],
        "refused": [{ "at": 3.2, "operation": "PutJobFailureResult", "code": code, "result": result }],
    });
    assert_eq!(get(&server, &format!("/jobs/{id}")).await, expected);
}

#[tokio::test]
async fn a_success_and_its_continuation_are_told() {
    let endpoint = manual();
    let server = serve(&endpoint).await;
    let id = endpoint.start(job());
    let told = json!({
        "currentRevision": { "revision": "4f1c", "changeIdentifier": "7", "created": 1.5, "revisionSummary": "s" },
        "continuationToken": "next",
        "executionDetails": { "summary": "s", "externalExecutionId": "run", "percentComplete": 80 },
    });
    let mut input = told.clone();
    input["jobId"] = json!(id);
    call(&server, "PutJobSuccessResult", &input.to_string()).await.unwrap();
    let first = get(&server, &format!("/jobs/{id}")).await;
    assert_eq!(first["result"], json!({ "success": told }));
    assert_eq!(first.get("executionUrl"), None);
    let second = get(&server, &format!("/jobs/{}", first["continuedBy"].as_str().unwrap())).await;
    assert_eq!((&second["continues"], &second["continuationToken"]), (&json!(id), &json!("next")));
    assert_eq!((&second["result"], &second["endedAt"]), (&Value::Null, &Value::Null));
}
