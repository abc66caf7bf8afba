//! A worker at work: the parts that its tasks share, and the loop that polls.

use std::panic::resume_unwind;
use std::sync::Arc;
use std::time::Duration;

use aws_sdk_codepipeline::Client;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep_until, timeout_at};
use tokio_util::task::AbortOnDropHandle;
use tracing::Instrument as _;

use super::health::Health;
use super::in_hand::JobsInHand;
use super::journal::{Entry, Journal};
use super::pace::{Pace, Polled};
use super::settings::Settings;
use super::shutdown::Shutdown;
use super::source::Source;
use crate::handler::Handler;
use crate::sdk::client::once;

/// So many jobs are remembered, at least, when they have been reported: for a service that is late to notice.
const LEAST_REMEMBERED: usize = 1000;

/// What the tasks of a worker share.
pub(super) struct Engine {
    /// The user's, for what the handler does.
    pub client: Client,
    /// For what must be sent once.
    pub once: Client,
    pub source: Source,
    pub settings: Settings,
    pub journal: Option<Journal>,
    pub handler: Handler,
    pub shutdown: Shutdown,
    pub health: Health,
    /// Places for jobs whose handlers have ended, as many as for handlers: who cannot report jobs takes no more.
    pub reporting: Semaphore,
    pub in_hand: JobsInHand,
}

impl Engine {
    pub fn new(
        client: Client,
        source: Source,
        settings: Settings,
        journal: Option<Journal>,
        handler: Handler,
        shutdown: Shutdown,
        health: Health,
    ) -> Arc<Self> {
        let once = once(&client);
        let reporting = Semaphore::new(settings.concurrency);
        // Of what a poll hands out while it is on its way, no more can be reported than is in hand when it begins.
        let in_hand = JobsInHand::new(LEAST_REMEMBERED.max(2 * settings.concurrency));
        Arc::new(Self {
            client,
            once,
            source,
            settings,
            journal,
            handler,
            shutdown,
            health,
            reporting,
            in_hand,
        })
    }

    /// Takes jobs until the worker is to end, then ends those under way within the grace.
    ///
    /// It does so in a task of its own: a worker is mostly waited for by `block_on`, whose thread would have to be woken for each
    /// place that becomes free.
    pub async fn run(self: Arc<Self>, leftovers: Vec<Entry>) {
        let running = tokio::spawn(self.take_jobs(leftovers).in_current_span());
        if let Err(error) = AbortOnDropHandle::new(running).await
            && error.is_panic()
        {
            resume_unwind(error.into_panic());
        }
    }

    async fn take_jobs(self: Arc<Self>, leftovers: Vec<Entry>) {
        tracing::info!(source = %self.source, left_over = leftovers.len(), "the worker polls for jobs");
        let mut tasks = JoinSet::new();
        let places = Arc::new(Semaphore::new(self.settings.concurrency));
        for entry in leftovers {
            // Before the first poll, which may hand it out again.
            let Some(in_hand) = self.in_hand.take(&entry.job_id) else { continue };
            let (this, places) = (Arc::clone(&self), Arc::clone(&places));
            tasks.spawn(async move {
                this.recover(entry, places).await;
                drop(in_hand);
            });
        }
        self.poll_until_stopped(&places, &mut tasks).await;
        self.end(tasks).await;
    }

    async fn poll_until_stopped(self: &Arc<Self>, places: &Arc<Semaphore>, tasks: &mut JoinSet<()>) {
        let mut pace = Pace::new(self.settings.poll_interval, self.settings.random());
        let mut next = Instant::now();
        while let Some(mut free) = self.free_places(places, next, tasks).await {
            // A job that could not be journaled would be lost by a crash: first it must be possible again.
            let polled =
                if self.can_journal().await { self.poll(free.len()).await } else { Err(Polled::Lost) };
            let polled = match polled {
                Err(trouble) => trouble,
                Ok(offers) => {
                    self.health.polled();
                    let polled = Polled::Jobs { jobs: offers.len(), places: free.len() };
                    for (offer, place) in offers.into_iter().zip(free.drain(..)) {
                        let this = Arc::clone(self);
                        tasks.spawn(async move { this.take(offer, place).await });
                    }
                    polled
                }
            };
            next = Instant::now() + pace.after(polled);
        }
    }

    /// All places that are free, at least one, when it is time for the next poll; none when the worker is to end.
    async fn free_places(
        &self,
        places: &Arc<Semaphore>,
        next: Instant,
        tasks: &mut JoinSet<()>,
    ) -> Option<Vec<OwnedSemaphorePermit>> {
        let ready = async {
            // To sleep takes up to a millisecond, however short it is to be.
            if next > Instant::now() {
                sleep_until(next).await;
            }
            Arc::clone(places).acquire_owned().await
        };
        let first = tokio::select! {
            biased;
            () = self.shutdown.stopping() => return None,
            first = ready => first.ok()?,
        };
        // What has ended makes room here too.
        while let Some(ended) = tasks.try_join_next() {
            if let Err(error) = ended {
                tracing::error!(
                    "a job's own task failed; the journal has the job for the next start: {error}"
                );
            }
        }
        let more = std::iter::from_fn(|| Arc::clone(places).try_acquire_owned().ok());
        Some(std::iter::once(first).chain(more).collect())
    }

    /// Waits for the jobs under way, as long as the grace lasts. Who has not been reported by then stays in the journal.
    async fn end(&self, mut tasks: JoinSet<()>) {
        let deadline = Instant::now() + self.settings.shutdown_grace;
        let all = async { while tasks.join_next().await.is_some() {} };
        if timeout_at(deadline, all).await.is_err() {
            tracing::error!(
                jobs = tasks.len(),
                "the grace is over, and jobs are still to be reported: they wait in the journal for the next start"
            );
        }
        tasks.shutdown().await;
    }

    /// Writes to the journal, if there is one. What cannot be written is said and known to the health; the job goes on.
    pub async fn journal(&self, entry: Entry) {
        let Some(journal) = &self.journal else { return };
        let written = journal.write(entry).await;
        if let Err(error) = &written {
            tracing::error!("the journal cannot be written, so that a crash now would lose the job: {error}");
        }
        self.health.journaled(written.map_err(|error| error.to_string()));
    }

    /// Whether the journal can be written, tried again if it last could not.
    async fn can_journal(&self) -> bool {
        let Some(journal) = &self.journal else { return true };
        if self.health.journal_error().is_none() {
            return true;
        }
        let written = journal.check().await.map_err(|error| error.to_string());
        let is_fine = written.is_ok();
        self.health.journaled(written);
        is_fine
    }

    /// Forgets a job that has ended.
    pub fn forget(&self, job_id: &str) {
        if let Some(journal) = &self.journal {
            journal.forget(job_id);
        }
    }

    /// How long before the end of the grace handlers are stopped, so that there is time to report them.
    pub fn reporting_time(&self) -> Duration {
        (self.settings.shutdown_grace / 4).min(Duration::from_secs(10))
    }
}
