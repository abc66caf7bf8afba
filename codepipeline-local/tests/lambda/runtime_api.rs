//! The Runtime API, and what a process is given.

use super::support::worker;
use codepipeline_local::Endpoint;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::time::{SystemTime, UNIX_EPOCH};

#[tokio::test]
async fn an_event_comes_with_the_headers_of_lambda() {
    let function = worker().region("eu-west-1").build();
    let before = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    let invocation = function.invoke(&json!({ "do": "tell" }));
    let told = invocation.ended().await[0].outcome.response().unwrap();
    let header = |name: &str| told["headers"][name].as_str().unwrap().to_owned();
    assert_eq!(header("content-type"), "application/json");
    assert_eq!(header("lambda-runtime-aws-request-id"), invocation.request_id());
    let arn = "arn:aws:lambda:eu-west-1:111122223333:function:worker";
    assert_eq!(header("lambda-runtime-invoked-function-arn"), arn);
    assert!(header("lambda-runtime-trace-id").starts_with("Root=1-"));
    // Five minutes from when it was handed out.
    let deadline: u128 = header("lambda-runtime-deadline-ms").parse().unwrap();
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    assert!((before.as_millis()..=now.as_millis()).contains(&(deadline - 300_000)), "{deadline}");
}

#[tokio::test]
async fn the_environment_is_lambdas_alone() {
    let server = Endpoint::new().serve(([127, 0, 0, 1], 0)).await.unwrap();
    let function =
        worker().report_to(&server).variable("TABLE", "checks").variable("TZ", ":Europe/Paris").build();
    let told = function.invoke(&json!({ "do": "tell" })).ended().await[0].outcome.response().unwrap();
    let environment = told["environment"].as_object().unwrap();
    let names: BTreeSet<_> = environment.keys().map(String::as_str).collect();
    let expected = BTreeSet::from([
        "AWS_ACCESS_KEY_ID",
        "AWS_DEFAULT_REGION",
        "AWS_EC2_METADATA_DISABLED",
        "AWS_ENDPOINT_URL_CODEPIPELINE",
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
        "AWS_LAMBDA_FUNCTION_NAME",
        "AWS_LAMBDA_FUNCTION_VERSION",
        "AWS_LAMBDA_INITIALIZATION_TYPE",
        "AWS_LAMBDA_LOG_GROUP_NAME",
        "AWS_LAMBDA_LOG_STREAM_NAME",
        "AWS_LAMBDA_RUNTIME_API",
        "AWS_REGION",
        "AWS_SECRET_ACCESS_KEY",
        "AWS_SESSION_TOKEN",
        "LAMBDA_TASK_ROOT",
        "LANG",
        "PATH",
        "TABLE",
        "TZ",
        "_HANDLER",
    ]);
    assert_eq!(names, expected);
    for (name, value) in [
        ("AWS_ENDPOINT_URL_CODEPIPELINE", server.url().as_str()),
        ("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "128"),
        ("AWS_LAMBDA_FUNCTION_NAME", "worker"),
        ("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST"),
        ("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand"),
        ("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/worker"),
        ("TABLE", "checks"),
        ("TZ", ":Europe/Paris"),
    ] {
        assert_eq!(environment[name], value, "{name}");
    }
}

#[tokio::test]
async fn requests_are_answered_as_lambda_answers_them() {
    let function = worker().build();
    let earlier = function.invoke(&json!({ "do": "echo" }));
    earlier.ended().await;
    let invocation = "/2018-06-01/runtime/invocation";
    let requests = [
        ("POST", format!("{invocation}/7/response")),
        ("POST", format!("{invocation}/{}/response", earlier.request_id())),
        ("POST", format!("{invocation}/{}/error", earlier.request_id())),
        ("POST", "/2018-06-01/runtime/init/error".into()),
        ("POST", "/2020-01-01/extension/register".into()),
        ("GET", "/2020-01-01/extension/event/next".into()),
        ("POST", format!("{invocation}/next")),
        ("GET", format!("{invocation}/{{id}}/response")),
        ("GET", "/2018-06-01/runtime".into()),
        ("GET", "/".into()),
        ("GET", format!("{invocation}/next")),
    ];
    let requests = requests.map(|(method, path)| json!({ "method": method, "path": path }));
    let event = json!({ "do": "try", "requests": requests });
    let tried = function.invoke(&event).ended().await[0].outcome.response().unwrap();
    let told = |tried: &Value| (tried["status"].as_u64().unwrap(), tried["body"]["errorType"].clone());
    assert_eq!(
        tried.as_array().unwrap().iter().map(told).collect::<Vec<_>>(),
        [
            (400, json!("InvalidRequestID")),
            (400, json!("InvalidRequestID")),
            (400, json!("InvalidRequestID")),
            (403, json!("InvalidStateTransition")),
            (403, json!("Extension.InvalidExtensionName")),
            (403, json!("Extension.MissingExtensionIdentifier")),
            (405, Value::Null),
            (405, Value::Null),
            (404, Value::Null),
            (404, Value::Null),
            // The event that it has, once more.
            (200, Value::Null),
        ]
    );
    assert_eq!(tried[10]["body"], event);
}

#[tokio::test]
async fn there_is_one_answer_to_an_event() {
    let function = worker().build();
    let event = json!({ "do": "answer twice" });
    let attempts = function.invoke(&event).ended().await;
    assert_eq!(attempts[0].outcome.response(), Some(event));
    function.idle().await;
    assert!(function.process_id().is_some(), "what it was answered was not what it expected");
}

#[tokio::test]
async fn an_answer_that_is_too_long_is_an_error() {
    let function = worker().build();
    let attempts = function.invoke(&json!({ "do": "say too much" })).ended().await;
    assert_eq!(attempts[0].outcome.error().unwrap().error_type, "Function.ResponseSizeTooLarge");
}
