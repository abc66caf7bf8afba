//! What AWS's emulator alone shows: it tells the function how long it has, kills it when that is over, and starts another
//! one when it has ended.
//!
//! Two things it does not show. It does not deliver an event again: the test does, as Lambda would. And with
//! AWS_LAMBDA_MAX_CONCURRENCY it starts nothing but `/var/task/bootstrap` and the like, as user 993: it needs a container for
//! `run_concurrent`, for which see `tests/functions`.

use codepipeline_local::{Fault, JobStatus, JobView, Operation};

use crate::lab::{Lab, integration_event};

#[track_caller]
fn ran_out_of_time(job: &JobView) {
    let failure = job.failure().expect("it failed");
    assert_eq!(failure.failure_type, "SystemUnavailable");
    assert!(failure.message.contains("ran out of time"), "{}", failure.message);
}

/// The process that did a job.
fn process(job: &JobView) -> String {
    let details = job.success().expect("it succeeded").execution_details.clone();
    details.and_then(|details| details.summary).expect("it is told")
}

pub async fn a_handler_that_sleeps_is_reported_before_the_deadline(lab: Lab) {
    let (answer, job) = lab.run("sleep").await;
    assert_eq!((answer.status, &*answer.body), (200, "null"));
    ran_out_of_time(&job);
}

pub async fn a_handler_that_blocks_is_reported_before_it_is_killed(lab: Lab) {
    let first = process(&lab.run("succeed").await.1);
    let (answer, job) = lab.run("block").await;
    assert_eq!((answer.status, &*answer.body), (200, "Task timed out after 2.00 seconds"));
    ran_out_of_time(&job);
    assert_ne!(process(&lab.run("succeed").await.1), first);
}

pub async fn an_integration_that_sleeps_answers_before_the_deadline(lab: Lab) {
    let answer = lab.emulator.invoke(&integration_event("sleep")).await;
    assert!(
        answer.body.contains("SystemUnavailable") && answer.body.contains("ran out of time"),
        "{answer:?}"
    );
}

pub async fn a_result_is_kept_while_the_endpoint_is_down(mut lab: Lab) {
    let (id, event) = lab.start("succeed");
    lab.take_endpoint_down().await;
    let answer = lab.emulator.invoke(&event).await;
    assert_eq!(answer.error().0, "NotReported");
    lab.bring_endpoint_up().await;
    let answer = lab.emulator.invoke(&event).await;
    assert_eq!((answer.status, &*answer.body), (200, "null"));
    assert_eq!(lab.view(&id).status, JobStatus::Succeeded);
    assert!(lab.emulator.log().contains("the job's result is sent again"));
}

pub async fn a_function_that_exits_is_replaced(lab: Lab) {
    let first = process(&lab.run("succeed").await.1);
    let (answer, job) = lab.run("exit").await;
    let (error_type, message) = answer.error();
    assert_eq!((answer.status, &*error_type), (502, "Runtime.ExitError"));
    assert!(message.ends_with("Error: Runtime exited with error: exit status 7"), "{message}");
    assert_eq!(job.status, JobStatus::InProgress);
    assert_ne!(process(&lab.run("succeed").await.1), first);
}

/// What another process does of it is the result.
pub async fn a_function_that_is_killed_at_work_does_the_job_again(lab: Lab) {
    let first = process(&lab.run("succeed").await.1);
    lab.endpoint.faults().push(Fault::silence(Operation::PutJobSuccessResult).always());
    let (id, event) = lab.start("succeed");
    let requests = lab.endpoint.requests().len();
    let killed = async {
        // The result is on its way, so the handler is done, and the invocation is not.
        lab.requests_are(requests + 1).await;
        lab.emulator.kill_process(first.trim_start_matches("process "));
    };
    let (answer, ()) = tokio::join!(lab.emulator.invoke(&event), killed);
    let (error_type, message) = answer.error();
    assert_eq!((answer.status, &*error_type), (502, "Runtime.ExitError"));
    assert!(message.ends_with("Error: Runtime exited with error: signal: killed"), "{message}");
    lab.endpoint.faults().clear();
    lab.emulator.invoke(&event).await;
    assert_ne!(process(&lab.view(&id)), first);
}
