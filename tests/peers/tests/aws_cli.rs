//! The endpoint as the AWS CLI sees it, in both major versions: every operation by its command.

use codepipeline_local::{Endpoint, JobStatus, Operation};
use peer_tests::{CLIENT_ID, CLIENT_TOKEN, TEXT};
use peer_tests::{custom_job, failed_in_full, job, program, run, succeeded_in_full, third_party_job};
use serde_json::{Value, json};
use std::process::Output;

const ACTION_TYPE: &str = "category=Deploy,owner=Custom,provider=Acme,version=1";
const PARTNERS_ACTION_TYPE: &str = "category=Test,owner=ThirdParty,provider=Acme,version=1";
const NO_JOB: &str = "00000000-0000-4000-8000-000000000000";

/// The CLI, and the endpoint it talks to.
struct Cli {
    program: String,
    url: String,
    /// The exit status of a command that the service refuses.
    refusal: i32,
}

impl Cli {
    async fn call(&self, command: &str, arguments: &[&str]) -> Output {
        let mut aws = program(&self.program);
        aws.args(["codepipeline", command, "--endpoint-url", &self.url, "--output", "json"]).args(arguments);
        run(aws).await
    }

    /// What a command that is accepted prints.
    async fn text(&self, command: &str, arguments: &[&str]) -> String {
        let output = self.call(command, arguments).await;
        let err = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success() && err.is_empty(), "{command}: {}\n{err}", output.status);
        String::from_utf8(output.stdout).expect("it prints UTF-8")
    }

    async fn json(&self, command: &str, arguments: &[&str]) -> Value {
        serde_json::from_str(&self.text(command, arguments).await).expect("it prints JSON")
    }

    /// A command whose answer has no members.
    async fn put(&self, command: &str, arguments: &[&str]) {
        assert_eq!(self.text(command, arguments).await, "", "{command}");
    }

    async fn refused(&self, command: &str, arguments: &[&str], error: &str) {
        let output = self.call(command, arguments).await;
        let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert!(err.contains(&format!("An error occurred {error}")), "{command}: {err}");
        assert_eq!((output.status.code(), out.as_ref()), (Some(self.refusal), ""), "{command}: {err}");
    }
}

/// What the endpoint itself answers, for comparison.
fn answer(endpoint: &Endpoint, operation: Operation, input: &Value) -> Value {
    let answer = endpoint.call(operation, input.to_string());
    assert_eq!(answer.error(), None, "{}", answer.json());
    answer.json()
}

/// Options for a success with all that both commands take.
fn success() -> [String; 4] {
    let revision = json!({
        "revision": "4f1c2a", "changeIdentifier": "7", "created": "2024-05-31T18:08:37+02:00", "revisionSummary": TEXT
    });
    let execution = json!({ "summary": TEXT, "externalExecutionId": "run-1", "percentComplete": 100 });
    let option = |name: &str| name.to_owned();
    [option("--current-revision"), revision.to_string(), option("--execution-details"), execution.to_string()]
}

fn failure() -> String {
    json!({ "type": "ConfigurationError", "message": TEXT, "externalExecutionId": "run-2" }).to_string()
}

async fn does_jobs(cli: &Cli, endpoint: &Endpoint) {
    let ids = [endpoint.queue(custom_job()), endpoint.queue(custom_job())];
    let details =
        ids.each_ref().map(|id| answer(endpoint, Operation::GetJobDetails, &json!({ "jobId": id.as_str() })));
    let jobs = details.clone().map(|mut details| {
        details["jobDetails"]["nonce"] = json!("1");
        details["jobDetails"].take()
    });
    let query =
        ["--action-type-id", ACTION_TYPE, "--max-batch-size", "5", "--query-param", "Stack=shop-production"];
    assert_eq!(cli.json("poll-for-jobs", &query).await, json!({ "jobs": jobs }));
    assert_eq!(cli.json("poll-for-jobs", &query).await, json!({ "jobs": [] }));

    let [succeeding, failing] = ids.each_ref().map(|id| ["--job-id", id.as_str()]);
    for (id, details) in [succeeding, failing].iter().zip(&details) {
        assert_eq!(cli.json("get-job-details", id).await, *details);
        let acknowledgement = [id.as_slice(), &["--nonce", "1"]].concat();
        assert_eq!(cli.json("acknowledge-job", &acknowledgement).await, json!({ "status": "InProgress" }));
    }

    let success = success();
    let success = success.each_ref().map(String::as_str);
    let variables = ["--output-variables", "Url=https://example.com,Files=3"];
    cli.put("put-job-success-result", &[&succeeding[..], &success, &variables].concat()).await;
    let succeeded = job(endpoint, &ids[0]);
    succeeded_in_full(&succeeded);
    let variables = &succeeded.success().expect("it succeeded").output_variables;
    assert_eq!(json!(variables), json!({ "Url": "https://example.com", "Files": "3" }));

    cli.put("put-job-failure-result", &[&failing[..], &["--failure-details", &failure()]].concat()).await;
    failed_in_full(&job(endpoint, &ids[1]), "ConfigurationError");
    let state = "(InvalidJobStateException) when calling the PutJobSuccessResult operation";
    cli.refused("put-job-success-result", &failing, state).await;
    assert_eq!(job(endpoint, &ids[1]).refused.len(), 1);
}

async fn does_third_party_jobs(cli: &Cli, endpoint: &Endpoint) {
    let ids = [endpoint.queue(third_party_job()), endpoint.queue(third_party_job())];
    let jobs = ids.each_ref().map(|id| json!({ "clientId": CLIENT_ID, "jobId": id.as_str() }));
    let poll = ["--action-type-id", PARTNERS_ACTION_TYPE, "--max-batch-size", "5"];
    assert_eq!(cli.json("poll-for-third-party-jobs", &poll).await, json!({ "jobs": jobs }));

    let [succeeding, failing] =
        ids.each_ref().map(|id| ["--job-id", id.as_str(), "--client-token", CLIENT_TOKEN]);
    for (id, own) in ids.iter().zip([&succeeding, &failing]) {
        let input = json!({ "jobId": id.as_str(), "clientToken": CLIENT_TOKEN });
        let details = answer(endpoint, Operation::GetThirdPartyJobDetails, &input);
        assert_eq!(cli.json("get-third-party-job-details", own).await, details);
        let nonce = details["jobDetails"]["nonce"].as_str().expect("it was handed out");
        let acknowledgement = [own.as_slice(), &["--nonce", nonce]].concat();
        let status = cli.json("acknowledge-third-party-job", &acknowledgement).await;
        assert_eq!(status, json!({ "status": "InProgress" }));
    }

    let success = success();
    let success = success.each_ref().map(String::as_str);
    cli.put("put-third-party-job-success-result", &[&succeeding[..], &success].concat()).await;
    succeeded_in_full(&job(endpoint, &ids[0]));
    let details = ["--failure-details", &failure()];
    cli.put("put-third-party-job-failure-result", &[&failing[..], &details].concat()).await;
    failed_in_full(&job(endpoint, &ids[1]), "ConfigurationError");

    let token = "(InvalidClientTokenException) when calling the GetThirdPartyJobDetails operation";
    let others = ["--job-id", ids[0].as_str(), "--client-token", "another's token"];
    cli.refused("get-third-party-job-details", &others, token).await;
}

/// The least that a poll asks with.
fn poll_input() -> Value {
    json!({ "actionTypeId": { "category": "Deploy", "owner": "Custom", "provider": "Acme", "version": "1" } })
}

/// The service's own words reach the terminal.
async fn shows_errors(cli: &Cli, endpoint: &Endpoint) {
    let nobodys = ACTION_TYPE.replace("Acme", "Nobody");
    let unknown = "(ActionTypeNotFoundException) when calling the PollForJobs operation: ActionType (Category: \
                   'Deploy', Owner: 'Custom', Provider: 'Nobody', Version: '1') is not available";
    cli.refused("poll-for-jobs", &["--action-type-id", &nobodys], unknown).await;
    let no_job = "(JobNotFoundException) when calling the GetJobDetails operation";
    cli.refused("get-job-details", &["--job-id", NO_JOB], no_job).await;
    let not_valid = "(ValidationException) when calling the AcknowledgeJob operation: 1 validation error detected: \
                     Value at 'jobId' failed to satisfy constraint";
    cli.refused("acknowledge-job", &["--job-id", "7", "--nonce", "1"], not_valid).await;

    let id = endpoint.queue(custom_job());
    cli.json("poll-for-jobs", &["--cli-input-json", &poll_input().to_string()]).await;
    let nonce = "(InvalidNonceException) when calling the AcknowledgeJob operation";
    cli.refused("acknowledge-job", &["--job-id", id.as_str(), "--nonce", "2"], nonce).await;
    assert_eq!(job(endpoint, &id).status, JobStatus::Dispatched);
}

/// Does jobs with the CLI that the variable names. What a command that is refused exits with differs by version.
async fn cli_does_jobs(variable: &str, version: &str, refusal: i32) {
    let endpoint = peer_tests::endpoint().build();
    let server = endpoint.serve(([127, 0, 0, 1], 0)).await.expect("a port is free");
    let program = std::env::var(variable).unwrap_or_else(|_| "aws".into());
    let mut aws = peer_tests::program(&program);
    aws.arg("--version");
    let output = run(aws).await;
    let shown = String::from_utf8_lossy(&output.stdout);
    assert!(shown.starts_with(version), "{program}, which {variable} may name, is {shown}");

    let cli = Cli { program, url: server.url(), refusal };
    does_jobs(&cli, &endpoint).await;
    does_third_party_jobs(&cli, &endpoint).await;
    shows_errors(&cli, &endpoint).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs the AWS CLI 1, `aws` or what AWS_CLI_V1 names: `pip install awscli`, then \
            `AWS_CLI_V1=... cargo test -p peer-tests --test aws_cli -- --ignored version_1`"]
async fn version_1_does_jobs() {
    cli_does_jobs("AWS_CLI_V1", "aws-cli/1.", 255).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs the AWS CLI 2, `aws` or what AWS_CLI_V2 names: `apt-get install awscli`, then \
            `AWS_CLI_V2=... cargo test -p peer-tests --test aws_cli -- --ignored version_2`"]
async fn version_2_does_jobs() {
    cli_does_jobs("AWS_CLI_V2", "aws-cli/2.", 254).await;
}
