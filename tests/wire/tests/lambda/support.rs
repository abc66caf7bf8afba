//! A function, the events it is invoked with, and an endpoint whose time is the runtime's.

use std::time::{Duration, SystemTime};

use codepipeline_fail::lambda::{Action, Event, InvocationError, action};
use codepipeline_fail::{Continuation, Failure, Job, Outcome, Success, failure};
use codepipeline_local::{Clock, Endpoint, JobId, NewJob};
use lambda_runtime::{Context, LambdaEvent};
use serde_json::{Value, json};
use tower_service::Service as _;
use wire_tests::client;

/// The time that the function has.
pub const TIMEOUT: Duration = Duration::from_mins(1);

pub fn endpoint() -> Endpoint {
    let start = tokio::time::Instant::now();
    Endpoint::builder().clock(Clock::from_fn(move || start.elapsed())).build()
}

/// A function that does what the job's user parameters say, in virtual time.
pub fn function(endpoint: &Endpoint) -> Action {
    simulated(action(&client(endpoint), handle))
}

pub fn simulated(action: Action) -> Action {
    let start = tokio::time::Instant::now();
    action.simulated(7, move || epoch() + start.elapsed())
}

/// When the function's clock was started, by the time of the world.
fn epoch() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_hours(500_000)
}

pub async fn handle(job: Job) -> Result<Outcome, Failure> {
    let what: String = job.user_parameters()?;
    match what.as_str() {
        "succeed" => Ok(Success::new().summary("done").into()),
        "fail" => Err(failure!(RevisionUnavailable, "the commit is gone")),
        "panic" => panic!("a bug"),
        "continue" => Ok(Continuation::new("half").into()),
        "checkpoint" => {
            job.checkpoint("from here")?;
            std::future::pending().await
        }
        "listen" => {
            job.cancelled().await;
            Err(failure!(JobFailed, "it was told"))
        }
        _ => std::future::pending().await,
    }
}

pub fn start(endpoint: &Endpoint, what: &str) -> JobId {
    endpoint.start(NewJob::lambda("check").user_parameters(format!("{what:?}")))
}

/// The event for a job, as CodePipeline writes it.
pub fn event(id: &JobId, what: &str) -> Value {
    json!({ "CodePipeline.job": {
        "id": id.as_str(),
        "accountId": "111122223333",
        "data": {
            "actionConfiguration": { "configuration": { "FunctionName": "check", "UserParameters": format!("{what:?}") } },
            "inputArtifacts": [],
            "outputArtifacts": [],
            "artifactCredentials": {
                "accessKeyId": "canary-id", "secretAccessKey": "canary-key", "sessionToken": "canary-token",
            },
        },
    }})
}

/// An event and its context: `passed` is how much time has passed since the function was made.
pub fn invocation(event: Value, passed: Duration) -> LambdaEvent<Event> {
    let mut context = Context::default();
    "8476a536-e9f4-11e8-9739-2dfe598c3fcd".clone_into(&mut context.request_id);
    let deadline = epoch() + passed + TIMEOUT;
    let deadline = deadline.duration_since(SystemTime::UNIX_EPOCH).expect("it is later").as_millis();
    context.deadline = u64::try_from(deadline).expect("it is not that late");
    LambdaEvent::new(serde_json::from_value(event).expect("any JSON is one"), context)
}

/// Invokes the function with the event of a job, right after it was made.
pub async fn invoke(function: &Action, event: Value) -> Result<(), InvocationError> {
    invoke_after(function, event, Duration::ZERO).await
}

pub async fn invoke_after(function: &Action, event: Value, passed: Duration) -> Result<(), InvocationError> {
    function.clone().call(invocation(event, passed)).await
}
