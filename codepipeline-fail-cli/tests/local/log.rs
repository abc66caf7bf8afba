//! What it writes of each request.

use crate::support::{Local, command};
use serde_json::Value;

const SEED: &str = r#"{"CodePipeline.job": {"id": "11111111-abcd-1111-abcd-111111abcdef", "accountId": "111122223333", "data": {
    "actionConfiguration": {"configuration": {"FunctionName": "check", "UserParameters": "hush parameters"}},
    "artifactCredentials": {"accessKeyId": "HUSHKEY", "secretAccessKey": "hush secret", "sessionToken": "hush session"}}}}"#;
const ID: &str = "11111111-abcd-1111-abcd-111111abcdef";

/// Four requests, of which one names no operation, and all that was logged.
fn logged(arguments: &[&str]) -> String {
    let local = Local::start(arguments);
    assert_eq!(local.control("POST", "/jobs", SEED).0, 201);
    assert_eq!(local.call("GetJobDetails", &format!(r#"{{"jobId":"{ID}"}}"#)).0, 200);
    let details = r#"{"type":"JobFailed","message":"hush message"}"#;
    let failure = format!(r#"{{"jobId":"{ID}","clientToken":"hush token","failureDetails":{details}}}"#);
    assert_eq!(local.call("PutJobFailureResult", &failure).0, 200);
    assert_eq!(local.call("PutJobFailureResult", &failure).0, 400);
    assert_eq!(local.call("Hush", "hush body").0, 400);
    local.stop()
}

#[test]
fn json_is_an_object_for_each_request_and_tells_no_secret() {
    let log = logged(&["--log", "json"]);
    assert!(!log.to_lowercase().contains("hush"), "{log}");
    let lines: Vec<Value> = log.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let told = |name: &str| lines.iter().map(|line| line[name].clone()).collect::<Vec<_>>();
    let put = "PutJobFailureResult";
    assert_eq!(told("operation"), [Value::from("GetJobDetails"), put.into(), put.into(), Value::Null]);
    assert_eq!(told("status"), [200, 200, 400, 400]);
    let refused = "InvalidJobStateException";
    assert_eq!(told("error"), [Value::Null, Value::Null, refused.into(), "UnknownOperationException".into()]);
    assert_eq!(told("job_id"), [Value::from(ID), ID.into(), ID.into(), Value::Null]);
    assert!(told("timestamp").iter().all(Value::is_string), "{log}");
}

#[test]
fn text_is_a_line_for_each_request_without_colours() {
    let log = logged(&[]);
    assert_eq!(log.lines().count(), 4, "{log}");
    assert!(!log.to_lowercase().contains("hush") && !log.contains('\u{1b}'), "{log}");
    assert!(log.contains("InvalidJobStateException") && log.contains(ID), "{log}");
}

#[test]
fn nothing_is_written_if_so_wished() {
    assert_eq!(logged(&["--log", "off"]), "");
}

#[test]
fn nobody_tells_it_what_to_log_by_the_environment() {
    let mut traced = command(&["--port", "0"]);
    traced.env("RUST_LOG", "trace");
    let local = Local::spawn(traced);
    local.get("/health");
    assert_eq!(local.stop(), "");
}
