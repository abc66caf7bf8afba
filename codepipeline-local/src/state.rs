//! All jobs, and the operations on them.

use crate::action_type::ActionType;
use crate::error::ApiError;
use crate::id::{Ids, JobId};
use crate::job::{Job, Rules};
use crate::new_job::{NewJob, Origin};
use crate::offer::Offer;
use crate::view::{EventKind, JobStatus, JobView};
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

/// The state behind an endpoint. Whoever changes it says what time it is.
#[derive(Debug)]
pub(crate) struct State {
    pub account_id: String,
    pub region: String,
    pub rules: Rules,
    pub now: Duration,
    ids: Ids,
    action_types: BTreeSet<ActionType>,
    /// In the order of their creation.
    jobs: Vec<Job>,
    index: BTreeMap<JobId, usize>,
    /// The jobs that have not ended: time passes only for these.
    open: BTreeSet<usize>,
}

/// How a job comes into the world.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Birth {
    Queued,
    InProgress,
}

impl State {
    pub(crate) fn new(seed: u64, account_id: String, region: String, rules: Rules) -> Self {
        Self {
            account_id,
            region,
            rules,
            now: Duration::ZERO,
            ids: Ids::new(seed),
            action_types: BTreeSet::new(),
            jobs: Vec::new(),
            index: BTreeMap::new(),
            open: BTreeSet::new(),
        }
    }

    /// Lets time pass: jobs time out and are handed out again.
    pub(crate) fn settle(&mut self, now: Duration) {
        self.now = self.now.max(now);
        for index in &self.open {
            self.jobs[*index].settle(self.now);
        }
        self.open.retain(|index| !self.jobs[*index].view.status.is_final());
    }

    pub(crate) fn register(&mut self, action_type: ActionType) {
        self.action_types.insert(action_type);
    }

    pub(crate) fn knows(&self, action_type: &ActionType) -> bool {
        self.action_types.contains(action_type)
    }

    pub(crate) fn request_id(&mut self) -> String {
        self.ids.uuid()
    }

    /// Adds a job that is part of an action execution of its own.
    pub(crate) fn add(&mut self, job: NewJob, birth: Birth) -> JobId {
        let executions = [self.ids.uuid(), self.ids.uuid()];
        self.insert(job, birth, executions, None)
    }

    /// Adds the job that goes on where job `index` stopped, with its token.
    fn add_continuation(&mut self, index: usize, token: String) {
        let earlier = &self.jobs[index];
        let job = NewJob {
            data: earlier.view.data.clone(),
            origin: earlier.origin.clone(),
            timeout: Some(earlier.timeout),
        };
        let executions =
            [earlier.view.pipeline_execution_id.clone(), earlier.view.action_execution_id.clone()];
        let continues = Some(earlier.view.id.clone());
        let id = self.insert(job.continuation_token(token), Birth::Queued, executions, continues);
        self.jobs[index].view.continued_by = Some(id);
    }

    fn insert(
        &mut self,
        job: NewJob,
        birth: Birth,
        [pipeline_execution_id, action_execution_id]: [String; 2],
        continues: Option<JobId>,
    ) -> JobId {
        let id = self.ids.job_id();
        self.register(job.data.action_type.clone());
        let in_progress = birth == Birth::InProgress || job.origin == Origin::Lambda;
        let default =
            if job.origin == Origin::Lambda { self.rules.lambda_timeout } else { self.rules.job_timeout };
        let timeout = job.timeout.unwrap_or(default);
        let status = if in_progress { JobStatus::InProgress } else { JobStatus::Queued };
        let view = JobView {
            id: id.clone(),
            status,
            data: job.data,
            artifact_credentials: self.ids.credentials(),
            pipeline_execution_id,
            action_execution_id,
            nonce: None,
            deliveries: 0,
            result: None,
            refused: Vec::new(),
            history: Vec::new(),
            continues,
            continued_by: None,
        };
        let deadline = self.now.saturating_add(timeout);
        let mut job =
            Job { view, origin: job.origin, timeout, deadline, outstanding: None, acknowledged: None };
        job.record(self.now, if in_progress { EventKind::Started } else { EventKind::Queued });
        self.index.insert(id.clone(), self.jobs.len());
        self.open.insert(self.jobs.len());
        self.jobs.push(job);
        id
    }

    pub(crate) fn views(&self) -> impl Iterator<Item = &JobView> {
        self.jobs.iter().map(|job| &job.view)
    }

    pub(crate) fn job(&self, id: &str) -> Option<&Job> {
        self.index.get(id).map(|index| &self.jobs[*index])
    }

    /// Hands out at most `count` queued jobs of a type whose configuration has the value asked for, oldest first.
    pub(crate) fn poll(
        &mut self,
        action_type: &ActionType,
        count: usize,
        query: Option<(&str, &str)>,
    ) -> Vec<&Job> {
        let wanted = |job: &Job| {
            let data = &job.view.data;
            job.view.status == JobStatus::Queued
                && data.action_type == *action_type
                && query
                    .is_none_or(|(key, value)| data.configuration.get(key).is_some_and(|own| own == value))
        };
        let found: Vec<_> =
            self.open.iter().copied().filter(|index| wanted(&self.jobs[*index])).take(count).collect();
        for index in &found {
            self.jobs[*index].dispatch(self.now, &self.rules);
        }
        found.into_iter().map(|index| &self.jobs[index]).collect()
    }

    pub(crate) fn acknowledge(&mut self, id: &str, nonce: &str) -> Result<JobStatus, ApiError> {
        let index = self.find(id, |origin| *origin == Origin::Custom)?;
        self.jobs[index].acknowledge(nonce, self.now, &self.rules)
    }

    /// Offers a result to a job. The first that is accepted ends it; the others are kept and refused.
    pub(crate) fn put(&mut self, offer: Offer<'_>) -> Result<(), ApiError> {
        let third_party = offer.is_third_party();
        let index =
            self.find(offer.job_id, |origin| matches!(origin, Origin::ThirdParty(_)) == third_party)?;
        let job = &mut self.jobs[index];
        if let Err(error) = offer.check(job, &self.rules) {
            job.refuse(offer.operation, error.code, offer.result, self.now);
            return Err(error);
        }
        let token = offer.result.continuation_token().map(str::to_owned);
        job.finish(offer.result, self.now);
        if let Some(token) = token {
            self.add_continuation(index, token);
        }
        Ok(())
    }

    fn find(&self, id: &str, of: impl Fn(&Origin) -> bool) -> Result<usize, ApiError> {
        let index = self.index.get(id).copied().filter(|index| of(&self.jobs[*index].origin));
        index.ok_or_else(ApiError::job_not_found)
    }
}
