//! The example functions do what their event files ask for, under a Lambda in this process.

#![cfg(unix)]

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use codepipeline_local::lambda::{Function, Output};
use codepipeline_local::{Endpoint, JobStatus};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::time::timeout;

/// How long anything may take before a test fails.
const PATIENCE: Duration = Duration::from_mins(1);

fn examples() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The program of an example, as it is now.
fn program(example: &str) -> PathBuf {
    let built = Command::new(env!("CARGO"))
        .args(["build", "--quiet", "--example", example])
        .current_dir(examples().parent().expect("the examples are in the workspace"))
        .status();
    assert!(built.expect("cargo runs").success());
    // This test stands in `deps`, beside the folder of the examples.
    let test = std::env::current_exe().expect("this test");
    test.ancestors().nth(2).expect("the folder of the profile").join("examples").join(example)
}

/// The event file of an example.
fn event(example: &str) -> Value {
    let text = std::fs::read(examples().join(example).join("event.json")).expect("it is there");
    serde_json::from_slice(&text).expect("it is JSON")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_invoke_action_checks_an_address() {
    let program = tokio::task::spawn_blocking(|| program("invoke_action")).await.expect("no panic");
    let endpoint = Endpoint::new();
    let server = endpoint.serve(([127, 0, 0, 1], 0)).await.expect("a port is free");
    let function = Function::builder(program).report_to(&server).output(Output::Discard).build();
    function.attach(&endpoint);
    let (listening, free) = (listener().await, listener().await);
    let nobody = free.local_addr().expect("it is bound");
    drop(free);
    let somebody = listening.local_addr().expect("it is bound");
    for (parameters, expected) in [
        (json!({ "address": somebody }), format!("{somebody} answers")),
        (
            json!({ "address": nobody }),
            format!("SystemUnavailable: cannot connect to {nobody}: Connection refused"),
        ),
        (json!({}), "ConfigurationError: UserParameters: `address` is missing".to_owned()),
    ] {
        let mut event = event("invoke_action");
        event["CodePipeline.job"]["data"]["actionConfiguration"]["configuration"]["UserParameters"] =
            parameters.to_string().into();
        event["CodePipeline.job"].as_object_mut().expect("it is one").remove("id");
        let id = endpoint.seed(&event).expect("it is an event").remove(0);
        let ended = endpoint.wait_for(&id, |job| job.status.is_final());
        let job = timeout(PATIENCE, ended).await.expect("it is reported").expect("it is there");
        let said = match (job.success(), job.failure()) {
            (Some(success), _) => success.execution_details.clone().and_then(|details| details.summary),
            (_, Some(failure)) => Some(format!("{}: {}", failure.failure_type, failure.message)),
            (None, None) => None,
        };
        let said = said.unwrap_or_default();
        assert!(said.starts_with(&expected), "{said}");
    }
}

async fn listener() -> TcpListener {
    TcpListener::bind(("127.0.0.1", 0)).await.expect("a port is free")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_event_file_is_a_job_as_it_is() {
    let endpoint = Endpoint::new();
    let ids = endpoint.seed(&event("invoke_action")).expect("it is an event");
    assert_eq!(endpoint.job(&ids[0]).expect("it is there").status, JobStatus::InProgress);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_integration_starts_a_build_and_ends_it() {
    let program = tokio::task::spawn_blocking(|| program("integration")).await.expect("no panic");
    let function = Function::builder(program).output(Output::Discard).build();
    let returned = async |event: &Value| {
        let attempts = timeout(PATIENCE, function.invoke(event).ended()).await.expect("it returns");
        attempts[0].outcome.response().expect("it returns")
    };
    let mut event = event("integration");
    let result = returned(&event).await;
    assert_eq!(
        (&result["result"], &result["continuation"]["State"]),
        (&json!("Continue"), &json!("shop-17"))
    );
    event["data"]["continuationToken"] = "shop-17".into();
    let result = returned(&event).await;
    assert_eq!(
        (&result["result"], &result["outputVariables"]["Build"]),
        (&json!("Success"), &json!("shop-17"))
    );

    event["data"]["continuationToken"] = Value::Null;
    event["data"]["actionConfiguration"]["ApiKey"] = "canary".into();
    let result = returned(&event).await;
    assert_eq!(result["failureType"], "PermissionsError");
    assert!(!result.to_string().contains("canary"), "{result}");
}
