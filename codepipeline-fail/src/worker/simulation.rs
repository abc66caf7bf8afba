//! What only simulations and benchmarks set: chance, time and disk.

use std::time::SystemTime;

use super::journal::Journal;
use super::{Shutdown, Worker, WorkerError};
use crate::clock::WallClock;
use crate::handler::Handler;
use crate::{Failure, Job, Outcome};

impl Worker {
    /// Makes a run repeatable: for simulations.
    #[doc(hidden)]
    pub fn seed(mut self, seed: u64) -> Self {
        self.settings.seed = Some(seed);
        self
    }

    /// Tells the time that the journal notes: for simulations.
    #[doc(hidden)]
    pub fn clock(mut self, now: impl Fn() -> SystemTime + Send + Sync + 'static) -> Self {
        self.settings.clock = WallClock::new(now);
        self
    }

    /// Works with a journal on a storage that is no file and never blocks: for simulations.
    #[doc(hidden)]
    pub async fn run_on<H, F, O, E>(
        self,
        disk: impl redb::StorageBackend,
        shutdown: Shutdown,
        handler: H,
    ) -> Result<(), WorkerError>
    where
        H: Fn(Job) -> F + Send + Sync + 'static,
        F: Future<Output = Result<O, E>> + Send + 'static,
        O: Into<Outcome>,
        E: Into<Failure>,
    {
        let opened = Journal::in_memory(disk, &self.source.to_string()).map_err(WorkerError::Journal)?;
        self.work_with(shutdown, Handler::function(handler), Some(opened.0), opened.1).await
    }

    /// Works with a journal on a storage that blocks as a file does: for benchmarks that count what is written.
    #[doc(hidden)]
    pub async fn run_on_blocking<H, F, O, E>(
        self,
        disk: impl redb::StorageBackend,
        shutdown: Shutdown,
        handler: H,
    ) -> Result<(), WorkerError>
    where
        H: Fn(Job) -> F + Send + Sync + 'static,
        F: Future<Output = Result<O, E>> + Send + 'static,
        O: Into<Outcome>,
        E: Into<Failure>,
    {
        let opened = Journal::on(disk, &self.source.to_string()).map_err(WorkerError::Journal)?;
        self.work_with(shutdown, Handler::function(handler), Some(opened.0), opened.1).await
    }
}
