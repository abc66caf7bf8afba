//! The quickstart prints what the README shows, and does a job of a service that is not its own.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use codepipeline_local::{ActionType, Artifact, Endpoint, NewJob};

#[test]
fn the_readme_shows_the_output_of_the_quickstart() {
    let readme = fs::read_to_string(root().join("README.md")).expect("there is a README");
    let (_, shown) =
        readme.split_once("```console\n$ cargo run --example quickstart\n").expect("it shows the quickstart");
    let (shown, _) = shown.split_once("```").expect("its block ends");
    let printed = quickstart(&[], "http://127.0.0.1:1");
    assert_eq!(without_references(shown).trim(), without_references(&text(&printed)).trim());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_job_of_another_service_is_done() {
    let endpoint = Endpoint::new();
    let server = endpoint.serve(([127, 0, 0, 1], 0)).await.expect("a port is free");
    let job = NewJob::custom(ActionType::custom("Deploy", "Acme", "1"))
        .user_parameters(r#"{"registry": "127.0.0.1:1"}"#)
        .input_artifact(Artifact::s3("Build", "artifact-store", "orders"));
    let id = endpoint.start(job);
    let (url, job_id) = (server.url(), id.to_string());
    let run = tokio::task::spawn_blocking(move || quickstart(&["--job-id", &job_id], &url));
    let printed = text(&run.await.expect("no panic"));
    assert!(printed.starts_with("SystemUnavailable: the registry 127.0.0.1:1 does not answer"), "{printed}");
    let job = endpoint.job(&id).expect("it exists");
    assert_eq!(job.failure().expect("it failed").failure_type, "SystemUnavailable");
}

#[test]
fn a_wrong_argument_says_how_it_is_used() {
    let output = quickstart(&["--job"], "http://127.0.0.1:1");
    assert!(!output.status.success());
    assert!(String::from_utf8_lossy(&output.stderr).contains("usage: quickstart [--job-id ID]"));
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the examples are in the workspace").to_owned()
}

/// Runs the example as a person would, with credentials that reach nothing.
fn quickstart(arguments: &[&str], endpoint_url: &str) -> Output {
    Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--example", "quickstart", "--"])
        .args(arguments)
        .current_dir(root())
        .env("AWS_EC2_METADATA_DISABLED", "true")
        .env("AWS_ENDPOINT_URL_CODEPIPELINE", endpoint_url)
        .env("AWS_REGION", "us-east-1")
        .env("AWS_ACCESS_KEY_ID", "test")
        .env("AWS_SECRET_ACCESS_KEY", "test")
        .output()
        .expect("cargo runs")
}

fn text(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// References are random: `(ref 1a2b3c4d)`.
fn without_references(text: &str) -> String {
    let mut parts = text.split("(ref ");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |all, part| all + "(ref ********" + part.get(8..).unwrap_or_default())
}
