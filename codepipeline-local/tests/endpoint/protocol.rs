//! AWS JSON 1.1, as bytes.

use crate::support::*;
use codepipeline_local::{Answer, Endpoint, NewJob, Operation};
use http::{HeaderMap, Method, Request};
use proptest::prelude::*;
use serde_json::{Value, json};

const ID: &str = "11111111-abcd-90ab-cdef-0123456789ab";

fn request(target: &str, content_type: &str, body: impl Into<Vec<u8>>) -> Request<bytes::Bytes> {
    let body: Vec<u8> = body.into();
    let request = Request::post("/").header("X-Amz-Target", target).header("Content-Type", content_type);
    request.body(body.into()).unwrap()
}

const TARGET: &str = "CodePipeline_20150709.GetJobDetails";
const JSON: &str = "application/x-amz-json-1.1";

fn code(endpoint: &Endpoint, request: &Request<bytes::Bytes>) -> String {
    handle(endpoint, request).error().unwrap_or_default()
}

/// Checks what every answer has, and returns its headers.
fn well_formed(answer: &Answer) -> HeaderMap {
    let response = answer.response().unwrap();
    let headers = response.headers();
    assert_eq!(headers["content-type"], JSON);
    assert_eq!(headers["x-amzn-requestid"].len(), 36);
    match response.status().as_u16() {
        200 => assert!(response.body().is_empty() || answer.json().is_object()),
        400 | 413 => {
            let error = answer.json();
            let code = error["__type"].as_str().unwrap();
            assert!(code.ends_with("Exception") && !code.contains(['#', ':']), "{code}");
            assert!(!error["message"].as_str().unwrap().is_empty());
        }
        other => panic!("status {other}"),
    }
    headers.clone()
}

#[test]
fn an_operation_is_named_by_its_target() {
    let endpoint = endpoint();
    let body = json!({ "jobId": ID }).to_string();
    let call = |target: &str| code(&endpoint, &request(target, JSON, body.clone()));
    assert_eq!(call(TARGET), "JobNotFoundException");
    for target in [
        "",
        "GetJobDetails",
        "CodePipeline_20150709.",
        "CodePipeline_20150709.getJobDetails",
        "CodePipeline_20150709.GetJobDetails ",
        "CodePipeline_20150709.ListPipelines",
        "CodePipeline_20200709.GetJobDetails",
    ] {
        assert_eq!(call(target), "UnknownOperationException", "{target}");
    }
    let answer = handle(&endpoint, &Request::post("/").body("{}".into()).unwrap());
    assert_eq!(answer.error().as_deref(), Some("UnknownOperationException"));
}

#[test]
fn an_operation_is_a_post_to_the_root() {
    let endpoint = endpoint();
    let mut request = request(TARGET, JSON, json!({ "jobId": ID }).to_string());
    *request.uri_mut() = "https://codepipeline.us-east-1.amazonaws.com/".parse().unwrap();
    assert_eq!(code(&endpoint, &request), "JobNotFoundException");
    *request.uri_mut() = "/jobs".parse().unwrap();
    assert_eq!(code(&endpoint, &request), "UnknownOperationException");
    *request.uri_mut() = "/".parse().unwrap();
    *request.method_mut() = Method::PUT;
    assert_eq!(code(&endpoint, &request), "UnknownOperationException");
}

#[test]
fn the_content_type_may_have_parameters() {
    let endpoint = endpoint();
    let body = json!({ "jobId": ID }).to_string();
    let call = |content_type: &str| code(&endpoint, &request(TARGET, content_type, body.clone()));
    for content_type in [JSON, "application/x-amz-json-1.1; charset=utf-8", "Application/X-Amz-Json-1.1 ;a=b"]
    {
        assert_eq!(call(content_type), "JobNotFoundException", "{content_type}");
    }
    for content_type in ["application/json", "application/x-amz-json-1.0", "application/x-amz-json-1.1x", ""]
    {
        assert_eq!(call(content_type), "UnknownOperationException", "{content_type}");
    }
}

#[test]
fn an_empty_body_is_an_empty_structure() {
    let answer = handle(&endpoint(), &request(TARGET, JSON, ""));
    assert_eq!(
        answer.json()["message"],
        "1 validation error detected: Value at 'jobId' failed to satisfy constraint: Member must not be null"
    );
}

#[test]
fn a_result_is_answered_with_an_empty_body() {
    let endpoint = endpoint();
    let id = endpoint.start(job());
    let answer = endpoint.call(Operation::PutJobSuccessResult, json!({ "jobId": id.as_str() }).to_string());
    let response = answer.response().unwrap();
    assert_eq!((response.status().as_u16(), response.body().len()), (200, 0));
    well_formed(&answer);
}

#[test]
fn each_answer_has_an_id_of_its_own_that_the_journal_knows() {
    let endpoint = endpoint();
    let ids = [(), ()].map(|()| {
        let answer = endpoint.call(Operation::GetJobDetails, "{}");
        well_formed(&answer)["x-amzn-requestid"].to_str().unwrap().to_owned()
    });
    assert_ne!(ids[0], ids[1]);
    let known: Vec<_> = endpoint.requests().into_iter().map(|request| request.request_id).collect();
    assert_eq!(known, ids);
}

#[test]
fn null_members_are_absent() {
    let endpoint = endpoint();
    let id = endpoint.start(job());
    let input = json!({
        "jobId": id.as_str(),
        "currentRevision": null,
        "continuationToken": null,
        "executionDetails": { "summary": null },
        "outputVariables": null,
    });
    assert_eq!(put(&endpoint, Operation::PutJobSuccessResult, &input), Ok(()));
    assert_eq!(endpoint.jobs().len(), 1);
}

#[test]
fn all_violations_are_told_at_once_and_no_value_is_echoed() {
    let details =
        json!({ "type": "PermissionsError", "message": "", "externalExecutionId": "hush".repeat(400) });
    let input = json!({ "jobId": "hush", "failureDetails": details });
    let answer = endpoint().call(Operation::PutJobFailureResult, input.to_string());
    assert_eq!(answer.response().unwrap().status(), 400);
    assert_eq!(
        answer.json(),
        json!({
            "__type": "ValidationException",
            "message": "4 validation errors detected: \
                Value at 'jobId' failed to satisfy constraint: Member must satisfy regular expression pattern: \
                [0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}; \
                Value at 'failureDetails.type' failed to satisfy constraint: Member must satisfy enum value set: \
                [JobFailed, ConfigurationError, PermissionError, RevisionOutOfSync, RevisionUnavailable, \
                SystemUnavailable]; \
                Value at 'failureDetails.message' failed to satisfy constraint: Member must have length greater \
                than or equal to 1; \
                Value at 'failureDetails.externalExecutionId' failed to satisfy constraint: Member must have \
                length less than or equal to 1500",
        })
    );
}

#[test]
fn a_maps_violations_name_all_its_rules() {
    let mut input = poll_input(&action_type());
    input["queryParam"] = json!({ "Project": "two words" });
    let answer = endpoint().call(Operation::PollForJobs, input.to_string());
    assert_eq!(
        answer.json()["message"],
        "1 validation error detected: Value at 'queryParam' failed to satisfy constraint: Map value must satisfy \
         constraint: [Member must have length less than or equal to 50, Member must have length greater than or \
         equal to 1, Member must satisfy regular expression pattern: [a-zA-Z0-9_-]+]"
    );
}

#[test]
fn a_wrong_type_is_a_serialization_error() {
    for (body, message) in [
        (r#"{"jobId":7}"#, "NUMBER_VALUE cannot be converted to String"),
        (r#"{"jobId":["7"]}"#, "Start of list found where not expected"),
        ("7", "NUMBER_VALUE cannot be converted to Structure"),
        ("null", "NULL_VALUE cannot be converted to Structure"),
        ("[]", "Start of list found where not expected"),
        ("{", "The body is not valid JSON"),
        ("{}{}", "The body is not valid JSON"),
    ] {
        let answer = endpoint().call(Operation::GetJobDetails, body);
        let expected = json!({ "__type": "SerializationException", "message": message });
        assert_eq!(answer.json(), expected, "{body}");
    }
}

#[test]
fn a_body_has_a_longest_length() {
    let endpoint = endpoint();
    let json = json!({ "jobId": ID }).to_string();
    let body = |length: usize| json.clone() + &" ".repeat(length - json.len());
    let answer = endpoint.call(Operation::GetJobDetails, body(1 << 20));
    assert_eq!(answer.error().as_deref(), Some("JobNotFoundException"));
    let answer = endpoint.call(Operation::GetJobDetails, body((1 << 20) + 1));
    assert_eq!(answer.response().unwrap().status(), 413);
    assert_eq!(answer.error().as_deref(), Some("RequestEntityTooLargeException"));
    well_formed(&answer);
}

#[test]
fn the_journal_tells_what_was_asked() {
    let endpoint = endpoint();
    let id = endpoint.start(NewJob::lambda("check"));
    fail(&endpoint, &id, "no").unwrap();
    let _again = succeed(&endpoint, &id);
    endpoint.call(Operation::GetJobDetails, "garbage");

    let requests = endpoint.requests();
    let told: Vec<_> = requests
        .iter()
        .map(|request| (request.operation.unwrap(), request.job_id.as_deref(), request.status.unwrap()))
        .collect();
    assert_eq!(
        told,
        [
            (Operation::PutJobFailureResult, Some(id.as_str()), 200),
            (Operation::PutJobSuccessResult, Some(id.as_str()), 400),
            (Operation::GetJobDetails, None, 400),
        ]
    );
    assert_eq!(requests[0].body["failureDetails"]["message"], "no");
    assert_eq!(requests[0].error, None);
    assert_eq!(requests[1].error.as_deref(), Some("InvalidJobStateException"));
    assert_eq!(requests[2].body, Value::Null);
}

proptest! {
    #[test]
    fn any_json_gets_a_well_formed_answer(
        operation in proptest::sample::select(Operation::ALL),
        json in any_json(),
    ) {
        let endpoint = endpoint();
        endpoint.queue(job());
        well_formed(&endpoint.call(operation, json.to_string()));
        prop_assert_eq!(endpoint.requests().len(), 1);
    }

    #[test]
    fn any_bytes_get_a_well_formed_answer(
        target in prop_oneof![Just(TARGET.to_owned()), "[ -~]{0,40}"],
        content_type in prop_oneof![Just(JSON.to_owned()), "[ -~]{0,40}"],
        path in "/[a-z]{0,3}",
        body in proptest::collection::vec(any::<u8>(), 0..200),
    ) {
        let mut request = request(&target, &content_type, body);
        *request.uri_mut() = path.parse().unwrap();
        well_formed(&handle(&endpoint(), &request));
    }
}
