//! How invocations go, and how often they are tried.

use super::support::worker;
use codepipeline_local::lambda::{Function, Outcome};
use serde_json::json;
use std::time::Duration;

#[tokio::test]
async fn a_process_is_kept_for_the_next_invocation() {
    let function = worker().build();
    assert_eq!(function.process_id(), None);
    let mut processes = Vec::new();
    for number in 0..3 {
        let event = json!({ "do": "echo", "number": number });
        let attempts = function.invoke_async(&event).ended().await;
        assert_eq!(attempts.len(), 1);
        assert_eq!(attempts[0].outcome.response(), Some(event));
        processes.push(attempts[0].process_id);
    }
    assert_eq!(processes, [function.process_id(); 3]);
    assert_eq!(function.invocations().len(), 3);
}

#[tokio::test]
async fn an_event_is_tried_three_times_with_one_request_id() {
    let function = worker().build();
    let invocation = function.invoke_async(&json!({ "do": "fail" }));
    let attempts = invocation.ended().await;
    assert_eq!(attempts.len(), 3);
    for attempt in &attempts {
        let error = attempt.outcome.error().unwrap();
        assert_eq!((error.error_type.as_str(), error.message.as_str()), ("Deploy.Failed", "it rolled back"));
        assert_eq!(attempt.process_id, function.process_id());
    }
}

#[tokio::test]
async fn a_synchronous_invocation_is_tried_once() {
    let function = worker().build();
    let attempts = function.invoke(&json!({ "do": "fail" })).ended().await;
    assert!(matches!(attempts.as_slice(), [attempt] if matches!(attempt.outcome, Outcome::Error(_))));
}

#[tokio::test]
async fn an_event_that_succeeded_can_be_delivered_again() {
    let function = worker().build();
    let invocation = function.invoke_async(&json!({ "do": "tell" }));
    invocation.ended().await;
    assert!(invocation.deliver_again());
    let attempts = invocation.ended().await;
    let id = |index: usize| {
        attempts[index].outcome.response().unwrap()["headers"]["lambda-runtime-aws-request-id"].clone()
    };
    assert_eq!((attempts.len(), id(0), id(1)), (2, json!(invocation.request_id()), id(0)));
    drop(function);
    assert!(!invocation.deliver_again());
}

#[tokio::test]
async fn one_that_takes_too_long_is_killed_and_the_next_gets_another_process() {
    let function = worker().timeout(Duration::from_millis(50)).retry_delays([]).build();
    let invocation = function.invoke_async(&json!({ "do": "hang" }));
    let attempts = invocation.ended().await;
    let Outcome::TimedOut(error) = &attempts[0].outcome else { panic!("{attempts:?}") };
    assert_eq!(error.error_type, "Sandbox.Timedout");
    let end = format!("Z {} Task timed out after 0.05 seconds", invocation.request_id());
    assert!(error.message.ends_with(&end), "{error:?}");
    assert_eq!(function.process_id(), None);

    let attempts = function.invoke(&json!({ "do": "hang" })).ended().await;
    assert_ne!(attempts[0].process_id, invocation.attempts()[0].process_id);
}

#[tokio::test]
async fn what_hangs_after_its_answer_has_succeeded() {
    let function = worker().timeout(Duration::from_secs(2)).build();
    let attempts = function.invoke_async(&json!({ "do": "answer and hang" })).ended().await;
    assert!(attempts[0].outcome.response().is_some(), "{attempts:?}");
    function.idle().await;
    assert_eq!(function.process_id(), None);
}

#[tokio::test]
async fn an_exit_is_an_error_and_each_attempt_has_its_own_process() {
    let function = worker().build();
    let invocation = function.invoke_async(&json!({ "do": "exit" }));
    let attempts = invocation.ended().await;
    let Outcome::Exited(error) = &attempts[0].outcome else { panic!("{attempts:?}") };
    let message =
        format!("RequestId: {} Error: Runtime exited with error: exit status 3", invocation.request_id());
    assert_eq!((&*error.error_type, &error.message), ("Runtime.ExitError", &message));
    let mut processes: Vec<_> = attempts.iter().map(|attempt| attempt.process_id).collect();
    processes.dedup();
    assert_eq!(processes.len(), 3);
}

#[tokio::test]
async fn one_that_is_killed_has_exited_by_a_signal() {
    let function = worker().retry_delays([]).build();
    let invocation = function.invoke_async(&json!({ "do": "hang" }));
    invocation.handed_out(1).await;
    assert!(function.kill());
    let attempts = invocation.ended().await;
    let error = attempts[0].outcome.error().unwrap();
    assert!(error.message.ends_with("Error: Runtime exited with error: signal: killed"), "{error:?}");
    assert!(!function.kill());

    // Frozen, too.
    function.invoke(&json!({ "do": "echo" })).ended().await;
    function.idle().await;
    let process = function.process_id();
    assert!(function.kill());
    let attempts = function.invoke(&json!({ "do": "echo" })).ended().await;
    assert_ne!(attempts[0].process_id, process);
}

#[tokio::test]
async fn a_function_that_cannot_be_initialized_says_why() {
    let function = worker().variable("INITIALIZATION", "error").build();
    let attempts = function.invoke_async(&json!({})).ended().await;
    let error = attempts[2].outcome.error().unwrap();
    assert_eq!((&*error.error_type, &*error.message), ("Function.NoTable", "TABLE is not set"));
}

#[tokio::test]
async fn one_that_never_asks_for_an_event_times_out() {
    let function = worker().variable("INITIALIZATION", "never");
    let function = function.initialization_timeout(Duration::from_millis(50)).build();
    let attempts = function.invoke(&json!({})).ended().await;
    let Outcome::TimedOut(error) = &attempts[0].outcome else { panic!("{attempts:?}") };
    assert!(error.message.ends_with("Task timed out after 0.05 seconds"), "{error:?}");
}

#[tokio::test]
async fn a_program_that_is_not_there_is_an_invalid_entrypoint() {
    let function = Function::builder("/nowhere/check").build();
    let invocation = function.invoke(&json!({}));
    let attempts = invocation.ended().await;
    assert_eq!(attempts[0].process_id, None);
    assert_eq!(attempts[0].outcome.error().unwrap().error_type, "Runtime.InvalidEntrypoint");
}

#[tokio::test]
async fn several_invocations_go_on_at_the_same_time_if_it_says_so() {
    let function = worker().concurrency(2).build();
    // Neither answers before the other is there.
    let both = [function.invoke(&json!({ "do": "meet" })), function.invoke(&json!({ "do": "meet" }))];
    for invocation in &both {
        assert!(invocation.ended().await[0].outcome.response().is_some());
    }
    let told = function.invoke(&json!({ "do": "tell" })).ended().await[0].outcome.response().unwrap();
    assert_eq!(told["environment"]["AWS_LAMBDA_MAX_CONCURRENCY"], "2");
    assert_eq!(told["environment"]["AWS_LAMBDA_INITIALIZATION_TYPE"], "lambda-managed-instances");
}

#[tokio::test]
async fn a_timeout_leaves_those_alone_that_go_on_beside_it() {
    let function = worker().concurrency(2).timeout(Duration::from_secs(2)).build();
    // The process is there, so that the time of both begins at once.
    function.invoke(&json!({ "do": "echo" })).ended().await;
    let process = function.process_id();
    let attempts = function.invoke(&json!({ "do": "hang" })).ended().await;
    assert!(matches!(attempts[0].outcome, Outcome::TimedOut(_)), "{attempts:?}");
    let attempts = function.invoke(&json!({ "do": "echo" })).ended().await;
    assert_eq!(attempts[0].process_id, process);
}
