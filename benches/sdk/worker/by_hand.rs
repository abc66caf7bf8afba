//! The loop that the worker is compared with: polls for as many jobs as it has free places, acknowledges each, does it
//! and reports it, in a task of its own. Retries are left to the SDK. What is ours, and that it is done, is written down by one
//! of the two peers, in a file that only grows; by the other, nothing is.

use crate::peer::{Passed, action_type};
use aws_sdk_codepipeline::types::{ActionOwner, ActionTypeId, Job, JobStatus};
use aws_sdk_codepipeline::{Client, Error};
use std::fs::File;
use std::io::{self, Write as _};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::task::{JoinSet, spawn_blocking};
use tokio::time::sleep;

/// Does jobs until so many have been handed out and are done.
pub async fn run(
    client: Client,
    concurrency: usize,
    jobs: usize,
    passed: Arc<Passed>,
    log: Option<Log>,
) -> Result<(), Box<dyn std::error::Error>> {
    let places = Arc::new(Semaphore::new(concurrency));
    let mut tasks = JoinSet::new();
    let mut taken = 0;
    let [category, provider, version] = action_type();
    let id = ActionTypeId::builder().category(category.into()).owner(ActionOwner::Custom);
    let id = id.provider(provider).version(version).build()?;
    while taken < jobs {
        let first = Arc::clone(&places).acquire_owned().await?;
        let more = std::iter::from_fn(|| Arc::clone(&places).try_acquire_owned().ok());
        let free: Vec<_> = std::iter::once(first).chain(more).collect();
        let poll = client.poll_for_jobs().action_type_id(id.clone()).max_batch_size(free.len().try_into()?);
        let offered = poll.send().await?.jobs.unwrap_or_default();
        if offered.is_empty() {
            sleep(Duration::from_millis(100)).await;
        }
        taken += offered.len();
        for (job, place) in offered.into_iter().zip(free) {
            tasks.spawn(work(client.clone(), job, place, Arc::clone(&passed), log.clone()));
        }
        while let Some(ended) = tasks.try_join_next() {
            ended??;
        }
    }
    while let Some(ended) = tasks.join_next().await {
        ended??;
    }
    Ok(())
}

async fn work(
    client: Client,
    job: Job,
    _place: OwnedSemaphorePermit,
    passed: Arc<Passed>,
    log: Option<Log>,
) -> Result<(), Error> {
    let id = job.id.unwrap_or_default();
    let acknowledged = client.acknowledge_job().job_id(&id).set_nonce(job.nonce).send().await?;
    if acknowledged.status == Some(JobStatus::InProgress) {
        if let Some(log) = &log {
            log.write(format!("begun {id}\n")).await.expect("room for the log");
        }
        passed.one_more();
        if let Some(log) = &log {
            log.write(format!("succeeded {id}\n")).await.expect("room for the log");
        }
        client.put_job_success_result().job_id(&id).send().await?;
    }
    Ok(())
}

/// A file that says of each job how far it has come.
#[derive(Clone)]
pub struct Log {
    file: Arc<File>,
    syncs: Arc<AtomicUsize>,
}

impl Log {
    /// On a file that is made if there is none. What is made durable is counted.
    pub fn new(path: &Path, syncs: Arc<AtomicUsize>) -> io::Result<Self> {
        Ok(Self { file: Arc::new(File::options().append(true).create(true).open(path)?), syncs })
    }

    /// The line is on the disk afterwards.
    async fn write(&self, line: String) -> io::Result<()> {
        self.syncs.fetch_add(1, Ordering::Relaxed);
        let file = Arc::clone(&self.file);
        spawn_blocking(move || {
            (&*file).write_all(line.as_bytes())?;
            file.sync_data()
        })
        .await?
    }
}
