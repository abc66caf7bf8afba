//! What is known of the jobs that this environment has seen: Lambda may deliver an event more than once.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex as BlockingMutex, PoisonError};

use tokio::sync::Mutex;

use crate::JobResult;

/// So many jobs are remembered.
const MOST: usize = 1_000;

/// How far a job has come.
#[derive(Debug, Default)]
pub(super) enum Progress {
    /// It has no result yet.
    #[default]
    New,
    /// It has this result, which CodePipeline has not taken yet, as far as is known.
    Ended(JobResult),
    /// CodePipeline has its result.
    Reported,
}

/// The jobs that were seen. Who holds the lock of one works on it; others wait.
#[derive(Clone, Debug, Default)]
pub(super) struct Jobs(Arc<BlockingMutex<Seen>>);

#[derive(Debug, Default)]
struct Seen {
    jobs: HashMap<String, Arc<Mutex<Progress>>>,
    /// The oldest first.
    order: VecDeque<String>,
}

impl Jobs {
    /// What is known of a job.
    pub fn of(&self, job_id: &str) -> Arc<Mutex<Progress>> {
        let mut seen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(progress) = seen.jobs.get(job_id) {
            return Arc::clone(progress);
        }
        if seen.order.len() == MOST
            && let Some(oldest) = seen.order.pop_front()
        {
            seen.jobs.remove(&oldest);
        }
        let progress = Arc::<Mutex<Progress>>::default();
        seen.order.push_back(job_id.to_owned());
        seen.jobs.insert(job_id.to_owned(), Arc::clone(&progress));
        progress
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_job_is_known_again_until_many_others_came() {
        let jobs = Jobs::default();
        let first = jobs.of("first");
        *first.try_lock().unwrap() = Progress::Reported;
        assert!(Arc::ptr_eq(&first, &jobs.of("first")));
        for other in 0..MOST {
            jobs.of(&other.to_string());
        }
        assert!(!Arc::ptr_eq(&first, &jobs.of("first")));
        assert_eq!(jobs.0.lock().unwrap().jobs.len(), MOST);
    }
}
