//! The jobs of this example, and the worker's side of getting them.

use std::error::Error;
use std::{fs, io};

use aws_sdk_codepipeline::Client;
use aws_sdk_codepipeline::types::{ActionCategory, ActionOwner, ActionTypeId, JobData, JobStatus};
use codepipeline_local::{ActionType, Artifact, Endpoint, NewJob};

/// One job for each file in `jobs/`: its name is the action's, its content the user parameters, and the input artifact
/// is the folder of the same name in `artifacts/`.
pub fn queue(endpoint: &Endpoint) -> io::Result<()> {
    let mut files: Vec<_> = fs::read_dir(crate::folder().join("jobs"))?.collect::<Result<_, _>>()?;
    files.sort_by_key(fs::DirEntry::file_name);
    for file in files {
        let name = file.path().file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let job = NewJob::custom(ActionType::custom("Deploy", "Acme", "1"))
            .pipeline("shop", "Production", &name)
            .user_parameters(fs::read_to_string(file.path())?)
            .input_artifact(Artifact::s3("Build", "artifact-store", &name));
        endpoint.queue(job);
    }
    Ok(())
}

/// The next job, once CodePipeline has agreed that it is ours.
pub async fn next(client: &Client) -> Result<Option<(String, JobData)>, Box<dyn Error>> {
    let action_type = ActionTypeId::builder()
        .category(ActionCategory::Deploy)
        .owner(ActionOwner::Custom)
        .provider("Acme")
        .version("1")
        .build()?;
    let polled = client.poll_for_jobs().action_type_id(action_type).max_batch_size(1).send().await?;
    let Some(job) = polled.jobs.unwrap_or_default().into_iter().next() else { return Ok(None) };
    let (Some(id), Some(nonce), Some(data)) = (job.id, job.nonce, job.data) else {
        return Err("a job without id, nonce or data".into());
    };
    let acknowledged = client.acknowledge_job().job_id(&id).nonce(nonce).send().await?;
    match acknowledged.status {
        Some(JobStatus::InProgress) => Ok(Some((id, data))),
        status => Err(format!("job {id} is {status:?}").into()),
    }
}
