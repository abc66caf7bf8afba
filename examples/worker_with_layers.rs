//! A worker whose handler is a tower service, with layers around it.
//!
//! `cargo run --example worker_with_layers -- JOURNAL`

use std::time::Duration;

use codepipeline_fail::{ActionType, Failure, Job, Shutdown, Success, Worker, failure};
use tower::ServiceBuilder;
use tracing::Instrument as _;
use tracing::instrument::Instrumented;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    tracing_subscriber::fmt().with_writer(std::io::stderr).init();
    let journal = std::env::args().nth(1).unwrap_or_else(|| "jobs.journal".to_owned());
    let client = codepipeline_fail_examples::client().await;
    let service = ServiceBuilder::new()
        .map_future(traced)
        // The licence allows two scans at a time, and a job that waits for its turn does not run out of time.
        .concurrency_limit(2)
        .timeout(Duration::from_secs(1))
        .service_fn(scan);
    Worker::custom(&client, ActionType::new("Test", "Scanner", "1"))
        .concurrency(8)
        .journal(journal)
        .poll_interval(Duration::from_secs(1))
        .serve(Shutdown::on_signals()?, service)
        .await?;
    Ok(())
}

/// All that the job logs stands in a span of its own.
fn traced<F: Future>(work: F) -> Instrumented<F> {
    work.instrument(tracing::info_span!("scan"))
}

/// Its failures come out of the layers unchanged; a timeout becomes a `SystemUnavailable`.
async fn scan(job: Job) -> Result<Success, Failure> {
    match job.configuration_value("Target")? {
        "slow" => std::future::pending().await,
        "infected" => Err(failure!(JobFailed, "1 of 31 files is infected")),
        target => {
            tracing::info!("scanned {target}");
            Ok(Success::new().summary(format!("{target} is clean")))
        }
    }
}
