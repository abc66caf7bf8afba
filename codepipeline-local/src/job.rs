//! One job and what may happen to it.
//!
//! ```text
//! Created --time--> Queued --poll--> Dispatched --acknowledge--> InProgress --result--> Succeeded | Failed
//!                     ^                  |                            |
//!                     +--not in time-----+         any, in the end --time--> TimedOut
//! ```

mod data;
mod event;
mod new_job;
mod offer;
mod result;
mod seed;
#[cfg(feature = "server")]
mod stored;
mod view;

pub use data::{Artifact, ArtifactCredentials, JobData};
pub use event::{Event, EventKind};
pub use new_job::NewJob;
pub(crate) use new_job::{ClientToken, Origin};
pub(crate) use offer::Offer;
pub use result::{CurrentRevision, ExecutionDetails, FailureDetails, JobResult, JobSuccess};
pub use seed::SeedError;
pub(crate) use seed::Seeds;
#[cfg(feature = "server")]
pub(crate) use stored::StoredJob;
pub use view::{JobKind, JobStatus, JobView, RefusedResult};

use crate::error::ApiError;
use crate::operation::Operation;
use crate::rules::{RepeatedAcknowledgement, Rules};
use crate::state::Birth;
use serde_json::{Map, Value, json};
use std::time::Duration;

/// How much of a job's past is kept, so that a client that runs wild does not fill the memory.
const LONGEST_RECORD: usize = 1000;

#[derive(Debug)]
pub(crate) struct Job {
    pub view: JobView,
    pub origin: Origin,
    pub timeout: Duration,
    /// Whether its credentials are those of its seed, and stay.
    pub keeps_credentials: bool,
    /// The credentials it handed out before, which are no less secret.
    pub earlier_credentials: Vec<ArtifactCredentials>,
    /// When it comes into the queue, if it is not there yet.
    pub queued_at: Duration,
    /// The delivery that may still be acknowledged, and until when.
    pub outstanding: Option<(String, Duration)>,
    /// The nonce by which it was acknowledged.
    pub acknowledged: Option<String>,
    /// Whether the next poll hands it out although it is in progress.
    pub redeliver: bool,
}

impl Job {
    /// The job with its first step taken.
    pub(crate) fn born(mut self, birth: Birth, now: Duration) -> Self {
        match birth {
            Birth::InProgress => self.start(now),
            Birth::Queued { after: Duration::ZERO } => self.enter(now),
            Birth::Queued { after } => {
                self.queued_at = now.saturating_add(after);
                self.record(now, EventKind::Created);
            }
        }
        self
    }

    /// Brings the job to the state that the passing of time has put it in.
    pub(crate) fn settle(&mut self, now: Duration) {
        if self.view.status == JobStatus::Created && self.queued_at <= now.min(self.view.deadline) {
            self.enter(self.queued_at);
        }
        if let (JobStatus::Dispatched, Some((_, until))) = (self.view.status, &self.outstanding)
            && *until <= now.min(self.view.deadline)
        {
            let until = *until;
            self.requeue(until, EventKind::Requeued);
        }
        if !self.view.status.is_final() && self.view.deadline <= now {
            self.time_out(self.view.deadline);
        }
    }

    /// When [`settle`](Self::settle) next has something to do; for a job that ended, when it is forgotten.
    pub(crate) fn due(&self, rules: &Rules) -> Option<Duration> {
        let deadline = self.view.deadline;
        match self.view.status {
            JobStatus::Created => Some(self.queued_at.min(deadline)),
            JobStatus::Dispatched => {
                Some(self.outstanding.as_ref().map_or(deadline, |(_, until)| deadline.min(*until)))
            }
            JobStatus::Queued | JobStatus::InProgress => Some(deadline),
            JobStatus::Failed | JobStatus::TimedOut | JobStatus::Succeeded => {
                Some(self.view.ended?.saturating_add(rules.forget_after?))
            }
        }
    }

    /// Whether a poll may hand it out.
    pub(crate) fn waits(&self) -> bool {
        self.view.status == JobStatus::Queued || self.redeliver
    }

    /// The job's first step: into the queue, or straight to work where nobody polls.
    fn enter(&mut self, at: Duration) {
        if self.origin == Origin::Lambda {
            self.start(at);
        } else {
            self.view.status = JobStatus::Queued;
            self.record(at, EventKind::Queued);
        }
    }

    pub(crate) fn start(&mut self, at: Duration) {
        self.view.status = JobStatus::InProgress;
        self.redeliver = false;
        self.record(at, EventKind::Started);
    }

    /// Hands the job out, under a nonce that numbers its deliveries.
    pub(crate) fn dispatch(&mut self, now: Duration, rules: &Rules) {
        self.view.deliveries += 1;
        let nonce = self.view.deliveries.to_string();
        self.view.nonce = Some(nonce.clone());
        self.redeliver = false;
        // One that is in progress belongs to who acknowledged it: the new nonce opens nothing.
        if self.view.status == JobStatus::Queued {
            self.view.status = JobStatus::Dispatched;
            self.outstanding = Some((nonce.clone(), now.saturating_add(rules.acknowledge_within)));
        }
        self.record(now, EventKind::Dispatched { nonce });
    }

    /// Hands out other credentials from now on.
    pub(crate) fn renew_credentials(&mut self, credentials: ArtifactCredentials) {
        let earlier = std::mem::replace(&mut self.view.artifact_credentials, credentials);
        if self.earlier_credentials.len() == LONGEST_RECORD {
            self.earlier_credentials.remove(0);
        }
        self.earlier_credentials.push(earlier);
    }

    /// Whether an access key is one of those it has handed out.
    pub(crate) fn has_issued(&self, access_key_id: &str) -> bool {
        let mut issued = self.earlier_credentials.iter().chain([&self.view.artifact_credentials]);
        issued.any(|credentials| credentials.access_key_id == access_key_id)
    }

    /// Lets the next poll hand the job out once more. False if nobody polls for such a job.
    pub(crate) fn redeliver(&mut self, now: Duration) -> bool {
        match self.view.status {
            JobStatus::Dispatched => self.requeue(now, EventKind::Redelivered),
            JobStatus::InProgress if self.origin != Origin::Lambda => {
                self.redeliver = true;
                self.record(now, EventKind::Redelivered);
            }
            _ => return false,
        }
        true
    }

    fn requeue(&mut self, at: Duration, why: EventKind) {
        self.view.status = JobStatus::Queued;
        self.outstanding = None;
        self.record(at, why);
    }

    /// Ends the job without a result. False if it has ended before.
    pub(crate) fn time_out(&mut self, at: Duration) -> bool {
        let is_open = !self.view.status.is_final();
        if is_open {
            self.end(JobStatus::TimedOut, EventKind::TimedOut, at);
        }
        is_open
    }

    /// The status to answer an acknowledgement with.
    ///
    /// A nonce serves once, and only while its delivery is the latest. A job that ended before it was acknowledged
    /// answers with how it ended: AWS's own workers go on only if the status is `InProgress`.
    pub(crate) fn acknowledge(
        &mut self,
        nonce: &str,
        now: Duration,
        rules: &Rules,
    ) -> Result<JobStatus, ApiError> {
        let outstanding = self.outstanding.as_ref().is_some_and(|(outstanding, _)| outstanding == nonce);
        if outstanding && self.view.status == JobStatus::Dispatched {
            self.outstanding = None;
            self.acknowledged = Some(nonce.to_owned());
            self.view.status = JobStatus::InProgress;
            self.record(now, EventKind::Acknowledged { nonce: nonce.to_owned() });
        } else if !outstanding {
            let repeated = self.acknowledged.as_deref() == Some(nonce);
            match rules.repeated_acknowledgement {
                RepeatedAcknowledgement::Status if repeated => {}
                RepeatedAcknowledgement::InvalidJobState if repeated => {
                    return Err(ApiError::invalid_job_state());
                }
                _ => return Err(ApiError::invalid_nonce()),
            }
        }
        Ok(self.view.status)
    }

    /// A partner's worker has to show the token of the job's client.
    pub(crate) fn check_client_token(&self, shown: Option<&str>) -> Result<(), ApiError> {
        match &self.origin {
            Origin::ThirdParty { client_token: ClientToken(token), .. } if shown != Some(token) => {
                Err(ApiError::invalid_client_token())
            }
            _ => Ok(()),
        }
    }

    /// Whether a result may end the job now.
    pub(crate) fn takes_result(&self, rules: &Rules) -> Result<(), ApiError> {
        match self.view.status {
            JobStatus::InProgress => Ok(()),
            JobStatus::Queued | JobStatus::Dispatched if rules.accept_unacknowledged_result => Ok(()),
            _ => Err(ApiError::invalid_job_state()),
        }
    }

    /// Ends the job with a result.
    pub(crate) fn finish(&mut self, result: JobResult, now: Duration) {
        let (status, event) = match result {
            JobResult::Success(_) => (JobStatus::Succeeded, EventKind::Succeeded),
            JobResult::Failure(_) => (JobStatus::Failed, EventKind::Failed),
        };
        self.view.result = Some(result);
        self.end(status, event, now);
    }

    fn end(&mut self, status: JobStatus, event: EventKind, at: Duration) {
        self.view.status = status;
        self.view.ended = Some(at);
        self.redeliver = false;
        self.record(at, event);
    }

    /// Keeps a result that did not count.
    pub(crate) fn refuse(
        &mut self,
        operation: Operation,
        code: &'static str,
        result: JobResult,
        now: Duration,
    ) {
        if self.view.refused.len() < LONGEST_RECORD {
            self.view.refused.push(RefusedResult { at: now, operation, code: code.into(), result });
        }
        self.record(now, EventKind::Refused { code: code.into() });
    }

    fn record(&mut self, at: Duration, kind: EventKind) {
        if self.view.history.len() < LONGEST_RECORD {
            self.view.history.push(Event { at, kind });
        }
    }

    /// `JobData`, as the API writes it.
    pub(crate) fn data(&self, region: &str, account_id: &str) -> Map<String, Value> {
        let view = &self.view;
        let mut data = view.data.to_json();
        data.insert("artifactCredentials".into(), view.artifact_credentials.to_json());
        let context = &mut data["pipelineContext"];
        context["action"]["actionExecutionId"] = json!(view.action_execution_id);
        context["pipelineExecutionId"] = json!(view.pipeline_execution_id);
        context["pipelineArn"] =
            json!(format!("arn:aws:codepipeline:{region}:{account_id}:{}", view.data.pipeline));
        data
    }
}
