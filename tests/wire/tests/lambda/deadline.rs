//! What is said when time runs out.

use std::time::Duration;

use codepipeline_local::{Fault, JobStatus, Operation};
use tokio::time::Instant;
use wire_tests::{failure, success, without_reference};

use crate::support::{endpoint, event, function, invoke, start};

#[tokio::test(start_paused = true)]
async fn a_handler_that_takes_too_long_is_reported_in_time() {
    let endpoint = endpoint();
    let id = start(&endpoint, "hang");
    let started = Instant::now();
    invoke(&function(&endpoint), event(&id, "hang")).await.unwrap();
    // A twentieth of a minute is kept.
    assert_eq!(started.elapsed(), Duration::from_secs(57));
    let failure = failure(&endpoint, &id);
    assert_eq!(failure.failure_type, "SystemUnavailable");
    assert!(failure.message.starts_with("The Lambda function ran out of time"), "{}", failure.message);
}

#[tokio::test(start_paused = true)]
async fn it_is_told_before() {
    let endpoint = endpoint();
    let id = start(&endpoint, "listen");
    let started = Instant::now();
    invoke(&function(&endpoint), event(&id, "listen")).await.unwrap();
    assert_eq!(started.elapsed(), Duration::from_secs(54));
    assert_eq!(without_reference(&failure(&endpoint, &id).message).0, "it was told");
}

#[tokio::test(start_paused = true)]
async fn a_checkpoint_is_where_it_goes_on() {
    let endpoint = endpoint();
    let id = start(&endpoint, "checkpoint");
    invoke(&function(&endpoint), event(&id, "checkpoint")).await.unwrap();
    assert_eq!(success(&endpoint, &id).continuation_token.as_deref(), Some("from here"));
}

#[tokio::test(start_paused = true)]
async fn a_margin_is_kept() {
    let endpoint = endpoint();
    let id = start(&endpoint, "hang");
    let started = Instant::now();
    let function = function(&endpoint).deadline_margin(Duration::from_secs(10));
    invoke(&function, event(&id, "hang")).await.unwrap();
    assert_eq!(started.elapsed(), Duration::from_secs(50));
}

#[tokio::test(start_paused = true)]
async fn a_shutdown_cuts_short_what_is_in_hand() {
    let endpoint = endpoint();
    let function = function(&endpoint);
    let ids = ["hang", "checkpoint"].map(|what| (start(&endpoint, what), what));
    let running = ids.clone().map(|(id, what)| {
        let function = function.clone();
        tokio::spawn(async move { invoke(&function, event(&id, what)).await })
    });
    tokio::time::sleep(Duration::from_secs(1)).await;
    function.stopper().stop().await;
    assert!(failure(&endpoint, &ids[0].0).message.starts_with("The Lambda function was shut down"));
    assert_eq!(success(&endpoint, &ids[1].0).continuation_token.as_deref(), Some("from here"));
    for invocation in running {
        invocation.await.unwrap().unwrap();
    }
    // With nothing in hand, there is nothing to wait for.
    function.stopper().stop().await;
}

#[tokio::test(start_paused = true)]
async fn a_shutdown_does_not_wait_for_an_answer_that_does_not_come() {
    let endpoint = endpoint();
    let function = function(&endpoint);
    let id = start(&endpoint, "succeed");
    endpoint.faults().push(Fault::silence(Operation::PutJobSuccessResult));
    let running = tokio::spawn({
        let (function, event) = (function.clone(), event(&id, "succeed"));
        async move { invoke(&function, event).await }
    });
    tokio::time::sleep(Duration::from_secs(1)).await;
    let asked = Instant::now();
    function.stopper().stop().await;
    assert_eq!(asked.elapsed(), Duration::ZERO);
    assert_eq!(endpoint.job(&id).unwrap().status, JobStatus::Succeeded);
    running.await.unwrap().unwrap();
}
