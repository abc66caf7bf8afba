//! Jobs and action types: put in, looked at, moved on.

use super::Endpoint;
use crate::action_type::{ActionType, ActionTypeDefinition};
use crate::id::JobId;
use crate::job::{JobView, NewJob, SeedError, Seeds};
use crate::journal::RecordedRequest;
use crate::state::{Birth, State};
use serde_json::Value;
use std::sync::Arc;

impl Endpoint {
    /// Makes an action type known, so that a poll for it finds no jobs rather than `ActionTypeNotFoundException`.
    /// [`queue`](Self::queue) and [`start`](Self::start) make a job's type known by themselves.
    ///
    /// ```
    /// use codepipeline_local::{ActionType, Endpoint, Operation};
    ///
    /// let endpoint = Endpoint::new();
    /// let poll = r#"{"actionTypeId":{"category":"Test","owner":"Custom","provider":"Acme","version":"1"}}"#;
    /// let answer = endpoint.call(Operation::PollForJobs, poll);
    /// assert_eq!(answer.error().as_deref(), Some("ActionTypeNotFoundException"));
    ///
    /// endpoint.register(ActionType::custom("Test", "Acme", "1"));
    /// let answer = endpoint.call(Operation::PollForJobs, poll);
    /// assert_eq!(answer.json()["jobs"].as_array().unwrap().len(), 0);
    /// ```
    pub fn register(&self, action_type: ActionType) {
        self.change(|core| core.state.register(action_type));
    }

    /// Makes an action type known with the properties of its configuration. What was known of it is replaced.
    ///
    /// # Panics
    /// If more than one property is queryable.
    pub fn define(&self, definition: ActionTypeDefinition) {
        if let Some(mistake) = definition.mistake() {
            panic!("CodePipeline would not have such an action type: {mistake}");
        }
        self.change(|core| core.state.define(definition));
    }

    /// Adds a job that waits to be polled for; a Lambda's job is in progress at once.
    ///
    /// # Panics
    /// If the job breaks a constraint of the API's model, or its action type has another owner than its kind of job.
    ///
    /// ```should_panic
    /// use codepipeline_local::{ActionType, Endpoint, NewJob};
    ///
    /// let no_such_category = ActionType::custom("Deployment", "Acme", "1");
    /// Endpoint::new().queue(NewJob::custom(no_such_category));
    /// ```
    pub fn queue(&self, job: NewJob) -> JobId {
        self.add(job, Birth::QUEUED)
    }

    /// Adds a job that is in progress, as if a worker had just polled for it and acknowledged it.
    ///
    /// # Panics
    /// As [`queue`](Self::queue).
    ///
    /// ```
    /// use codepipeline_local::{Endpoint, JobStatus, NewJob};
    ///
    /// let endpoint = Endpoint::new();
    /// let id = endpoint.start(NewJob::lambda("check").user_parameters(r#"{"url":"https://example.com"}"#));
    /// assert_eq!(endpoint.job(&id).unwrap().status, JobStatus::InProgress);
    /// ```
    pub fn start(&self, job: NewJob) -> JobId {
        self.add(job, Birth::InProgress)
    }

    fn add(&self, job: NewJob, birth: Birth) -> JobId {
        if let Some(mistake) = job.mistake() {
            panic!("CodePipeline would not have such a job: {mistake}");
        }
        self.change(|core| core.state.add(job, birth))
    }

    /// Adds jobs and action types from JSON, all of them or none. Jobs wait to be polled for; a Lambda's is in progress
    /// at once. It may be:
    ///
    /// - `{"actionTypes": [...], "jobs": [...]}`, or a list of jobs, or one;
    /// - for a job: `JobData` as the API writes it; or an object with it as `data`, as PollForJobs and GetJobDetails answer
    ///   it, where `id`, `timeoutSeconds` and, for a third-party job, `clientToken` and `clientId` may stand beside it;
    ///   or the event by which CodePipeline invokes a Lambda function;
    /// - for an action type: the input of CreateCustomActionType.
    ///
    /// `artifactCredentials` are handed out as they are.
    ///
    /// # Errors
    /// If something breaks a constraint of the API's model, is not known, or is a job that is there already.
    ///
    /// ```
    /// use codepipeline_local::{Endpoint, JobStatus};
    ///
    /// let event = r#"{"CodePipeline.job": {
    ///     "id": "11111111-abcd-1111-abcd-111111abcdef",
    ///     "accountId": "111122223333",
    ///     "data": { "actionConfiguration": { "configuration": { "FunctionName": "check", "UserParameters": "{}" } } }
    /// }}"#;
    /// let endpoint = Endpoint::new();
    /// let ids = endpoint.seed(&serde_json::from_str(event)?)?;
    /// assert_eq!(endpoint.job(&ids[0]).unwrap().status, JobStatus::InProgress);
    /// # Ok::<_, Box<dyn std::error::Error>>(())
    /// ```
    pub fn seed(&self, json: &Value) -> Result<Vec<JobId>, SeedError> {
        let seeds = Seeds::read(json)?;
        self.change(|core| core.state.seed(seeds))
    }

    /// A job as it is now.
    pub fn job(&self, id: impl AsRef<str>) -> Option<JobView> {
        self.core().state.job(id.as_ref()).map(|job| job.view.clone())
    }

    /// All jobs as they are now, in the order of their creation.
    pub fn jobs(&self) -> Vec<JobView> {
        self.core().state.views().cloned().collect()
    }

    /// Lets the next poll hand a job out once more, as CodePipeline may: one that was not acknowledged is queued again
    /// before its time; one that is in progress stays so, and the nonce of its new delivery is never accepted.
    ///
    /// False if there is no such job, or if it has ended or nobody polls for its kind.
    ///
    /// ```
    /// use codepipeline_local::{ActionType, Endpoint, NewJob};
    ///
    /// let endpoint = Endpoint::new();
    /// let id = endpoint.start(NewJob::custom(ActionType::custom("Deploy", "Acme", "1")));
    /// assert!(endpoint.redeliver(&id));
    /// ```
    pub fn redeliver(&self, id: impl AsRef<str>) -> bool {
        self.change(|core| core.state.redeliver(id.as_ref())).unwrap_or(false)
    }

    /// Ends a job as if its time were over. False if there is no such job or it has ended.
    ///
    /// ```
    /// use codepipeline_local::{Endpoint, JobStatus, NewJob};
    ///
    /// let endpoint = Endpoint::new();
    /// let id = endpoint.start(NewJob::lambda("check"));
    /// assert!(endpoint.expire(&id));
    /// assert_eq!(endpoint.job(&id).unwrap().status, JobStatus::TimedOut);
    /// ```
    pub fn expire(&self, id: impl AsRef<str>) -> bool {
        self.change(|core| core.state.expire(id.as_ref())).unwrap_or(false)
    }

    /// The action types that are known.
    pub fn action_types(&self) -> Vec<ActionTypeDefinition> {
        self.core().state.action_types.values().cloned().collect()
    }

    /// Looks at the state as it is now.
    pub(crate) fn look<T>(&self, look: impl FnOnce(&State) -> T) -> T {
        look(&self.core().state)
    }

    /// The latest requests, of one job or of all, oldest first; and whether there are more.
    pub(crate) fn latest_requests(
        &self,
        job_id: Option<&str>,
        limit: usize,
    ) -> (Vec<Arc<RecordedRequest>>, bool) {
        let core = self.core();
        let wanted =
            |request: &&Arc<RecordedRequest>| job_id.is_none() || request.job_id.as_deref() == job_id;
        let mut found = core.journal.requests().rev().filter(wanted).cloned();
        let mut latest: Vec<_> = found.by_ref().take(limit).collect();
        latest.reverse();
        (latest, found.next().is_some())
    }
}
