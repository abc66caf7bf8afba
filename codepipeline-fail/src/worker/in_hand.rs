//! The jobs that a worker has at the moment.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The jobs of one worker, by their ids.
#[derive(Clone, Debug, Default)]
pub(super) struct JobsInHand(Arc<Mutex<HashMap<String, Claimed>>>);

/// What is known of a job in hand.
#[derive(Debug, Default)]
struct Claimed {
    /// Whether CodePipeline has said that it is ours.
    is_certain: bool,
    /// With which nonce it was handed out again before that.
    newer_nonce: Option<String>,
}

impl JobsInHand {
    /// Takes a job, until the mark is dropped. None if it is in hand already: CodePipeline may hand a job out twice.
    pub fn take(&self, job_id: &str) -> Option<InHand> {
        let mut jobs = self.jobs();
        let Entry::Vacant(free) = jobs.entry(job_id.to_owned()) else { return None };
        free.insert(Claimed::default());
        Some(InHand { jobs: self.clone(), job_id: job_id.to_owned() })
    }

    /// A job in hand was handed out again, with this nonce.
    pub fn handed_out_again(&self, job_id: &str, nonce: String) {
        if let Some(job) = self.jobs().get_mut(job_id).filter(|job| !job.is_certain) {
            job.newer_nonce = Some(nonce);
        }
    }

    /// The nonce with which a job was handed out again and has to be acknowledged, told once.
    pub fn newer_nonce(&self, job_id: &str) -> Option<String> {
        self.jobs().get_mut(job_id)?.newer_nonce.take()
    }

    /// CodePipeline has said that a job is ours.
    pub fn is_ours(&self, job_id: &str) {
        if let Some(job) = self.jobs().get_mut(job_id) {
            *job = Claimed { is_certain: true, newer_nonce: None };
        }
    }

    fn jobs(&self) -> MutexGuard<'_, HashMap<String, Claimed>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A job that this worker has.
#[derive(Debug)]
pub(super) struct InHand {
    jobs: JobsInHand,
    job_id: String,
}

impl Drop for InHand {
    fn drop(&mut self) {
        self.jobs.jobs().remove(&self.job_id);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_job_is_in_hand_once_until_the_mark_is_dropped() {
        let jobs = JobsInHand::default();
        let mark = jobs.take("a").expect("a free one");
        assert!(jobs.take("a").is_none());
        assert!(jobs.take("b").is_some());
        drop(mark);
        assert!(jobs.take("a").is_some());
    }

    #[test]
    fn the_newer_nonce_is_told_once() {
        let jobs = JobsInHand::default();
        let _mark = jobs.take("a");
        assert_eq!(jobs.newer_nonce("a"), None);
        jobs.handed_out_again("a", "2".into());
        jobs.handed_out_again("a", "3".into());
        jobs.handed_out_again("b", "4".into());
        assert_eq!(jobs.newer_nonce("a").as_deref(), Some("3"));
        assert_eq!(jobs.newer_nonce("a"), None);
        assert_eq!(jobs.newer_nonce("b"), None);
    }

    #[test]
    fn a_job_that_is_certainly_ours_needs_no_newer_nonce() {
        let jobs = JobsInHand::default();
        let _mark = jobs.take("a");
        jobs.handed_out_again("a", "2".into());
        jobs.is_ours("a");
        jobs.handed_out_again("a", "3".into());
        assert_eq!(jobs.newer_nonce("a"), None);
    }
}
