//! Functions that run out of time, crash, and cannot be heard.

#![cfg(unix)]

use std::time::Duration;

use codepipeline_local::lambda::Outcome;
use codepipeline_local::{Fault, JobStatus, Operation};
use function_tests::Lab;
use serde_json::Value;

const FUNCTION: &str = env!("CARGO_BIN_EXE_function");

#[tokio::test]
async fn a_handler_that_sleeps_past_the_deadline_is_reported_before() {
    let lab = Lab::new(FUNCTION).await;
    let (job, attempts) = lab.run("sleep").await;
    let failure = job.failure().expect("it failed");
    assert_eq!(failure.failure_type, "SystemUnavailable");
    assert!(failure.message.contains("ran out of time"), "{}", failure.message);
    // The invocation succeeded, so it is not tried again.
    assert_eq!((attempts.len(), attempts[0].outcome.response()), (1, Some(Value::Null)));
}

#[tokio::test]
async fn a_checkpoint_is_where_the_next_job_goes_on() {
    let lab = Lab::new(FUNCTION).await;
    let (job, _) = lab.run("checkpoint").await;
    assert_eq!(job.success().expect("it succeeded").continuation_token.as_deref(), Some("from here"));
}

/// The only thread of the function's runtime is blocked: it can be killed, but not keep the report from being sent. Nor does
/// what runs then in another process change the result.
#[tokio::test]
async fn a_handler_that_blocks_past_the_deadline_is_reported_before_it_is_killed() {
    let lab =
        Lab::with(FUNCTION, &["action", "500"], |function| function.retry_delays([Duration::ZERO])).await;
    let (job, attempts) = lab.run("block").await;
    assert_eq!(job.failure().expect("it failed").failure_type, "SystemUnavailable");
    assert_eq!(attempts.len(), 2);
    assert!(attempts.iter().all(|attempt| matches!(attempt.outcome, Outcome::TimedOut(_))), "{attempts:?}");
    assert_eq!(job.status, JobStatus::Failed);
}

#[tokio::test]
async fn an_event_that_comes_again_does_not_run_the_handler_again() {
    let lab = Lab::new(FUNCTION).await;
    let (job, _) = lab.run("succeed").await;
    let requests = lab.endpoint.requests().len();
    let invocation = lab.invocation_of(&job.id).await;
    assert!(invocation.deliver_again());
    let attempts = lab.ended(&invocation).await;
    assert_eq!((attempts.len(), attempts[1].outcome.response()), (2, Some(Value::Null)));
    assert_eq!(lab.endpoint.requests().len(), requests);
    assert!(lab.log().contains("the job has its result"));
}

#[tokio::test]
async fn a_result_that_was_not_heard_comes_with_the_next_delivery() {
    let lab = Lab::new(FUNCTION).await;
    // As long as the first attempt lasts, and not the second.
    lab.endpoint.faults().push(Fault::error(Operation::PutJobSuccessResult, "InternalFailure", 500).always());
    let id = lab.start("succeed");
    let invocation = lab.invocation_of(&id).await;
    invocation.handed_out(2).await;
    lab.endpoint.faults().clear();
    let attempts = lab.ended(&invocation).await;
    let error = attempts[0].outcome.error().expect("it fails");
    assert_eq!(error.error_type, "NotReported");
    assert_eq!(attempts.last().expect("there is one").outcome.response(), Some(Value::Null));
    // It is the first attempt's process, and its result.
    assert_eq!(lab.view(&id).status, JobStatus::Succeeded);
    assert_eq!(lab.log().matches("the job's result is sent again").count(), attempts.len() - 1);
}

#[tokio::test]
async fn a_function_that_exits_is_tried_again() {
    let lab = Lab::new(FUNCTION).await;
    let (job, attempts) = lab.run("exit").await;
    // Nobody could report it: the job waits for its time to be over.
    assert_eq!(job.status, JobStatus::InProgress);
    assert_eq!(attempts.len(), 3);
    assert!(attempts.iter().all(|attempt| matches!(attempt.outcome, Outcome::Exited(_))), "{attempts:?}");
}

#[tokio::test]
async fn a_process_that_is_killed_is_replaced() {
    let lab = Lab::new(FUNCTION).await;
    let (_, attempts) = lab.run("exit").await;
    assert_eq!(attempts.len(), 3);
    let (job, attempts) = lab.run("succeed").await;
    assert_eq!((job.status, attempts.len()), (JobStatus::Succeeded, 1));
}

#[tokio::test]
async fn a_shutdown_reports_what_is_in_hand() {
    let lab = Lab::with(FUNCTION, &["action"], |function| function.timeout(Duration::from_mins(1))).await;
    let id = lab.start("ask and sleep");
    // Its handler is at work.
    let asked = |endpoint: &codepipeline_local::Endpoint| !endpoint.requests().is_empty();
    lab.endpoint.wait_until(asked).await;
    let endpoint = lab.endpoint.clone();
    lab.function.shutdown().await;
    let job = endpoint.job(&id).expect("it is there");
    let failure = job.failure().expect("it failed");
    assert!(failure.message.starts_with("The Lambda function was shut down"), "{}", failure.message);
}

#[tokio::test]
async fn several_jobs_can_be_in_hand_at_once() {
    let settings = |function: codepipeline_local::lambda::FunctionBuilder| function.concurrency(4);
    let lab = Lab::with(FUNCTION, &["concurrent", "500"], settings).await;
    let ids = ["sleep", "succeed", "checkpoint", "fail JobFailed"].map(|what| lab.start(what));
    for id in &ids {
        let attempts = lab.ended(&lab.invocation_of(id).await).await;
        assert_eq!(attempts[0].outcome.response(), Some(Value::Null));
        assert!(lab.view(id).status.is_final());
    }
}
