//! Ids, request ids and credentials that are the same in every run with the same seed.

use crate::job::ArtifactCredentials;
use crate::random::Random;
use crate::shape::Pattern;
use serde::{Deserialize, Serialize};
use std::borrow::Borrow;
use std::fmt;

/// The id of a job: a lower-case UUID, as the API's model asks of the id of a job
/// (`[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}`).
///
/// ```
/// use codepipeline_local::{ActionType, Endpoint, NewJob};
///
/// let endpoint = Endpoint::new();
/// let id = endpoint.queue(NewJob::custom(ActionType::custom("Deploy", "Acme", "1")));
/// assert_eq!(id.as_str().len(), 36);
/// let text: String = id.clone().into(); // what an SDK's setter takes
/// assert!(endpoint.job(&text).is_some());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct JobId(String);

impl JobId {
    /// The id that a seed gives, if it is one.
    pub(crate) fn given(text: &str) -> Option<Self> {
        Pattern::Uuid.matches(text).then(|| Self(text.to_owned()))
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for JobId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl AsRef<str> for JobId {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl Borrow<str> for JobId {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl From<JobId> for String {
    fn from(id: JobId) -> Self {
        id.0
    }
}

impl From<&JobId> for String {
    fn from(id: &JobId) -> Self {
        id.0.clone()
    }
}

/// A stream of ids, set by its seed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Ids {
    random: Random,
}

impl Ids {
    pub(crate) fn new(seed: u64) -> Self {
        Self { random: Random::new(seed) }
    }

    pub(crate) fn job_id(&mut self) -> JobId {
        JobId(self.uuid())
    }

    /// A UUID of version 4, variant 1.
    pub(crate) fn uuid(&mut self) -> String {
        let (high, low) = (self.next(), self.next());
        let time = high >> 32;
        let middle = (high >> 16) & 0xffff;
        let version = 0x4000 | (high & 0x0fff);
        let variant = 0x8000 | ((low >> 48) & 0x3fff);
        let node = low & 0xffff_ffff_ffff;
        format!("{time:08x}-{middle:04x}-{version:04x}-{variant:04x}-{node:012x}")
    }

    /// Credentials in the shapes AWS gives temporary ones. They open nothing.
    pub(crate) fn credentials(&mut self) -> ArtifactCredentials {
        ArtifactCredentials {
            access_key_id: format!("ASIA{:016X}", self.next()),
            secret_access_key: format!("{:016x}{:016x}{:08x}", self.next(), self.next(), self.next() >> 32),
            session_token: [(); 8].map(|()| format!("{:016x}", self.next())).concat(),
        }
    }

    fn next(&mut self) -> u64 {
        self.random.next()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_follow_the_pattern_and_differ() {
        let mut ids = Ids::new(0);
        let all: std::collections::BTreeSet<_> = (0..1000).map(|_| ids.job_id()).collect();
        assert_eq!(all.len(), 1000);
        assert!(all.iter().all(|id| Pattern::Uuid.matches(id.as_str())), "{all:?}");
    }

    #[test]
    fn a_seed_sets_the_ids() {
        assert_eq!(Ids::new(7).uuid(), Ids::new(7).uuid());
        assert_ne!(Ids::new(7).uuid(), Ids::new(8).uuid());
    }
}
