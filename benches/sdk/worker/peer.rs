//! What does the jobs, in a process of its own.

use crate::by_hand;
use crate::disk::CountingDisk;
use aws_sdk_codepipeline::Client;
use codepipeline_fail::{ActionType, Failure, Job, Shutdown, ShutdownTrigger, Worker};
use codepipeline_fail_benches::{cpu_time, memory};
use codepipeline_fail_sdk_bench::client;
use std::error::Error;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use tokio::time::sleep;

/// Who does them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Peer {
    ByHand,
    /// By hand, with two durable writes a job, as the worker with a journal makes them.
    ByHandWritten,
    /// The worker, with a journal.
    Worker,
    /// What it is worth to write nothing down.
    WithoutJournal,
    /// The same loop by hand in Python, over boto3, with a thread for each place.
    Boto3,
}

impl Peer {
    pub const ALL: [Self; 5] =
        [Self::ByHand, Self::ByHandWritten, Self::Worker, Self::WithoutJournal, Self::Boto3];

    pub fn label(self) -> &'static str {
        match self {
            Self::ByHand => "by hand",
            Self::ByHandWritten => "by hand, written down",
            Self::Worker => "worker",
            Self::WithoutJournal => "worker without a journal",
            Self::Boto3 => "boto3, threads",
        }
    }

    /// How many times as many jobs this one has to do as the other, if anything has to hold.
    pub fn least_beside(self, other: Self) -> Option<f64> {
        match (self, other) {
            (Self::Worker | Self::WithoutJournal, Self::ByHand) | (Self::Worker, Self::ByHandWritten) => {
                Some(1.0)
            }
            (Self::Worker | Self::WithoutJournal, Self::Boto3) => Some(5.0),
            _ => None,
        }
    }

    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|peer| peer.label() == name)
    }
}

/// Category, provider and version of the jobs.
pub fn action_type() -> [&'static str; 3] {
    ["Deploy", "Acme", "1"]
}

/// Counts the jobs that have come as far as the handler.
pub struct Passed {
    count: AtomicUsize,
    of: usize,
    steps: usize,
    /// Told when all have.
    trigger: ShutdownTrigger,
}

impl Passed {
    fn new(of: usize, steps: usize, trigger: ShutdownTrigger) -> Arc<Self> {
        Arc::new(Self { count: AtomicUsize::new(0), of, steps: steps.clamp(1, of), trigger })
    }

    /// Says on the standard output when another part of the jobs has passed, and how much memory there is then.
    pub fn one_more(&self) {
        let count = self.count.fetch_add(1, Ordering::Relaxed) + 1;
        if count.is_multiple_of(self.of / self.steps) {
            println!("PASSED {count} {}", memory().unwrap_or(0));
        }
        if count == self.of {
            self.trigger.stop();
        }
    }
}

/// What the peer is to do.
pub struct Task<'t> {
    pub peer: Peer,
    pub url: &'t str,
    pub concurrency: usize,
    pub jobs: usize,
    /// How often it says how far it has come.
    pub steps: usize,
    pub folder: &'t Path,
}

impl Task<'_> {
    /// Does all the jobs, and says how long it took and how often the disk was waited for.
    pub async fn run(self) -> Result<(), Box<dyn Error>> {
        let client = client(self.url);
        let (trigger, shutdown) = Shutdown::by_hand();
        let passed = Passed::new(self.jobs, self.steps, trigger);
        let disk = CountingDisk::new(&self.folder.join("jobs.journal"))?;
        let syncs = disk.syncs();
        let log = match self.peer {
            Peer::ByHandWritten => {
                Some(by_hand::Log::new(&self.folder.join("jobs.log"), Arc::clone(&syncs))?)
            }
            _ => None,
        };
        let start = Instant::now();
        if let Peer::ByHand | Peer::ByHandWritten = self.peer {
            by_hand::run(client, self.concurrency, self.jobs, passed, log).await?;
        } else {
            let worker = worker(&client).concurrency(self.concurrency);
            let handler = move |_: Job| {
                passed.one_more();
                async { Ok::<_, Failure>(()) }
            };
            match self.peer {
                Peer::Worker => worker.run_on(disk, true, shutdown, handler).await?,
                _ => worker.run_until(shutdown, handler).await?,
            }
        }
        println!("RESULT {} {}", start.elapsed().as_nanos(), syncs.load(Ordering::Relaxed));
        Ok(())
    }
}

/// Lets a worker wait for jobs that do not come, and says how much of a processor it took.
pub async fn idle(
    url: &str,
    time: Duration,
    interval: Duration,
    folder: &Path,
) -> Result<(), Box<dyn Error>> {
    let client = client(url);
    let disk = CountingDisk::new(&folder.join("idle.journal"))?;
    let syncs = disk.syncs();
    let (trigger, shutdown) = Shutdown::by_hand();
    let worker = worker(&client).poll_interval(interval);
    let running = tokio::spawn(worker.run_on(disk, true, shutdown, async |_: Job| Ok::<_, Failure>(())));
    // The first poll makes the connection and the signing key.
    sleep(interval * 2).await;
    let (before, written) = (cpu_time(), syncs.load(Ordering::Relaxed));
    println!("PASSED 0 0");
    sleep(time).await;
    let taken = cpu_time().zip(before).map_or(0, |(after, before)| after.saturating_sub(before).as_nanos());
    println!("RESULT {taken} {}", syncs.load(Ordering::Relaxed) - written);
    trigger.stop();
    Ok(running.await??)
}

fn worker(client: &Client) -> Worker {
    let [category, provider, version] = action_type();
    Worker::custom(client, ActionType::new(category, provider, version))
}
