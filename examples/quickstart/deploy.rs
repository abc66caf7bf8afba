//! The work of a job: it deploys the service that its input artifact describes. Errors leave by `?`.

use std::fs;
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::Command;

use aws_sdk_codepipeline::Client;
use aws_sdk_codepipeline::types::{JobData, S3ArtifactLocation};
use codepipeline_fail::{Failure, Success, failure};
use serde::Deserialize;

use crate::errors::DeployError;

/// `UserParameters` of the action.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Parameters {
    /// Where the service's images come from, as `host:port`.
    registry: Option<String>,
    /// The job whose deployment this one replaces.
    earlier_job: Option<String>,
    /// A program to run when the service is up, from the artifact.
    hook: Option<String>,
}

/// `manifest.json` in the input artifact.
#[derive(Deserialize)]
struct Manifest {
    service: String,
    hosts: Vec<String>,
    #[serde(default)]
    health: Health,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Health {
    failing: u32,
    reason: String,
    password: String,
}

pub async fn deploy(client: &Client, job: &JobData, artifacts: &Path) -> Result<Success, Failure> {
    let parameters = parameters(job)?;
    let artifact = Path::new(input_artifact(job)?);
    let manifest = manifest(artifacts, artifact.join("manifest.json"))?;
    if let Some(earlier) = &parameters.earlier_job {
        look_up(client, earlier).await?;
    }
    if let Some(address) = &parameters.registry {
        TcpStream::connect(address)
            .map_err(|source| DeployError::Registry { address: address.clone(), source })?;
    }
    // An empty list of hosts is a mistake in this program, which expects one: it panics.
    let first = &manifest.hosts[0];
    if let Some(hook) = &parameters.hook {
        run_hook(artifacts, artifact.join(hook))?;
    }
    health(&manifest)?;
    Ok(Success::new()
        .summary(format!("{} runs on {} hosts, {first} first", manifest.service, manifest.hosts.len()))
        .external_execution_id(format!("{}-17", manifest.service))
        .output_variable("FirstHost", first))
}

fn parameters(job: &JobData) -> Result<Parameters, DeployError> {
    let configuration = job.action_configuration().and_then(|action| action.configuration());
    let text = configuration.and_then(|values| values.get("UserParameters")).map_or("{}", String::as_str);
    serde_json::from_str(text).map_err(DeployError::Parameters)
}

/// Where the input artifact was unpacked: here, a folder with the name of its object.
fn input_artifact(job: &JobData) -> Result<&str, Failure> {
    let location = job.input_artifacts().first().and_then(|artifact| artifact.location());
    let key = location.and_then(|location| location.s3_location()).map(S3ArtifactLocation::object_key);
    key.ok_or_else(|| failure!(ConfigurationError, "the action needs one input artifact"))
}

fn manifest(artifacts: &Path, path: PathBuf) -> Result<Manifest, DeployError> {
    match fs::read(artifacts.join(&path)) {
        Ok(text) => serde_json::from_slice(&text).map_err(|source| DeployError::Manifest { path, source }),
        Err(source) => Err(DeployError::Artifact { path, source }),
    }
}

async fn look_up(client: &Client, job: &str) -> Result<(), DeployError> {
    let answer = client.get_job_details().job_id(job).send().await;
    answer.map_err(|source| DeployError::Earlier { job: job.to_owned(), source: Box::new(source) })?;
    Ok(())
}

fn run_hook(artifacts: &Path, path: PathBuf) -> Result<(), DeployError> {
    match Command::new(artifacts.join(&path)).status() {
        Ok(_) => Ok(()),
        Err(source) => Err(DeployError::Hook { path, source }),
    }
}

fn health(manifest: &Manifest) -> Result<(), DeployError> {
    if manifest.health.failing == 0 {
        return Ok(());
    }
    Err(DeployError::RolledBack {
        service: manifest.service.clone(),
        run: format!("{}-17", manifest.service),
        reason: format!("{} of its hosts say \"{}\"", manifest.health.failing, manifest.health.reason),
        password: manifest.health.password.clone(),
    })
}
