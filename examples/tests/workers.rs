//! The example workers do jobs, and end when they are asked to.

#![cfg(unix)]

use std::path::{Path, PathBuf};
use std::time::Duration;

use codepipeline_local::{ActionType, Artifact, Endpoint, JobId, NewJob};
use rustix::process::{Pid, Signal, kill_process};
use tokio::process::Command;
use tokio::time::timeout;

/// As long as a build of the example may take on a busy machine.
const PATIENCE: Duration = Duration::from_mins(5);

/// Lets the example do all jobs, then ends it, and expects that to go well.
async fn do_jobs(endpoint: &Endpoint, example: &str, arguments: &[&Path]) {
    let server = endpoint.serve(([127, 0, 0, 1], 0)).await.expect("a port is free");
    // Cargo becomes the example, as far as signals go.
    let mut worker = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--example", example, "--"])
        .args(arguments)
        .current_dir(root())
        .env("AWS_EC2_METADATA_DISABLED", "true")
        .env("AWS_ENDPOINT_URL_CODEPIPELINE", server.url())
        .env("AWS_REGION", "us-east-1")
        .env("AWS_ACCESS_KEY_ID", "test")
        .env("AWS_SECRET_ACCESS_KEY", "test")
        .kill_on_drop(true)
        .spawn()
        .expect("cargo runs");
    let all = endpoint.wait_until(|endpoint| endpoint.jobs().iter().all(|job| job.status.is_final()));
    let done = timeout(PATIENCE, all).await;
    assert!(done.is_ok(), "{:#?}", endpoint.jobs());
    let id = worker.id().and_then(|id| Pid::from_raw(id.try_into().ok()?)).expect("it runs");
    kill_process(id, Signal::TERM).expect("it can be asked to end");
    let status = timeout(PATIENCE, worker.wait()).await.expect("it ends").expect("it can be waited for");
    assert!(status.success(), "{status}");
    assert!(endpoint.jobs().iter().all(|job| job.refused.is_empty()));
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the examples are in the workspace").to_owned()
}

/// How the job ended, in a line.
fn ending(endpoint: &Endpoint, id: &JobId) -> String {
    let job = endpoint.job(id).expect("it exists");
    match (job.success(), job.failure()) {
        (Some(success), _) => success.execution_details.as_ref().and_then(|details| details.summary.clone()),
        (_, Some(failure)) => {
            // References are random: `(ref 1a2b3c4d)`.
            let message = failure.message.split(" (ref ").next().unwrap_or_default();
            Some(format!("{}: {message}", failure.failure_type))
        }
        (None, None) => None,
    }
    .unwrap_or_default()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_worker_of_a_custom_action() {
    let folder = tempfile::tempdir().expect("a folder");
    let endpoint = Endpoint::new();
    let build = Artifact::s3("Build", "artifact-store", "shop.zip").revision("4f1c2a");
    let deploy = |parameters: &str| {
        let job = NewJob::custom(ActionType::custom("Deploy", "Acme", "1")).user_parameters(parameters);
        endpoint.queue(job.input_artifact(build.clone()))
    };
    let good = deploy(r#"{"stack": "shop", "replicas": 3}"#);
    let big = deploy(r#"{"stack": "shop", "replicas": 300}"#);
    let frozen = deploy(r#"{"stack": "legacy"}"#);
    let nameless = deploy("{}");
    do_jobs(&endpoint, "worker", &[&folder.path().join("jobs.journal")]).await;

    assert_eq!(ending(&endpoint, &good), "shop runs 4f1c2a on 3 hosts");
    let too_big = "ConfigurationError: shop cannot have 300 replicas; there are 20 hosts";
    assert_eq!(ending(&endpoint, &big), too_big);
    let is_frozen = "PermissionError: legacy is frozen: ask its owner to deploy it";
    assert_eq!(ending(&endpoint, &frozen), is_frozen);
    let has_no_name = ending(&endpoint, &nameless);
    assert!(
        has_no_name.starts_with("ConfigurationError: UserParameters: `stack` is missing"),
        "{has_no_name}"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_worker_of_a_partner() {
    let folder = tempfile::tempdir().expect("a folder");
    let client_id = "3f0a5e7c-9d21-4b68-8c4f-0123456789ab";
    std::fs::write(folder.path().join(client_id), "a partner's token\n").expect("it can be written");
    let endpoint = Endpoint::new();
    let check = |suite: &str| {
        let action_type = ActionType::third_party("Test", "Acme", "1");
        let job = NewJob::third_party(action_type, "a partner's token").client_id(client_id);
        endpoint.queue(job.configuration("Suite", suite))
    };
    let (good, bad) = (check("unit"), check("smoke"));
    let journal = folder.path().join("jobs.journal");
    do_jobs(&endpoint, "third_party_worker", &[folder.path(), &journal]).await;

    assert_eq!(ending(&endpoint, &good), "unit: all tests passed");
    assert_eq!(ending(&endpoint, &bad), "ConfigurationError: there is no suite smoke");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_worker_with_layers() {
    let folder = tempfile::tempdir().expect("a folder");
    let endpoint = Endpoint::new();
    let scan = |target: &str| {
        let job = NewJob::custom(ActionType::custom("Test", "Scanner", "1"));
        endpoint.queue(job.configuration("Target", target))
    };
    let [slow, good, bad] = ["slow", "shop.zip", "infected"].map(scan);
    let waiting: Vec<_> = (0..6).map(|_| scan("shop.zip")).collect();
    do_jobs(&endpoint, "worker_with_layers", &[&folder.path().join("jobs.journal")]).await;

    assert_eq!(ending(&endpoint, &slow), "SystemUnavailable: request timed out");
    assert_eq!(ending(&endpoint, &good), "shop.zip is clean");
    assert_eq!(ending(&endpoint, &bad), "JobFailed: 1 of 31 files is infected");
    assert!(waiting.iter().all(|id| ending(&endpoint, id) == "shop.zip is clean"));
}
