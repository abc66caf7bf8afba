//! A Lambda function for an invoke action: it checks that something answers at the address in the user parameters.
//!
//! On your machine, the local endpoint plays both CodePipeline and Lambda:
//!
//! ```console
//! $ cargo build --example invoke_action
//! $ cargo run -q -p codepipeline-fail-cli -- local -- target/debug/examples/invoke_action
//! $ curl -d @examples/invoke_action/event.json http://127.0.0.1:4577/_codepipeline/jobs    # in another shell
//! ```
//!
//! `template.yaml` deploys it.

mod errors;

use std::time::Duration;

use codepipeline_fail::{Job, Success, lambda};
use tokio::net::TcpStream;
use tokio::time::timeout;

use errors::CheckError;

/// What the author of the pipeline writes: `{"address": "shop.example.com:443"}`.
#[derive(serde::Deserialize)]
struct Check {
    address: String,
}

const PATIENCE: Duration = Duration::from_secs(5);

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_runtime::Error> {
    codepipeline_fail_examples::log_without_events();
    let client = codepipeline_fail_examples::client().await;
    let action = lambda::action(&client, check);
    let stopper = action.stopper();
    lambda_runtime::spawn_graceful_shutdown_handler(move || async move { stopper.stop().await }).await;
    lambda_runtime::run(action).await
}

async fn check(job: Job) -> Result<Success, CheckError> {
    let Check { address } = job.user_parameters()?;
    match timeout(PATIENCE, TcpStream::connect(&address)).await {
        Ok(Ok(_)) => Ok(Success::new().summary(format!("{address} answers"))),
        Ok(Err(source)) => Err(CheckError::NoConnection { address, source }),
        Err(_) => Err(CheckError::NoAnswer { address }),
    }
}
