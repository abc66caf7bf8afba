//! A Lambda function of the integration model: it starts a build, and says how it goes each time CodePipeline asks.
//!
//! ```console
//! $ cargo build --example integration
//! $ cargo lambda watch --invoke-port 9000 &     # or any other who plays Lambda
//! $ cargo lambda invoke --data-file examples/integration/event.json --invoke-port 9000 integration
//! ```
//!
//! `template.yaml` deploys it.

use codepipeline_fail::{Continuation, Failure, Job, Outcome, Success, failure, lambda};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_runtime::Error> {
    codepipeline_fail_examples::log_without_events();
    lambda_runtime::run(lambda::integration(build).secret_configuration(["ApiKey"])).await
}

async fn build(job: Job) -> Result<Outcome, Failure> {
    let Some(build) = job.continuation_token() else {
        let project = job.configuration_value("Project")?;
        let build = start(project, job.configuration_value("ApiKey")?)?;
        return Ok(Continuation::new(build).summary(format!("building {project}")).into());
    };
    // In place of a question to the service that builds.
    Ok(Success::new().external_execution_id(build).output_variable("Build", build).into())
}

/// In place of a service that builds, which knows one key.
fn start(project: &str, key: &str) -> Result<String, Failure> {
    if key == "open sesame" {
        Ok(format!("{project}-17"))
    } else {
        Err(failure!(PermissionError, "the key {key:?} does not open {project}"))
    }
}
