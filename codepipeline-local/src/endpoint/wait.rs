//! Time, and waiting without sleeping.

use super::Endpoint;
use crate::job::JobView;
use std::time::Duration;

impl Endpoint {
    /// The time since the endpoint's clock was made.
    pub fn now(&self) -> Duration {
        self.shared.clock.now()
    }

    /// Moves the time forward. Jobs time out and are handed out again as if that time had passed.
    ///
    /// ```
    /// use codepipeline_local::{Clock, Endpoint, JobStatus, NewJob};
    /// use std::time::Duration;
    ///
    /// let endpoint = Endpoint::builder().clock(Clock::manual()).build();
    /// let id = endpoint.start(NewJob::lambda("check"));
    /// endpoint.advance(Duration::from_mins(20)); // how long CodePipeline waits for a Lambda function
    /// assert_eq!(endpoint.job(&id).unwrap().status, JobStatus::TimedOut);
    /// ```
    pub fn advance(&self, by: Duration) {
        self.shared.clock.advance(by);
        // A job may not have changed, but the time has.
        self.change(|core| core.state.revision += 1);
    }

    /// Waits until a job is as wanted, without sleeping, and returns it. None if there is no such job.
    ///
    /// The job is looked at whenever a request came, a job was added or [`advance`](Self::advance) was called, not when
    /// time passes by itself.
    ///
    /// ```
    /// use codepipeline_local::{Endpoint, JobStatus, NewJob, Operation};
    ///
    /// # #[tokio::main(flavor = "current_thread")] async fn main() {
    /// let endpoint = Endpoint::new();
    /// let id = endpoint.start(NewJob::lambda("check"));
    /// let worker = tokio::spawn({
    ///     let (endpoint, body) = (endpoint.clone(), format!(r#"{{"jobId":"{id}"}}"#));
    ///     async move { endpoint.call(Operation::PutJobSuccessResult, body) }
    /// });
    /// let job = endpoint.wait_for(&id, |job| job.status.is_final()).await.unwrap();
    /// assert_eq!(job.status, JobStatus::Succeeded);
    /// # worker.await.unwrap();
    /// # }
    /// ```
    pub async fn wait_for(
        &self,
        id: impl AsRef<str>,
        mut wanted: impl FnMut(&JobView) -> bool,
    ) -> Option<JobView> {
        let mut found = None;
        let mut look = |endpoint: &Self| {
            found = endpoint.job(id.as_ref());
            found.as_ref().is_none_or(&mut wanted)
        };
        self.wait_until(&mut look).await;
        found
    }

    /// Waits until the endpoint is as wanted, without sleeping. It is looked at as [`wait_for`](Self::wait_for) tells.
    ///
    /// ```
    /// use codepipeline_local::{Endpoint, Operation};
    ///
    /// # #[tokio::main(flavor = "current_thread")] async fn main() {
    /// let endpoint = Endpoint::new();
    /// let client = tokio::spawn({
    ///     let endpoint = endpoint.clone();
    ///     async move { endpoint.call(Operation::GetJobDetails, "{}") }
    /// });
    /// endpoint.wait_until(|endpoint| endpoint.requests().len() == 1).await;
    /// # client.await.unwrap();
    /// # }
    /// ```
    pub async fn wait_until(&self, mut wanted: impl FnMut(&Self) -> bool) {
        // Subscribing comes first: a change after the look is then not missed.
        let mut changes = self.shared.changes.subscribe();
        while !wanted(self) {
            if changes.changed().await.is_err() {
                return;
            }
        }
    }

    /// Looks at the endpoint, and again after every change, without end.
    #[cfg(all(feature = "lambda", unix))]
    pub(crate) async fn follow(&self, mut look: impl FnMut(&Self)) {
        /// How long to wait at most before the next look, whatever happens.
        const LONGEST: Duration = Duration::from_hours(1);
        loop {
            let seen = self.changes();
            look(self);
            self.changed_since(seen, LONGEST).await;
        }
    }

    /// How many changes there have been, by requests and by time.
    pub(crate) fn changes(&self) -> u64 {
        // Time is only looked at here, so what it has changed counts now.
        let revision = self.core().state.revision;
        self.shared.changes.borrow().wrapping_add(revision)
    }

    /// Waits until there may have been more changes, for so long at most.
    pub(crate) async fn changed_since(&self, seen: u64, longest: Duration) {
        let mut changes = self.shared.changes.subscribe();
        if self.changes() != seen {
            return;
        }
        let due = self.core().state.jobs.next_due();
        let wait = due.map_or(longest, |due| due.saturating_sub(self.now()).min(longest));
        // Either is an end of the wait.
        let _changed_or_due = tokio::time::timeout(wait, changes.changed()).await;
    }
}
