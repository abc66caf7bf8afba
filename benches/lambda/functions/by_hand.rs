//! A function that reports how its job ended, and knows nothing of what can go wrong with it.

use aws_sdk_codepipeline::types::{FailureDetails, FailureType};
use codepipeline_fail_lambda_bench::client;
use lambda_runtime::{Error, LambdaEvent, service_fn};
use serde_json::Value;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let client = client().await;
    let report = async |event: LambdaEvent<Value>| {
        let id = event.payload["CodePipeline.job"]["id"].as_str().ok_or("there is no job")?;
        match check(&event.payload).await {
            Ok(()) => drop(client.put_job_success_result().job_id(id).send().await?),
            Err(error) => {
                let details =
                    FailureDetails::builder().r#type(FailureType::JobFailed).message(error.to_string());
                client.put_job_failure_result().job_id(id).failure_details(details.build()?).send().await?;
            }
        }
        Ok::<_, Error>(())
    };
    lambda_runtime::run(service_fn(report)).await
}

#[expect(clippy::unused_async, reason = "a real one waits for something")]
async fn check(event: &Value) -> Result<(), Error> {
    let parameters =
        &event["CodePipeline.job"]["data"]["actionConfiguration"]["configuration"]["UserParameters"];
    parameters.as_str().map(drop).ok_or_else(|| "there are no user parameters".into())
}
