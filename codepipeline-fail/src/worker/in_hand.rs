//! The jobs that a worker has at the moment, and those that it has just reported.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The jobs of one worker, by their ids.
#[derive(Clone, Debug)]
pub(super) struct JobsInHand(Arc<Mutex<Jobs>>);

#[derive(Debug)]
struct Jobs {
    known: HashMap<String, Known>,
    /// The oldest first.
    reported: VecDeque<String>,
    most_reported: usize,
}

/// What is known of a job.
#[derive(Debug)]
enum Known {
    InHand(Claimed),
    /// It has its result: whoever hands it out again does not know yet.
    Reported,
}

/// What is known of a job in hand.
#[derive(Debug, Default)]
struct Claimed {
    /// Whether CodePipeline has said that it is ours.
    is_certain: bool,
    /// With which nonce it was handed out again before that.
    newer_nonce: Option<NewerNonce>,
}

/// The nonce with which a job was handed out again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum NewerNonce {
    /// A poll for jobs of a custom action tells it.
    Told(String),
    /// The details of a third-party job tell it.
    InDetails,
}

impl JobsInHand {
    /// So many reported jobs are remembered.
    pub fn new(most_reported: usize) -> Self {
        let jobs = Jobs { known: HashMap::new(), reported: VecDeque::new(), most_reported };
        Self(Arc::new(Mutex::new(jobs)))
    }

    /// Takes a job, until the mark is dropped. None if it is in hand already, or was just reported: CodePipeline may hand
    /// a job out twice.
    pub fn take(&self, job_id: &str) -> Option<InHand> {
        let mut jobs = self.jobs();
        let Entry::Vacant(free) = jobs.known.entry(job_id.to_owned()) else { return None };
        free.insert(Known::InHand(Claimed::default()));
        Some(InHand { jobs: self.clone(), job_id: job_id.to_owned() })
    }

    /// A job in hand was handed out again.
    pub fn handed_out_again(&self, job_id: &str, nonce: NewerNonce) {
        if let Some(job) = self.jobs().in_hand(job_id).filter(|job| !job.is_certain) {
            job.newer_nonce = Some(nonce);
        }
    }

    /// The nonce with which a job was handed out again and has to be acknowledged, told once.
    pub fn newer_nonce(&self, job_id: &str) -> Option<NewerNonce> {
        self.jobs().in_hand(job_id)?.newer_nonce.take()
    }

    /// CodePipeline has said that a job is ours.
    pub fn mark_ours(&self, job_id: &str) {
        if let Some(job) = self.jobs().in_hand(job_id) {
            *job = Claimed { is_certain: true, newer_nonce: None };
        }
    }

    /// Whether CodePipeline has said that a job in hand is ours.
    pub fn is_certain(&self, job_id: &str) -> bool {
        self.jobs().in_hand(job_id).is_some_and(|job| job.is_certain)
    }

    /// A job in hand has its result. It is not taken again for a while: the answer to a poll may have been on its way.
    pub fn mark_reported(&self, job_id: &str) {
        let mut jobs = self.jobs();
        if let Some(job @ Known::InHand(_)) = jobs.known.get_mut(job_id) {
            *job = Known::Reported;
            jobs.reported.push_back(job_id.to_owned());
        }
        if jobs.reported.len() > jobs.most_reported
            && let Some(oldest) = jobs.reported.pop_front()
        {
            jobs.known.remove(&oldest);
        }
    }

    fn jobs(&self) -> MutexGuard<'_, Jobs> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Jobs {
    fn in_hand(&mut self, job_id: &str) -> Option<&mut Claimed> {
        match self.known.get_mut(job_id)? {
            Known::InHand(job) => Some(job),
            Known::Reported => None,
        }
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
        let mut jobs = self.jobs.jobs();
        if jobs.in_hand(&self.job_id).is_some() {
            jobs.known.remove(&self.job_id);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(nonce: &str) -> NewerNonce {
        NewerNonce::Told(nonce.to_owned())
    }

    #[test]
    fn a_job_is_in_hand_once_until_the_mark_is_dropped() {
        let jobs = JobsInHand::new(1);
        let mark = jobs.take("a").expect("a free one");
        assert!(jobs.take("a").is_none());
        assert!(jobs.take("b").is_some());
        drop(mark);
        assert!(jobs.take("a").is_some());
    }

    #[test]
    fn the_newer_nonce_is_told_once() {
        let jobs = JobsInHand::new(1);
        let _mark = jobs.take("a");
        assert_eq!(jobs.newer_nonce("a"), None);
        jobs.handed_out_again("a", told("2"));
        jobs.handed_out_again("a", told("3"));
        jobs.handed_out_again("b", told("4"));
        assert_eq!(jobs.newer_nonce("a"), Some(told("3")));
        assert_eq!(jobs.newer_nonce("a"), None);
        assert_eq!(jobs.newer_nonce("b"), None);
    }

    #[test]
    fn a_job_that_is_certainly_ours_needs_no_newer_nonce() {
        let jobs = JobsInHand::new(1);
        let _mark = jobs.take("a");
        assert!(!jobs.is_certain("a"));
        jobs.handed_out_again("a", NewerNonce::InDetails);
        jobs.mark_ours("a");
        jobs.handed_out_again("a", NewerNonce::InDetails);
        assert_eq!(jobs.newer_nonce("a"), None);
        assert!(jobs.is_certain("a"));
    }

    #[test]
    fn the_latest_jobs_that_were_reported_are_not_taken_again() {
        let jobs = JobsInHand::new(2);
        for job_id in ["a", "b", "c"] {
            let mark = jobs.take(job_id);
            assert!(mark.is_some());
            jobs.mark_reported(job_id);
            jobs.mark_reported(job_id);
            assert!(jobs.take(job_id).is_none());
            drop(mark);
            assert!(jobs.take(job_id).is_none());
        }
        assert!(jobs.take("b").is_none());
        assert!(jobs.take("a").is_some());
    }

    #[test]
    fn a_job_that_is_not_in_hand_is_not_reported() {
        let jobs = JobsInHand::new(2);
        jobs.mark_reported("a");
        assert!(jobs.take("a").is_some());
    }
}
