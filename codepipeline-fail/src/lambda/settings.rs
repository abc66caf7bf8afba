//! What invoke actions and integrations are told.

use std::time::Duration;

use crate::clock::WallClock;
use crate::job::{JobControl, JobParts};
use crate::{Job, Redactor};

#[derive(Clone, Debug, Default)]
pub(super) struct Settings {
    pub margin: Option<Duration>,
    pub redactor: Redactor,
    /// Keys of the configuration whose values are secret.
    pub secret_keys: Vec<String>,
    pub propagates_errors: bool,
    pub clock: WallClock,
    /// What the jitter is made from; anything, unless a simulation says otherwise.
    pub seed: Option<u64>,
}

impl Settings {
    /// The job, whose other end is this control.
    pub fn job(&self, mut parts: JobParts, control: &JobControl) -> Job {
        parts.control = control.clone();
        parts.redact_config_keys.clone_from(&self.secret_keys);
        Job::new(parts)
    }
}
