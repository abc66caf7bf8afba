//! Who may ask.

use crate::support::*;
use bytes::Bytes;
use codepipeline_local::{Authentication, Endpoint, EndpointBuilder, JobId, JobStatus, Operation};
use http::Request;
use serde_json::{Value, json};

fn request(operation: Operation, input: &Value, authorization: Option<&str>) -> Request<Bytes> {
    let mut request = Request::post("/")
        .header("Content-Type", "application/x-amz-json-1.1")
        .header("X-Amz-Target", format!("CodePipeline_20150709.{operation}"))
        .header("X-Amz-Date", "20150830T123600Z");
    if let Some(authorization) = authorization {
        request = request.header("Authorization", authorization);
    }
    request.body(input.to_string().into()).unwrap()
}

/// The header that an SDK sends, with a signature that is none.
fn signed_by(access_key_id: &str, region: &str) -> String {
    format!(
        "AWS4-HMAC-SHA256 Credential={access_key_id}/20150830/{region}/codepipeline/aws4_request, \
         SignedHeaders=content-type;host;x-amz-date;x-amz-target, Signature=00ff"
    )
}

fn code(endpoint: &Endpoint, request: &Request<Bytes>) -> Option<String> {
    handle(endpoint, request).error()
}

fn endpoint_with(setting: Authentication) -> Endpoint {
    Endpoint::builder().authentication(setting).build()
}

#[test]
fn a_request_has_to_look_signed_unless_nothing_is_checked() {
    for builder in [Endpoint::builder(), Endpoint::builder().authentication(Authentication::Scope)] {
        let endpoint = EndpointBuilder::build(builder);
        let id = endpoint.start(job());
        let input = json!({ "jobId": id.as_str() });
        let unsigned = request(Operation::PutJobSuccessResult, &input, None);
        assert_eq!(code(&endpoint, &unsigned).as_deref(), Some("MissingAuthenticationTokenException"));
        assert_eq!(status(&endpoint, &id), JobStatus::InProgress, "nothing happened");
        let signed = signed_by("AKIDEXAMPLE", "us-east-1");
        assert_eq!(code(&endpoint, &request(Operation::PutJobSuccessResult, &input, Some(&signed))), None);
        assert_eq!(status(&endpoint, &id), JobStatus::Succeeded);
    }
    let endpoint = endpoint_with(Authentication::Off);
    for authorization in [None, Some("Basic dXNlcjpwYXNz")] {
        let id = endpoint.start(job());
        let input = json!({ "jobId": id.as_str() });
        let request = request(Operation::PutJobSuccessResult, &input, authorization);
        assert_eq!(code(&endpoint, &request), None, "{authorization:?}");
    }
}

#[test]
fn a_call_needs_no_signature() {
    let endpoint = endpoint_with(Authentication::Scope);
    let id = endpoint.start(job());
    assert_eq!(succeed(&endpoint, &id), Ok(()));
    assert_eq!(endpoint.requests()[0].region, None);
}

#[test]
fn the_journal_tells_the_region_and_never_the_key() {
    let endpoint = endpoint_with(Authentication::Scope);
    for region in ["us-east-1", "eu-west-1"] {
        let signed = signed_by("AKIDEXAMPLE", region);
        handle(&endpoint, &request(Operation::GetJobDetails, &json!({}), Some(&signed)));
    }
    handle(&endpoint, &request(Operation::GetJobDetails, &json!({ "jobId": "asked" }), None));
    let requests = endpoint.requests();
    let regions: Vec<_> = requests.iter().map(|request| request.region.as_deref()).collect();
    assert_eq!(regions, [Some("us-east-1"), Some("eu-west-1"), None]);
    let error = requests[2].error.as_deref();
    assert_eq!((error, requests[2].status), (Some("MissingAuthenticationTokenException"), Some(400)));
    assert!(!format!("{requests:?} {endpoint:?}").contains("AKIDEXAMPLE"));
    assert!(!serde_json::to_string(&requests).unwrap().contains("AKIDEXAMPLE"));

    let unchecked = endpoint_with(Authentication::Off);
    let signed = signed_by("AKIDEXAMPLE", "us-east-1");
    handle(&unchecked, &request(Operation::GetJobDetails, &json!({}), Some(&signed)));
    assert_eq!(unchecked.requests()[0].region, None, "it was not looked at");
}

#[test]
fn who_asks_for_no_operation_is_told_that_first() {
    let endpoint = endpoint_with(Authentication::Scope);
    let mut unknown = request(Operation::GetJobDetails, &json!({}), None);
    unknown.headers_mut().insert("X-Amz-Target", "ListPipelines".parse().unwrap());
    assert_eq!(code(&endpoint, &unknown).as_deref(), Some("UnknownOperationException"));
}

/// What each operation on a job answers to one who signs with this key.
fn codes(endpoint: &Endpoint, id: &JobId, access_key_id: &str) -> Vec<Option<String>> {
    let details = json!({ "type": "JobFailed", "message": "no" });
    let input = json!({ "jobId": id.as_str(), "nonce": "1", "failureDetails": details });
    let operations = [
        Operation::GetJobDetails,
        Operation::AcknowledgeJob,
        Operation::PutJobFailureResult,
        Operation::PutJobSuccessResult,
    ];
    let signed = signed_by(access_key_id, "us-east-1");
    let code = |operation| code(endpoint, &request(operation, &input, Some(&signed)));
    operations.into_iter().map(code).collect()
}

#[test]
fn a_jobs_own_credentials_open_nothing_of_that_job() {
    let endpoint = endpoint_with(Authentication::Scope);
    let [first, second] = [endpoint.queue(job()), endpoint.queue(job())];
    poll(&endpoint);
    let polled = endpoint.job(&first).unwrap().artifact_credentials.access_key_id;
    let renewed = details(&endpoint, &first)["data"]["artifactCredentials"]["accessKeyId"].clone();
    let renewed = renewed.as_str().unwrap();
    assert_ne!(polled, renewed);

    let denied = Some("AccessDeniedException".to_owned());
    for access_key_id in [polled.as_str(), renewed] {
        assert_eq!(codes(&endpoint, &first, access_key_id), [(); 4].map(|()| denied.clone()));
        assert_eq!(status(&endpoint, &first), JobStatus::Dispatched);
    }
    assert_eq!(endpoint.job(&first).unwrap().refused, [], "it did not get so far");

    let refused = Some("InvalidJobStateException".to_owned());
    assert_eq!(codes(&endpoint, &second, &polled), [None, None, None, refused.clone()], "another job's");
    assert_eq!(codes(&endpoint, &first, "AKIDEXAMPLE"), [None, None, None, refused]);
}

#[test]
fn given_credentials_open_nothing_of_their_job_either() {
    let endpoint = endpoint_with(Authentication::Scope);
    let id = endpoint.start(job().artifact_credentials("minioadmin", "secret", "token"));
    let denied = Some("AccessDeniedException".to_owned());
    assert_eq!(codes(&endpoint, &id, "minioadmin"), [(); 4].map(|()| denied.clone()));
    let answer = handle(
        &endpoint,
        &request(
            Operation::PutJobSuccessResult,
            &json!({ "jobId": id.as_str() }),
            Some(&signed_by("minioadmin", "us-east-1")),
        ),
    );
    assert_eq!(
        answer.json()["message"],
        "The credentials of a job's artifacts are not authorized to perform: codepipeline:PutJobSuccessResult"
    );

    let unchecked = endpoint_with(Authentication::Off);
    let id = unchecked.start(job().artifact_credentials("minioadmin", "secret", "token"));
    assert_eq!(codes(&unchecked, &id, "minioadmin")[2], None, "nobody is known");
}
