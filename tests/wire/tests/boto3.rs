//! Results as another SDK sees them: boto3 reports, and reads what the endpoint answers.

use std::process::Command;

use codepipeline_local::{ActionType, Artifact, Endpoint, JobStatus, NewJob};

const SCRIPT: &str = r#"
import sys, boto3
from botocore.config import Config

client = boto3.client("codepipeline", endpoint_url=sys.argv[1], region_name="us-east-1",
                      aws_access_key_id="test", aws_secret_access_key="test",
                      config=Config(retries={"total_max_attempts": 1}))
action_type = dict(category="Deploy", owner="Custom", provider="Acme", version="1")
jobs = client.poll_for_jobs(actionTypeId=action_type, maxBatchSize=2)["jobs"]
assert len(jobs) == 2, jobs
for job in jobs:
    status = client.acknowledge_job(jobId=job["id"], nonce=job["nonce"])["status"]
    assert status == "InProgress", status
first, second = jobs
details = client.get_job_details(jobId=first["id"])["jobDetails"]
assert details["data"]["inputArtifacts"][0]["location"]["s3Location"]["objectKey"] == "build.zip", details
client.put_job_failure_result(jobId=first["id"], failureDetails=dict(
    type="ConfigurationError", message="größer \U0001f600", externalExecutionId="run-1"))
client.put_job_success_result(jobId=second["id"], executionDetails=dict(summary="fine", percentComplete=100),
                              outputVariables=dict(Url="https://example.com"))
try:
    client.put_job_failure_result(jobId=first["id"], failureDetails=dict(type="JobFailed", message="again"))
    raise SystemExit("a second result was accepted")
except client.exceptions.InvalidJobStateException:
    pass
try:
    client.put_job_failure_result(jobId=first["id"], failureDetails=dict(type="JobFailed", message="x" * 5001))
    raise SystemExit("an over-long message was accepted")
except client.exceptions.ClientError as error:
    assert error.response["Error"]["Code"] == "ValidationException", error
print("boto3 is content")
"#;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs python3 with boto3: `pip install boto3`, then `cargo test -p wire-tests --test boto3 -- --ignored`"]
async fn boto3_does_jobs() {
    let endpoint = Endpoint::new();
    let server = endpoint.serve(([127, 0, 0, 1], 0)).await.expect("a port is free");
    let new_job = || {
        NewJob::custom(ActionType::custom("Deploy", "Acme", "1")).input_artifact(Artifact::s3(
            "Build",
            "artifact-store",
            "build.zip",
        ))
    };
    let (first, second) = (endpoint.queue(new_job()), endpoint.queue(new_job()));
    let url = server.url();
    let run = move || {
        Command::new("python3").args(["-c", SCRIPT, &url]).env("AWS_EC2_METADATA_DISABLED", "true").output()
    };
    let output = tokio::task::spawn_blocking(run).await.expect("no panic").expect("python3 runs");
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success() && out.contains("boto3 is content"), "{out}{err}");
    let failed = endpoint.job(&first).expect("it exists");
    assert_eq!(failed.failure().map(|failure| failure.message.as_str()), Some("größer \u{1f600}"));
    assert_eq!(endpoint.job(&second).expect("it exists").status, JobStatus::Succeeded);
}
