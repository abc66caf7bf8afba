//! A worker's jobs fail in every way that jobs fail, and CodePipeline is told what happened.
//!
//! `cargo run --example quickstart` starts a local endpoint, queues the jobs in `jobs/`, whose artifacts are the folders
//! in `artifacts/`, polls for them as a worker does, and prints what the pipeline's console would show.
//!
//! `cargo run --example quickstart -- --job-id ID` does one job of the real service, with the credentials and the region
//! of the environment. The job must be in progress: one of a Lambda invoke action, or one that was acknowledged.

mod console;
mod deploy;
mod errors;
mod jobs;

use std::error::Error;
use std::path::{Path, PathBuf};

use aws_sdk_codepipeline::Client;
use aws_sdk_codepipeline::config::{BehaviorVersion, Credentials, Region};
use aws_sdk_codepipeline::types::JobData;
use codepipeline_fail::{Report, Reporter};
use codepipeline_local::Endpoint;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => local().await,
        ["--job-id", id] => real(id).await,
        _ => Err("usage: quickstart [--job-id ID]".into()),
    }
}

/// All jobs, against an endpoint of this process.
async fn local() -> Result<(), Box<dyn Error>> {
    // The panic of a job is expected here; by default it would be printed among the results.
    std::panic::set_hook(Box::new(|_| {}));
    let endpoint = Endpoint::new();
    let server = endpoint.serve(([127, 0, 0, 1], 0)).await?;
    let client = local_client(&server.url());
    jobs::queue(&endpoint)?;
    while let Some((id, data)) = jobs::next(&client).await? {
        let _ = run(&client, &id, &data).await?;
    }
    console::print(&endpoint.jobs());
    Ok(())
}

/// One job of the real service.
async fn real(id: &str) -> Result<(), Box<dyn Error>> {
    let client = codepipeline_fail_examples::client().await;
    let details = client.get_job_details().job_id(id).send().await?.job_details;
    let data = details.and_then(|details| details.data).ok_or("the job has no data")?;
    println!("{}", run(&client, id, &data).await?.result());
    Ok(())
}

async fn run(client: &Client, id: &str, data: &JobData) -> Result<Report, codepipeline_fail::ReportError> {
    let artifacts = folder().join("artifacts");
    Reporter::new(client).job(id).run(deploy::deploy(client, data, &artifacts)).await
}

fn local_client(url: &str) -> Client {
    let config = aws_sdk_codepipeline::Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("us-east-1"))
        .endpoint_url(url)
        .credentials_provider(Credentials::new("test", "test", None, None, "static"))
        .http_client(aws_smithy_http_client::Builder::new().build_http())
        .build();
    Client::from_conf(config)
}

/// The folder of this example.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("quickstart")
}
