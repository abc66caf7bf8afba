//! What an endpoint knows: action types and jobs, and the operations on them.

use crate::action_type::{ActionType, ActionTypeDefinition};
use crate::authorization::Caller;
use crate::error::ApiError;
use crate::id::{Ids, JobId};
use crate::job::{Job, JobKind, JobStatus, JobView, NewJob, Offer, SeedError, Seeds};
use crate::jobs::{Jobs, Number};
use crate::operation::Operation;
use crate::rules::Rules;
use crate::secrets::{MASK, Secrets};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

/// How many continued jobs back a worker's words are searched for secrets.
const LONGEST_CHAIN: usize = 100;

/// The state behind an endpoint. Whoever changes it says what time it is.
#[derive(Debug)]
pub(crate) struct State {
    pub account_id: String,
    pub region: String,
    pub rules: Rules,
    pub now: Duration,
    /// Grows with every change of a job or an action type, and when time is moved forward.
    pub revision: u64,
    pub seed: u64,
    pub ids: Ids,
    pub action_types: BTreeMap<ActionType, ActionTypeDefinition>,
    /// The types whose jobs a function does: no poll gets one.
    pub integrated: BTreeSet<ActionType>,
    pub jobs: Jobs,
}

/// How a job comes into the world.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Birth {
    /// Into the queue, after this time.
    Queued {
        after: Duration,
    },
    InProgress,
}

impl Birth {
    pub(crate) const QUEUED: Self = Self::Queued { after: Duration::ZERO };
}

/// What connects a job with others: the executions it is part of, and the job that it continues.
struct Context {
    pipeline_execution_id: String,
    action_execution_id: String,
    continues: Option<JobId>,
}

impl State {
    pub(crate) fn new(seed: u64, account_id: String, region: String, rules: Rules) -> Self {
        Self {
            account_id,
            region,
            rules,
            now: Duration::ZERO,
            revision: 0,
            seed,
            ids: Ids::new(seed),
            action_types: BTreeMap::new(),
            integrated: BTreeSet::new(),
            jobs: Jobs::default(),
        }
    }

    /// Forgets every job, and every action type but these. Ids go on, so that no id comes twice.
    pub(crate) fn reset(&mut self, action_types: BTreeMap<ActionType, ActionTypeDefinition>) {
        self.jobs.forget_all();
        self.action_types = action_types;
        self.revision += 1;
    }

    /// Lets time pass: jobs come into the queue, time out and are handed out again.
    pub(crate) fn settle(&mut self, now: Duration) {
        self.now = self.now.max(now);
        if self.jobs.settle(self.now, &self.rules) {
            self.revision += 1;
        }
    }

    /// Makes an action type known of which no more is known.
    pub(crate) fn register(&mut self, action_type: ActionType) {
        if !self.action_types.contains_key(&action_type) {
            self.define(ActionTypeDefinition::unknown(action_type));
        }
    }

    pub(crate) fn define(&mut self, definition: ActionTypeDefinition) {
        self.action_types.insert(definition.action_type.clone(), definition);
        self.revision += 1;
    }

    /// Adds a job that is part of an action execution of its own, unless it was given one.
    pub(crate) fn add(&mut self, job: NewJob, birth: Birth) -> JobId {
        let [pipeline_execution_id, action_execution_id] = [self.ids.uuid(), self.ids.uuid()];
        let context = Context {
            pipeline_execution_id: job.pipeline_execution_id.clone().unwrap_or(pipeline_execution_id),
            action_execution_id: job.action_execution_id.clone().unwrap_or(action_execution_id),
            continues: None,
        };
        self.insert(job, birth, context)
    }

    /// Adds the job that goes on where a job stopped, with its token.
    fn add_continuation(&mut self, number: Number, token: String) {
        let earlier = self.jobs.get(number);
        let context = Context {
            pipeline_execution_id: earlier.view.pipeline_execution_id.clone(),
            action_execution_id: earlier.view.action_execution_id.clone(),
            continues: Some(earlier.view.id.clone()),
        };
        let mut job =
            NewJob::new(earlier.view.data.clone(), earlier.origin.clone()).continuation_token(token);
        job.timeout = Some(earlier.timeout);
        job.artifact_credentials =
            earlier.keeps_credentials.then(|| earlier.view.artifact_credentials.clone());
        let birth = Birth::Queued { after: self.rules.continue_after };
        let id = self.insert(job, birth, context);
        self.jobs.update(number, &self.rules, |job| job.view.continued_by = Some(id));
    }

    /// Adds action types and jobs, all of them or none.
    pub(crate) fn seed(&mut self, mut seeds: Seeds) -> Result<Vec<JobId>, SeedError> {
        let mut given = BTreeSet::new();
        for id in seeds.jobs.iter().filter_map(|job| job.id.as_ref()) {
            if self.jobs.find(id.as_str()).is_some() || !given.insert(id.clone()) {
                return Err(SeedError(format!("there is a job with the id {id} already")));
            }
        }
        for job in seeds.jobs.iter_mut().filter(|job| job.id.is_none()) {
            job.id = Some(self.new_id(&given));
        }
        for definition in seeds.action_types {
            self.define(definition);
        }
        Ok(seeds.jobs.into_iter().map(|job| self.add(job, Birth::QUEUED)).collect())
    }

    /// An id that no job has and that is not about to be one's. A seed may bring the ids that this endpoint would make:
    /// those of an endpoint with the same seed.
    fn new_id(&mut self, given: &BTreeSet<JobId>) -> JobId {
        loop {
            let id = self.ids.job_id();
            if self.jobs.find(id.as_str()).is_none() && !given.contains(&id) {
                return id;
            }
        }
    }

    fn insert(&mut self, job: NewJob, birth: Birth, context: Context) -> JobId {
        let id = job.id.unwrap_or_else(|| self.new_id(&BTreeSet::new()));
        self.register(job.data.action_type.clone());
        let is_lambda = job.origin.kind() == JobKind::Lambda;
        let default = if is_lambda { self.rules.lambda_timeout } else { self.rules.job_timeout };
        let timeout = job.timeout.unwrap_or(default);
        let view = JobView {
            id: id.clone(),
            kind: job.origin.kind(),
            status: JobStatus::Created,
            data: job.data,
            artifact_credentials: job.artifact_credentials.clone().unwrap_or_else(|| self.ids.credentials()),
            pipeline_execution_id: context.pipeline_execution_id,
            action_execution_id: context.action_execution_id,
            created: self.now,
            ended: None,
            deadline: self.now.saturating_add(timeout),
            nonce: None,
            deliveries: 0,
            result: None,
            refused: Vec::new(),
            history: Vec::new(),
            continues: context.continues,
            continued_by: None,
        };
        let job = Job {
            view,
            origin: job.origin,
            timeout,
            keeps_credentials: job.artifact_credentials.is_some(),
            earlier_credentials: Vec::new(),
            queued_at: self.now,
            outstanding: None,
            acknowledged: None,
            redeliver: false,
        };
        self.jobs.insert(job.born(birth, self.now), &self.rules);
        self.revision += 1;
        id
    }

    pub(crate) fn views(&self) -> impl Iterator<Item = &JobView> {
        self.jobs.all().map(|job| &job.view)
    }

    pub(crate) fn job(&self, id: &str) -> Option<&Job> {
        self.jobs.find(id)
    }

    /// A job's credentials are for its artifacts alone: who signs a result with them gets no further. AWS's own samples
    /// have led people there.
    pub(crate) fn permit(
        &self,
        operation: Operation,
        id: Option<&str>,
        caller: Option<&Caller>,
    ) -> Result<(), ApiError> {
        let (Some(job), Some(caller)) = (id.and_then(|id| self.jobs.find(id)), caller) else { return Ok(()) };
        if job.has_issued(&caller.access_key_id) {
            return Err(ApiError::access_denied(operation.name()));
        }
        Ok(())
    }

    /// What of a job is secret.
    pub(crate) fn secrets(&self, id: &str) -> Secrets<'_> {
        let Some(job) = self.jobs.find(id) else { return Secrets::default() };
        let earlier = |job: &&Job| self.jobs.find(job.view.continues.as_ref()?.as_str());
        let chain = std::iter::successors(Some(job), earlier).take(LONGEST_CHAIN);
        Secrets::of(chain, self.action_types.get(&job.view.data.action_type))
    }

    /// A poll's input without the value of a property that its action type calls secret.
    pub(crate) fn without_secret_query(&self, mut input: Value) -> Value {
        let definition = self.action_types.get(&ActionType::from_json(&input["actionTypeId"]));
        let properties = definition.and_then(|definition| definition.properties.as_ref());
        if let Some(query) = input.get_mut("queryParam").and_then(Value::as_object_mut) {
            for property in properties.into_iter().flatten().filter(|property| property.secret) {
                if let Some(value) = query.get_mut(&property.name) {
                    *value = MASK.into();
                }
            }
        }
        input
    }

    /// Hands out at most `count` queued jobs of a type whose configuration has the value asked for, oldest first.
    pub(crate) fn poll(
        &mut self,
        action_type: &ActionType,
        count: usize,
        query: Option<(&str, &str)>,
    ) -> Vec<Number> {
        if self.integrated.contains(action_type) {
            return Vec::new();
        }
        let found = self.jobs.waiting(action_type, count, query);
        for number in &found {
            self.change(*number, Job::dispatch);
        }
        found
    }

    /// Starts the queued jobs of a type, whose function is invoked with them: nobody acknowledges such a job.
    #[cfg(all(feature = "lambda", unix))]
    pub(crate) fn start_waiting(&mut self, action_type: &ActionType) -> Vec<Number> {
        let found = self.jobs.waiting(action_type, usize::MAX, None);
        for number in &found {
            self.change(*number, |job, now, _| job.start(now));
        }
        found
    }

    pub(crate) fn acknowledge(
        &mut self,
        id: &str,
        nonce: &str,
        kind: JobKind,
        client_token: Option<&str>,
    ) -> Result<JobStatus, ApiError> {
        let number = self.find(id, |found| found == kind)?;
        self.jobs.get(number).check_client_token(client_token)?;
        self.change(number, |job, now, rules| job.acknowledge(nonce, now, rules))
    }

    /// Makes new credentials for a job's artifacts: a job that takes long asks for its details again to get some (API
    /// reference, GetJobDetails).
    pub(crate) fn renew_credentials(&mut self, number: Number) {
        if !self.jobs.get(number).keeps_credentials {
            let credentials = self.ids.credentials();
            self.change(number, |job, _, _| job.renew_credentials(credentials));
        }
    }

    /// Offers a result to a job. The first that is accepted ends it; the others are kept and refused.
    pub(crate) fn put(&mut self, offer: Offer<'_>) -> Result<(), ApiError> {
        let third_party = offer.operation.is_third_party();
        let number = self.find(offer.job_id, |kind| (kind == JobKind::ThirdParty) == third_party)?;
        if let Err(error) = offer.check(self.jobs.get(number), &self.rules) {
            self.change(number, |job, now, _| job.refuse(offer.operation, error.code, offer.result, now));
            return Err(error);
        }
        if self.jobs.get(number).view.status.is_final() {
            // The same result again, where that is accepted.
            return Ok(());
        }
        let token = offer.result.continuation_token().map(str::to_owned);
        self.change(number, |job, now, _| job.finish(offer.result, now));
        if let Some(token) = token {
            self.add_continuation(number, token);
        }
        Ok(())
    }

    /// Ends a job as if its time were over. None if there is no such job, false if it has ended.
    pub(crate) fn expire(&mut self, id: &str) -> Option<bool> {
        let number = self.jobs.number(id)?;
        Some(self.change(number, |job, now, _| job.time_out(now)))
    }

    /// Lets the next poll hand a job out again. None if there is no such job, false if nobody polls for it now.
    pub(crate) fn redeliver(&mut self, id: &str) -> Option<bool> {
        let number = self.jobs.number(id)?;
        Some(self.change(number, |job, now, _| job.redeliver(now)))
    }

    /// The number of a job that an operation knows.
    pub(crate) fn find(&self, id: &str, knows: impl Fn(JobKind) -> bool) -> Result<Number, ApiError> {
        let number = self.jobs.number(id);
        let number = number.filter(|number| knows(self.jobs.get(*number).origin.kind()));
        number.ok_or_else(ApiError::job_not_found)
    }

    fn change<T>(&mut self, number: Number, change: impl FnOnce(&mut Job, Duration, &Rules) -> T) -> T {
        self.revision += 1;
        let (now, rules) = (self.now, &self.rules);
        self.jobs.update(number, rules, |job| change(job, now, rules))
    }
}
