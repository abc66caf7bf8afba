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

    /// Works with a journal on another storage than a file: one that never blocks for simulations, and one that may for
    /// benchmarks that count what is written.
    #[doc(hidden)]
    pub async fn run_on<H, F, O, E>(
        self,
        disk: impl redb::StorageBackend,
        may_block: bool,
        shutdown: Shutdown,
        handler: H,
    ) -> Result<(), WorkerError>
    where
        H: Fn(Job) -> F + Send + Sync + 'static,
        F: Future<Output = Result<O, E>> + Send + 'static,
        O: Into<Outcome>,
        E: Into<Failure>,
    {
        let open = if may_block { Journal::on } else { Journal::in_memory };
        let (journal, leftovers) = open(disk, &self.source.to_string()).map_err(WorkerError::Journal)?;
        self.work_with(shutdown, Handler::function(handler), Some(journal), leftovers).await
    }
}
