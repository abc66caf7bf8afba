//! One job and what may happen to it.
//!
//! ```text
//! Queued --poll--> Dispatched --acknowledge--> InProgress --result--> Succeeded | Failed
//!   ^                  |                            |
//!   +--not in time-----+         any, in the end --time--> TimedOut
//! ```

use crate::error::ApiError;
use crate::new_job::Origin;
use crate::operation::Operation;
use crate::result::JobResult;
use crate::view::{Event, EventKind, JobStatus, JobView, RefusedResult};
use serde_json::{Map, Value, json};
use std::time::Duration;

/// How much of a job's past is kept, so that a client that runs wild does not fill the memory.
const LONGEST_RECORD: usize = 1000;

/// Where AWS does not say what its service does, what this endpoint is to do.
#[derive(Clone, Debug)]
pub(crate) struct Rules {
    pub acknowledge_within: Duration,
    pub job_timeout: Duration,
    pub lambda_timeout: Duration,
    pub accept_repeated_acknowledgement: bool,
    pub accept_unacknowledged_result: bool,
}

#[derive(Debug)]
pub(crate) struct Job {
    pub view: JobView,
    pub origin: Origin,
    pub timeout: Duration,
    /// When it times out.
    pub deadline: Duration,
    /// The delivery that may still be acknowledged, and until when.
    pub outstanding: Option<(String, Duration)>,
    /// The nonce by which it was acknowledged.
    pub acknowledged: Option<String>,
}

impl Job {
    /// Brings the job to the state that the passing of time has put it in.
    pub(crate) fn settle(&mut self, now: Duration) {
        if let (JobStatus::Dispatched, Some((_, until))) = (self.view.status, &self.outstanding)
            && *until <= now.min(self.deadline)
        {
            self.view.status = JobStatus::Queued;
            let at = *until;
            self.outstanding = None;
            self.record(at, EventKind::Requeued);
        }
        if !self.view.status.is_final() && self.deadline <= now {
            self.view.status = JobStatus::TimedOut;
            self.record(self.deadline, EventKind::TimedOut);
        }
    }

    /// Hands the job out, under a nonce that numbers its deliveries.
    pub(crate) fn dispatch(&mut self, now: Duration, rules: &Rules) {
        self.view.deliveries += 1;
        let nonce = self.view.deliveries.to_string();
        self.view.nonce = Some(nonce.clone());
        self.view.status = JobStatus::Dispatched;
        self.outstanding = Some((nonce.clone(), now.saturating_add(rules.acknowledge_within)));
        self.record(now, EventKind::Dispatched(nonce));
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
        let repeated = self.acknowledged.as_deref() == Some(nonce) && rules.accept_repeated_acknowledgement;
        if outstanding && self.view.status == JobStatus::Dispatched {
            self.outstanding = None;
            self.acknowledged = Some(nonce.to_owned());
            self.view.status = JobStatus::InProgress;
            self.record(now, EventKind::Acknowledged(nonce.to_owned()));
        } else if !outstanding && !repeated {
            return Err(ApiError::invalid_nonce());
        }
        Ok(self.view.status)
    }

    /// Whether a result may end the job now.
    pub(crate) fn takes_result(&self, rules: &Rules) -> Result<(), ApiError> {
        match self.view.status {
            JobStatus::InProgress => Ok(()),
            JobStatus::Queued | JobStatus::Dispatched if rules.accept_unacknowledged_result => Ok(()),
            _ => Err(ApiError::invalid_job_state()),
        }
    }

    /// Ends the job.
    pub(crate) fn finish(&mut self, result: JobResult, now: Duration) {
        let (status, event) = match result {
            JobResult::Success(_) => (JobStatus::Succeeded, EventKind::Succeeded),
            JobResult::Failure(_) => (JobStatus::Failed, EventKind::Failed),
        };
        self.view.status = status;
        self.view.result = Some(result);
        self.record(now, event);
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
            self.view.refused.push(RefusedResult { at: now, operation, code, result });
        }
        self.record(now, EventKind::Refused(code));
    }

    pub(crate) fn record(&mut self, at: Duration, kind: EventKind) {
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
