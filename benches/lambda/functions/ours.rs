//! The same function, by `lambda::action`.

use codepipeline_fail::{Failure, Job, lambda};
use codepipeline_fail_lambda_bench::client;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_runtime::Error> {
    let client = client().await;
    lambda_runtime::run(lambda::action(&client, async |_: Job| Ok::<_, Failure>(()))).await
}
