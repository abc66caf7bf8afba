//! The worker's results as another SDK reads them: botocore's own model judges each of its requests.

use codepipeline_fail::{
    ActionType as WorkersType, Continuation, Failure, FailureType, Job, Outcome, Shutdown, Success, Worker,
};
use codepipeline_local::{ActionType, Endpoint, JobStatus, NewJob};
use peer_tests::{TEXT, endpoint, run_script};
use wire_tests::client;

/// Ends in each way that there is.
async fn handle(job: Job) -> Result<Outcome, Failure> {
    let ending: String = job.user_parameters()?;
    match ending.as_str() {
        "succeed in full" => Ok(Success::new()
            .summary(TEXT)
            .external_execution_id("run-1")
            .output_variable("Text", TEXT)
            .into()),
        "continue" if job.continuation_token().is_none() => {
            Ok(Continuation::new("half").percent_complete(50).summary(TEXT).into())
        }
        "succeed" | "continue" => Ok(().into()),
        "panic" => panic!("{TEXT}"),
        failure_type => {
            let failure_type: FailureType = failure_type.parse().expect("a failure type");
            Err(Failure::new(failure_type, TEXT).with_external_execution_id("run-2"))
        }
    }
}

fn queue(endpoint: &Endpoint) {
    let endings = ["succeed", "succeed in full", "continue", "panic"].into_iter();
    for ending in endings.chain(FailureType::ALL.iter().map(|failure_type| failure_type.as_str())) {
        let job = NewJob::custom(ActionType::custom("Deploy", "Acme", "1"));
        endpoint.queue(job.user_parameters(format!("{ending:?}")));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs python3 with boto3: `pip install boto3`, then `cargo test -p peer-tests --test worker -- --ignored`"]
async fn boto3_reads_every_result_back() {
    let endpoint = endpoint().build();
    queue(&endpoint);
    let (trigger, shutdown) = Shutdown::by_hand();
    let worker = Worker::custom(&client(&endpoint), WorkersType::new("Deploy", "Acme", "1"));
    let work = tokio::spawn(worker.run_until(shutdown, handle));
    endpoint.wait_until(|endpoint| endpoint.jobs().iter().all(|job| job.status.is_final())).await;
    trigger.stop();
    work.await.expect("no panic").expect("no error");

    let jobs = endpoint.jobs();
    let succeeded = jobs.iter().filter(|job| job.status == JobStatus::Succeeded).count();
    assert_eq!((succeeded, jobs.len() - succeeded), (4, 7));
    let requests: Vec<_> = endpoint
        .requests()
        .iter()
        .filter_map(|request| Some((request.operation?.name(), request.body.clone())))
        .collect();
    let requests = serde_json::to_string(&requests).expect("JSON");
    let server = endpoint.serve(([127, 0, 0, 1], 0)).await.expect("a port is free");
    run_script("boto3_results.py", &[&server.url(), &requests], "boto3 has read 11 results").await;
}
