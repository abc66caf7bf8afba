//! How a worker is to work.

use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use super::acknowledge::LostAcknowledgement;
use super::recover::Recovery;
use crate::Redactor;
use crate::clock::WallClock;
use crate::sdk::reporter::Patience;

#[derive(Clone, Debug)]
pub(super) struct Settings {
    pub concurrency: usize,
    pub poll_interval: Duration,
    pub attempt_timeout: Duration,
    pub job_timeout: Duration,
    pub shutdown_grace: Duration,
    pub lost_acknowledgement: LostAcknowledgement,
    pub recovery: Recovery,
    pub redactor: Redactor,
    /// Keys of the configuration whose values are secret.
    pub secret_keys: Vec<String>,
    pub journal: Option<PathBuf>,
    pub clock: WallClock,
    /// What jitter is made from; anything, unless a simulation says otherwise.
    pub seed: Option<u64>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            concurrency: 4,
            poll_interval: Duration::from_secs(10),
            attempt_timeout: Duration::from_secs(5),
            job_timeout: Duration::from_hours(1),
            shutdown_grace: Duration::from_secs(25),
            lost_acknowledgement: LostAcknowledgement::default(),
            recovery: Recovery::default(),
            redactor: Redactor::new(),
            secret_keys: Vec::new(),
            journal: None,
            clock: WallClock::default(),
            seed: None,
        }
    }
}

impl Settings {
    /// A job waits for its result for a day at most (AWS CodePipeline User Guide, "Quotas"): longer than that no result is
    /// worth sending.
    const LONGEST_WAIT: Duration = Duration::from_hours(24);

    pub fn patience(&self) -> Patience {
        Patience {
            attempt_timeout: self.attempt_timeout,
            total_budget: Self::LONGEST_WAIT,
            is_final: false,
            denied_interval: Some(Duration::from_mins(1)),
            seed: self.seed,
        }
    }

    pub fn now(&self) -> SystemTime {
        self.clock.now()
    }

    pub fn random(&self) -> fastrand::Rng {
        self.seed.map_or_else(fastrand::Rng::new, fastrand::Rng::with_seed)
    }
}
