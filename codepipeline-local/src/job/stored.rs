//! A job as the state file holds it, secrets included.

use super::{
    ArtifactCredentials, Event, Job, JobData, JobKind, JobResult, JobStatus, JobView, Origin, RefusedResult,
};
use crate::id::JobId;
use crate::seconds;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::time::Duration;

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct StoredJob {
    id: JobId,
    origin: Origin,
    status: JobStatus,
    data: Map<String, Value>,
    artifact_credentials: Value,
    keeps_credentials: bool,
    earlier_credentials: Vec<Value>,
    pipeline_execution_id: String,
    action_execution_id: String,
    #[serde(with = "seconds")]
    created: Duration,
    #[serde(with = "seconds::optional")]
    ended: Option<Duration>,
    #[serde(with = "seconds")]
    timeout: Duration,
    #[serde(with = "seconds")]
    deadline: Duration,
    #[serde(with = "seconds")]
    queued_at: Duration,
    nonce: Option<String>,
    deliveries: u32,
    outstanding: Option<Delivery>,
    acknowledged: Option<String>,
    redeliver: bool,
    result: Option<JobResult>,
    refused: Vec<RefusedResult>,
    history: Vec<Event>,
    continues: Option<JobId>,
    continued_by: Option<JobId>,
}

/// A delivery that may still be acknowledged.
#[derive(Debug, Serialize, Deserialize)]
struct Delivery {
    nonce: String,
    #[serde(with = "seconds")]
    until: Duration,
}

impl From<&Job> for StoredJob {
    fn from(job: &Job) -> Self {
        let view = job.view.clone();
        let outstanding = job.outstanding.clone().map(|(nonce, until)| Delivery { nonce, until });
        Self {
            id: view.id,
            origin: job.origin.clone(),
            status: view.status,
            data: view.data.to_json(),
            artifact_credentials: view.artifact_credentials.to_json(),
            keeps_credentials: job.keeps_credentials,
            earlier_credentials: job.earlier_credentials.iter().map(ArtifactCredentials::to_json).collect(),
            pipeline_execution_id: view.pipeline_execution_id,
            action_execution_id: view.action_execution_id,
            created: view.created,
            ended: view.ended,
            timeout: job.timeout,
            deadline: view.deadline,
            queued_at: job.queued_at,
            nonce: view.nonce,
            deliveries: view.deliveries,
            outstanding,
            acknowledged: job.acknowledged.clone(),
            redeliver: job.redeliver,
            result: view.result,
            refused: view.refused,
            history: view.history,
            continues: view.continues,
            continued_by: view.continued_by,
        }
    }
}

impl From<StoredJob> for Job {
    fn from(stored: StoredJob) -> Self {
        let kind: JobKind = stored.origin.kind();
        let view = JobView {
            id: stored.id,
            kind,
            status: stored.status,
            data: JobData::from_json(&Value::Object(stored.data)),
            artifact_credentials: ArtifactCredentials::from_json(&stored.artifact_credentials),
            pipeline_execution_id: stored.pipeline_execution_id,
            action_execution_id: stored.action_execution_id,
            created: stored.created,
            ended: stored.ended,
            deadline: stored.deadline,
            nonce: stored.nonce,
            deliveries: stored.deliveries,
            result: stored.result,
            refused: stored.refused,
            history: stored.history,
            continues: stored.continues,
            continued_by: stored.continued_by,
        };
        Self {
            view,
            origin: stored.origin,
            timeout: stored.timeout,
            keeps_credentials: stored.keeps_credentials,
            earlier_credentials: stored
                .earlier_credentials
                .iter()
                .map(ArtifactCredentials::from_json)
                .collect(),
            queued_at: stored.queued_at,
            outstanding: stored.outstanding.map(|delivery| (delivery.nonce, delivery.until)),
            acknowledged: stored.acknowledged,
            redeliver: stored.redeliver,
        }
    }
}
