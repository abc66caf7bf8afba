//! A worker, its handler, and an endpoint whose time is the runtime's.

use codepipeline_fail::{
    ActionType as WorkersType, Continuation, Failure, Job, Outcome, Shutdown, Success, Worker, failure,
};
use codepipeline_local::{ActionType, Clock, Endpoint, EndpointBuilder, JobId, NewJob};
use wire_tests::client;

pub fn endpoint() -> Endpoint {
    builder().build()
}

pub fn builder() -> EndpointBuilder {
    let start = tokio::time::Instant::now();
    let builder = Endpoint::builder().clock(Clock::from_fn(move || start.elapsed()));
    builder.action_type(action_type())
}

pub fn action_type() -> ActionType {
    ActionType::custom("Deploy", "Acme", "1")
}

pub fn worker(endpoint: &Endpoint) -> Worker {
    Worker::custom(&client(endpoint), WorkersType::new("Deploy", "Acme", "1")).seed(7)
}

/// Does what the job's user parameters say.
pub async fn handle(job: Job) -> Result<Outcome, Failure> {
    let what: String = job.user_parameters()?;
    match what.as_str() {
        "succeed" => Ok(Success::new().summary("done").into()),
        "fail" => Err(failure!(RevisionUnavailable, "the commit is gone")),
        "panic" => panic!("a bug"),
        "take a minute" => {
            tokio::time::sleep(std::time::Duration::from_mins(1)).await;
            Ok(().into())
        }
        "continue" if job.continuation_token().is_none() => Ok(Continuation::new("half").into()),
        "continue" => Ok(().into()),
        "checkpoint" => {
            job.checkpoint("from here")?;
            std::future::pending().await
        }
        _ => std::future::pending().await,
    }
}

pub fn queue(endpoint: &Endpoint, what: &str) -> JobId {
    endpoint.queue(NewJob::custom(action_type()).user_parameters(format!("{what:?}")))
}

/// Runs the worker until all jobs have ended.
pub async fn run_until_done(endpoint: &Endpoint, worker: Worker) {
    let (trigger, shutdown) = Shutdown::by_hand();
    let work = tokio::spawn(worker.run_until(shutdown, handle));
    endpoint.wait_until(|endpoint| endpoint.jobs().iter().all(|job| job.status.is_final())).await;
    trigger.stop();
    work.await.expect("no panic").expect("no error");
}
