//! Events that come more than once, and results that do not come through.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use codepipeline_fail::lambda::{Action, InvocationError, action};
use codepipeline_fail::{Failure, Job, ReportErrorKind, Success};
use codepipeline_local::{Endpoint, Fault, JobStatus, Operation};
use tokio::time::Instant;
use wire_tests::{client, success};

use crate::support::{TIMEOUT, endpoint, event, function, invoke, invoke_after, simulated, start};

/// A function that counts its runs, each of which takes so long.
fn counting(endpoint: &Endpoint, takes: Duration) -> (Action, Arc<AtomicUsize>) {
    let runs = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&runs);
    let handler = move |_: Job| {
        let run = counted.fetch_add(1, Ordering::Relaxed) + 1;
        async move {
            tokio::time::sleep(takes).await;
            Ok::<_, Failure>(Success::new().summary(format!("run {run}")))
        }
    };
    (simulated(action(&client(endpoint), handler)), runs)
}

#[tokio::test(start_paused = true)]
async fn a_finished_job_is_not_run_again() {
    let endpoint = endpoint();
    let (function, runs) = counting(&endpoint, Duration::ZERO);
    let id = start(&endpoint, "");
    for _ in 0..3 {
        invoke(&function, event(&id, "")).await.unwrap();
    }
    assert_eq!(runs.load(Ordering::Relaxed), 1);
    assert_eq!(endpoint.requests().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_job_in_hand_is_waited_for() {
    let endpoint = endpoint();
    let (function, runs) = counting(&endpoint, Duration::from_secs(10));
    let id = start(&endpoint, "");
    let (first, second) = tokio::join!(invoke(&function, event(&id, "")), invoke(&function, event(&id, "")));
    first.unwrap();
    second.unwrap();
    assert_eq!(runs.load(Ordering::Relaxed), 1);
}

#[tokio::test(start_paused = true)]
async fn it_is_waited_for_also_while_it_is_reported() {
    let endpoint = endpoint();
    let function = function(&endpoint);
    let id = start(&endpoint, "hang");
    // As long as there is time to report, no other invocation needs to fail.
    endpoint.faults().push(Fault::silence(Operation::PutJobFailureResult));
    let event = || event(&id, "hang");
    let (first, second) = tokio::join!(invoke(&function, event()), invoke(&function, event()));
    first.unwrap();
    second.unwrap();
}

#[tokio::test(start_paused = true)]
async fn a_result_that_was_not_heard_is_sent_again_as_it_is() {
    let endpoint = endpoint();
    let (function, runs) = counting(&endpoint, Duration::ZERO);
    let id = start(&endpoint, "");
    endpoint.faults().push(Fault::error(Operation::PutJobSuccessResult, "InternalFailure", 500).always());
    let started = Instant::now();
    let error = invoke(&function, event(&id, "")).await.unwrap_err();
    let InvocationError::NotReported(error) = error else { panic!("{error}") };
    assert_eq!(error.kind(), ReportErrorKind::Unreachable);
    // It was tried as long as there was time, and the invocation ended before Lambda would have ended it.
    assert!(error.attempts() > 3 && started.elapsed() < TIMEOUT, "{error} after {:?}", started.elapsed());
    endpoint.faults().clear();
    invoke_after(&function, event(&id, ""), started.elapsed()).await.unwrap();
    assert_eq!(success(&endpoint, &id).execution_details.unwrap().summary.as_deref(), Some("run 1"));
    assert_eq!(runs.load(Ordering::Relaxed), 1);
}

#[tokio::test(start_paused = true)]
async fn a_lost_answer_is_no_second_result() {
    let endpoint = endpoint();
    let (function, _) = counting(&endpoint, Duration::ZERO);
    let id = start(&endpoint, "");
    endpoint.faults().push(Fault::disconnect(Operation::PutJobSuccessResult).after());
    invoke(&function, event(&id, "")).await.unwrap();
    assert_eq!(endpoint.job(&id).unwrap().status, JobStatus::Succeeded);
}

#[tokio::test(start_paused = true)]
async fn one_lost_request_late_in_the_day_is_not_the_end() {
    let endpoint = endpoint();
    let (function, _) = counting(&endpoint, Duration::from_secs(52));
    let id = start(&endpoint, "");
    endpoint.faults().push(Fault::silence(Operation::PutJobSuccessResult));
    invoke(&function, event(&id, "")).await.unwrap();
    assert_eq!(endpoint.job(&id).unwrap().status, JobStatus::Succeeded);
}

#[tokio::test(start_paused = true)]
async fn an_outage_may_be_over_only_at_the_end() {
    let endpoint = endpoint();
    let (function, _) = counting(&endpoint, Duration::ZERO);
    let id = start(&endpoint, "");
    endpoint.faults().push(Fault::error(Operation::PutJobSuccessResult, "InternalFailure", 500).always());
    let outage = async {
        tokio::time::sleep(Duration::from_secs(57)).await;
        endpoint.faults().clear();
    };
    let (ended, ()) = tokio::join!(invoke(&function, event(&id, "")), outage);
    ended.unwrap();
    assert_eq!(endpoint.job(&id).unwrap().status, JobStatus::Succeeded);
}

#[tokio::test(start_paused = true)]
async fn a_missing_permission_is_told_at_once() {
    let endpoint = endpoint();
    let (function, _) = counting(&endpoint, Duration::ZERO);
    let id = start(&endpoint, "");
    endpoint.faults().push(Fault::error(Operation::PutJobSuccessResult, "AccessDeniedException", 400));
    let started = Instant::now();
    let error = invoke(&function, event(&id, "")).await.unwrap_err();
    assert!(error.to_string().contains("allow codepipeline:PutJobSuccessResult"), "{error}");
    assert_eq!(started.elapsed(), Duration::ZERO);
}

#[tokio::test(start_paused = true)]
async fn what_another_environment_reported_is_no_error() {
    let endpoint = endpoint();
    let id = start(&endpoint, "");
    for _ in 0..2 {
        let (function, _) = counting(&endpoint, Duration::ZERO);
        invoke(&function, event(&id, "")).await.unwrap();
    }
    assert_eq!(success(&endpoint, &id).execution_details.unwrap().summary.as_deref(), Some("run 1"));
}
