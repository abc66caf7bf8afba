//! The same function, by `lambda::action`.

use codepipeline_fail::{Job, JobDataError, lambda};
use codepipeline_fail_lambda_bench::client;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_runtime::Error> {
    let client = client().await;
    lambda_runtime::run(lambda::action(&client, check)).await
}

async fn check(job: Job) -> Result<(), JobDataError> {
    job.configuration_value("UserParameters").map(drop)
}
