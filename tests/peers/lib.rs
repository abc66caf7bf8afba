//! What every peer needs: jobs to do, and an environment that is the same on every machine.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::{env, fs};

use fastrand::Rng;
use serde_json::json;

use codepipeline_fail_cli::value::Value;
use codepipeline_local::{
    AccessKeys, ActionType, Artifact, Authentication, Endpoint, EndpointBuilder, JobView, NewJob,
};

/// The token that shows a third-party job to be the worker's own.
pub const CLIENT_TOKEN: &str = "a partner's token";

/// The partner that third-party jobs are for.
pub const CLIENT_ID: &str = "3f0a5e7c-9d21-4b68-8c4f-0123456789ab";

/// Text of one, two, three and four bytes a character, and with what quoting may break: it must arrive as it was sent.
pub const TEXT: &str = "größer: 構築, \u{1f600} \"two\"\nlines";

/// An endpoint that takes only what is signed with the credentials of [`program`].
pub fn endpoint() -> EndpointBuilder {
    Endpoint::builder().authentication(Authentication::Signature(AccessKeys::new().with("test", "test")))
}

/// A job of a custom action type, with all that a job can have.
pub fn custom_job() -> NewJob {
    with_everything(NewJob::custom(ActionType::custom("Deploy", "Acme", "1")))
}

/// A job of a partner's action type, with all that a job can have.
pub fn third_party_job() -> NewJob {
    let job = NewJob::third_party(ActionType::third_party("Test", "Acme", "1"), CLIENT_TOKEN);
    with_everything(job.client_id(CLIENT_ID))
}

fn with_everything(job: NewJob) -> NewJob {
    job.pipeline("shop", "Production", "DeployToAcme")
        .configuration("Stack", "shop-production")
        .configuration("Note", TEXT)
        .input_artifact(Artifact::s3("Build", "artifact-store", "größer/build.zip").revision("4f1c2a"))
        .output_artifact(Artifact::s3("Report", "artifact-store", "report.zip").revision("8"))
        .encryption_key("alias/artifacts")
        // Given ones stay the same, so that two answers can be compared.
        .artifact_credentials("ASIAIOSFODNN7EXAMPLE", "a secret", "a session")
        .continuation_token("from an earlier job")
}

/// The job, as it is now.
///
/// # Panics
/// If there is none.
pub fn job(endpoint: &Endpoint, id: impl AsRef<str>) -> JobView {
    endpoint.job(id).expect("the job exists")
}

/// Expects a success with all that an operation takes, each with the value that every peer sends.
///
/// # Panics
/// If it is not so.
pub fn succeeded_in_full(job: &JobView) {
    let success = job.success().expect("it succeeded");
    let revision = success.current_revision.as_ref().expect("it told its revision");
    assert_eq!((revision.revision.as_str(), revision.change_identifier.as_str()), ("4f1c2a", "7"));
    // 2024-05-31 at 18:08:37, two hours east of Greenwich.
    assert_eq!((revision.created, revision.revision_summary.as_deref()), (Some(1_717_171_717.0), Some(TEXT)));
    let execution = success.execution_details.as_ref().expect("it told its execution");
    assert_eq!((execution.summary.as_deref(), execution.percent_complete), (Some(TEXT), Some(100)));
    assert_eq!(execution.external_execution_id.as_deref(), Some("run-1"));
}

/// Expects a failure with all that an operation takes.
///
/// # Panics
/// If it is not so.
pub fn failed_in_full(job: &JobView, failure_type: &str) {
    let failure = job.failure().expect("it failed");
    assert_eq!((failure.failure_type.as_str(), failure.message.as_str()), (failure_type, TEXT));
    assert_eq!(failure.external_execution_id.as_deref(), Some("run-2"));
}

/// A program that knows no more of this machine than where programs and its home are: no proxy, and nobody's
/// credentials, region or pager.
pub fn program(path: impl AsRef<Path>) -> Command {
    let mut command = Command::new(path.as_ref());
    command.env_clear();
    command.envs(["PATH", "HOME"].iter().filter_map(|name| Some((name, env::var_os(name)?))));
    command.envs([
        ("AWS_ACCESS_KEY_ID", "test"),
        ("AWS_SECRET_ACCESS_KEY", "test"),
        ("AWS_DEFAULT_REGION", "us-east-1"),
        ("AWS_EC2_METADATA_DISABLED", "true"),
        ("AWS_CONFIG_FILE", "/dev/null"),
        ("AWS_SHARED_CREDENTIALS_FILE", "/dev/null"),
        ("AWS_PAGER", ""),
    ]);
    command
}

/// A program of this workspace, as it is now, in the profile of this test.
///
/// # Panics
/// If it does not build.
pub fn built(package: &str, name: &str) -> PathBuf {
    let folder = env::current_exe().expect("this test").parent().and_then(Path::parent).map(Path::to_owned);
    let program = folder.expect("the folder of the profile").join(name);
    let built =
        Command::new(env!("CARGO")).args(["build", "--quiet", "--package", package, "--bin", name]).status();
    assert!(
        built.expect("cargo is there").success() && program.exists(),
        "{} is not there",
        program.display()
    );
    program
}

/// Runs a program to its end, on a thread of its own: the endpoint's server needs this one.
///
/// # Panics
/// If it cannot be started.
pub async fn run(mut command: Command) -> Output {
    let shown = command.get_program().to_owned();
    let output = tokio::task::spawn_blocking(move || command.output()).await.expect("no panic");
    output.unwrap_or_else(|error| panic!("{}: {error}", shown.display()))
}

/// Runs a script of this crate by Python, and expects it to end well and to say so.
///
/// # Panics
/// If it does not.
pub async fn run_script(name: &str, arguments: &[&str], last_words: &str) {
    let mut python = program("python3");
    // One script imports another, and what Python compiles of it is not to be left there.
    python.arg("-B").arg(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).args(arguments);
    let output = run(python).await;
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success() && out.contains(last_words), "{name}: {}\n{out}{err}", output.status);
}

/// A value as JSON, with its members in their order.
///
/// # Panics
/// If it holds what JSON does not have.
pub fn json_of(value: &Value) -> String {
    match value {
        Value::Text(text) => json!(text).to_string(),
        Value::List(items) => format!("[{}]", items.iter().map(json_of).collect::<Vec<_>>().join(",")),
        Value::Map(members) => {
            let members = members.iter().map(|(name, value)| format!("{}:{}", json!(name), json_of(value)));
            format!("{{{}}}", members.collect::<Vec<_>>().join(","))
        }
        Value::Null => "null".to_owned(),
        Value::Bool(value) => value.to_string(),
        Value::Integer(_) | Value::Float(_) => value.to_string(),
        Value::Bytes(_) | Value::Date(_) => panic!("{value} is not what JSON has"),
    }
}

/// What cases are made with at random, from a seed that the output of a failed test names: the same for every run, so that
/// nobody's change fails for what it did not touch, unless the variable `SEED` has another.
///
/// # Panics
/// If the seed is no number.
pub fn seeded() -> Rng {
    let seed = env::var("SEED").map_or(0, |seed| seed.parse().expect("SEED is a number"));
    println!("SEED={seed}");
    Rng::with_seed(seed)
}

/// Lets a script of this crate compare cases, which it gets as a file, with what a peer makes of them.
///
/// # Panics
/// If it finds a difference.
pub async fn compare(script: &str, cases: &str, last_words: &str) {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("cases.json");
    fs::write(&file, cases).expect("room for the cases");
    run_script(script, &[file.to_str().expect("a path in UTF-8")], last_words).await;
}
