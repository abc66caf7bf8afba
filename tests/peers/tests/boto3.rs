//! The endpoint as another SDK sees it: boto3 does jobs, and botocore's own model of the service judges the answers.

use codepipeline_local::{Endpoint, JobStatus, JobView};
use peer_tests::{CLIENT_TOKEN, TEXT};
use peer_tests::{custom_job, endpoint, failed_in_full, run_script, succeeded_in_full, third_party_job};

/// Lets boto3 do four jobs of each kind, and returns all jobs. The structures named tell their types in the answers.
async fn do_jobs(endpoint: &Endpoint, types: &[&str]) -> Vec<JobView> {
    for _ in 0..4 {
        endpoint.queue(custom_job());
    }
    for _ in 0..4 {
        endpoint.queue(third_party_job());
    }
    let server = endpoint.serve(([127, 0, 0, 1], 0)).await.expect("a port is free");
    let url = server.url();
    let arguments = [&[url.as_str(), CLIENT_TOKEN, TEXT], types].concat();
    run_script("boto3_worker.py", &arguments, "boto3 is content").await;
    endpoint.jobs()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs python3 with boto3: `pip install boto3`, then `cargo test -p peer-tests --test boto3 -- --ignored`"]
async fn boto3_does_jobs() {
    let jobs = do_jobs(&endpoint().build(), &[]).await;
    let (own, third_party): (Vec<_>, Vec<_>) =
        jobs.iter().partition(|job| job.data.action_type.owner == "Custom");
    for jobs in [&own, &third_party] {
        let statuses: Vec<_> = jobs.iter().map(|job| job.status).collect();
        let (succeeded, failed) = (JobStatus::Succeeded, JobStatus::Failed);
        assert_eq!(statuses, [succeeded, failed, succeeded, JobStatus::InProgress, succeeded]);
        succeeded_in_full(jobs[0]);
        assert_eq!(jobs[2].continued_by.as_ref(), Some(&jobs[4].id));
    }
    failed_in_full(own[1], "ConfigurationError");
    failed_in_full(third_party[1], "SystemUnavailable");
    assert_eq!(own[0].success().expect("it succeeded").output_variables["Text"], TEXT);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs python3 with boto3: `pip install boto3`, then `cargo test -p peer-tests --test boto3 -- --ignored`"]
async fn boto3_minds_no_types_of_structures() {
    let endpoint = endpoint().coral_types(true).build();
    let types = [
        "ActionConfiguration",
        "ActionTypeId",
        "AWSSessionCredentials",
        "Artifact",
        "EncryptionKey",
        "PipelineContext",
    ];
    assert_eq!(do_jobs(&endpoint, &types).await.len(), 10);
}
