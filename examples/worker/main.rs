//! A worker for a custom action: it deploys the action's input artifact as the user parameters say.
//!
//! ```console
//! $ cargo run -q -p codepipeline-fail-cli -- local      # in another shell; or leave it and the next line out, for AWS
//! $ export AWS_ENDPOINT_URL_CODEPIPELINE=http://127.0.0.1:4577 AWS_REGION=us-east-1
//! $ export AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test
//! $ cargo run --example worker -- /var/lib/deployer/jobs.journal
//! ```
//!
//! It works until SIGTERM or Ctrl-C.

mod errors;

use std::time::Duration;

use codepipeline_fail::{ActionType, Job, Success, Worker, WorkerError};

use errors::DeployError;

/// What the author of the pipeline writes: `{"stack": "shop", "replicas": 3}`.
#[derive(serde::Deserialize)]
struct Deployment {
    stack: String,
    #[serde(default = "one")]
    replicas: u16,
}

fn one() -> u16 {
    1
}

const MOST_REPLICAS: u16 = 20;

#[tokio::main]
async fn main() -> Result<(), WorkerError> {
    tracing_subscriber::fmt().with_writer(std::io::stderr).init();
    let journal = std::env::args().nth(1).unwrap_or_else(|| "jobs.journal".to_owned());
    let client = codepipeline_fail_examples::client().await;
    Worker::custom(&client, ActionType::new("Deploy", "Acme", "1"))
        .journal(journal)
        .poll_interval(Duration::from_secs(1))
        .job_timeout(Duration::from_mins(20))
        .run(deploy)
        .await
}

async fn deploy(job: Job) -> Result<Success, DeployError> {
    let Deployment { stack, replicas } = job.user_parameters()?;
    if replicas > MOST_REPLICAS {
        return Err(DeployError::TooManyReplicas { stack, replicas });
    }
    let build = job.input_artifact("Build")?;
    let revision = build.require_revision()?;
    tracing::info!(bucket = build.bucket()?, key = build.key()?, "deploying to {stack}");
    release(&stack, replicas).await?;
    let summary = format!("{stack} runs {revision} on {replicas} hosts");
    Ok(Success::new().summary(summary).output_variable("Stack", stack))
}

/// In place of a real deployment. The stack `legacy` is in nobody's hands any more.
#[expect(clippy::unused_async, reason = "a real one waits for its service")]
async fn release(stack: &str, _replicas: u16) -> Result<(), DeployError> {
    match stack {
        "legacy" => Err(DeployError::Frozen { stack: stack.to_owned() }),
        _ => Ok(()),
    }
}
