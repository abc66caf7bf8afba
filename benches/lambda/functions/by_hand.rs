//! A function that reports the success of its job, and knows nothing of what can go wrong.

use codepipeline_fail_lambda_bench::client;
use lambda_runtime::{Error, LambdaEvent, service_fn};
use serde_json::Value;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let client = client().await;
    let report = async |event: LambdaEvent<Value>| {
        let id = event.payload["CodePipeline.job"]["id"].as_str().ok_or("there is no job")?;
        client.put_job_success_result().job_id(id).send().await?;
        Ok::<_, Error>(())
    };
    lambda_runtime::run(service_fn(report)).await
}
