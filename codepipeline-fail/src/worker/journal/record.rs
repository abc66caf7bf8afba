//! How an entry is written: JSON of types of their own, so that a change of the others does not change the format.
//!
//! Members may be added, because members that are not known are passed over. What an older version must not pass over
//! needs another [`VERSION`](super::store::VERSION).

use std::collections::BTreeMap;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

use super::{Entry, EntryState};
use crate::{FailureDetails, JobResult, Revision, Success};

/// An entry without its job's id, which is its key.
#[derive(Deserialize, Serialize)]
struct Record {
    at: Moment,
    #[serde(skip_serializing_if = "Option::is_none")]
    client_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    nonce: Option<String>,
    state: State,
}

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
enum State {
    Intended,
    Acknowledged,
    Failed(FailureRecord),
    Succeeded(SuccessRecord),
}

#[derive(Deserialize, Serialize)]
struct FailureRecord {
    #[serde(rename = "type")]
    failure_type: String,
    message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    external_execution_id: Option<String>,
}

#[derive(Deserialize, Serialize)]
struct SuccessRecord {
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    external_execution_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    percent_complete: Option<u8>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    variables: BTreeMap<String, String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    revision: Option<RevisionRecord>,
    #[serde(skip_serializing_if = "Option::is_none")]
    continuation_token: Option<String>,
}

#[derive(Deserialize, Serialize)]
struct RevisionRecord {
    name: String,
    change_identifier: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    created: Option<Moment>,
}

/// Seconds and nanoseconds after 1970 began, and whether it is before instead.
#[derive(Clone, Copy, Deserialize, Serialize)]
struct Moment(u64, u32, #[serde(default)] bool);

/// The bytes that [`read`] makes the entry of again.
pub fn write(entry: Entry) -> (String, Vec<u8>) {
    let Entry { job_id, client_id, nonce, at, state } = entry;
    let record = Record { at: at.into(), client_id, nonce, state: state.into() };
    let Ok(bytes) = serde_json::to_vec(&record) else {
        unreachable!("texts and numbers can always be written to memory")
    };
    (job_id, bytes)
}

/// The entry of a job, or what is wrong with its bytes.
pub fn read(job_id: &str, bytes: &[u8]) -> Result<Entry, String> {
    let wrong = |what: String| format!("the entry of job {job_id:?} cannot be read: {what}");
    // The text of serde_json's errors may hold a value; its place in the bytes is enough to find it.
    let record: Record = serde_json::from_slice(bytes)
        .map_err(|error| wrong(format!("line {} column {}", error.line(), error.column())))?;
    Ok(Entry {
        job_id: job_id.to_owned(),
        client_id: record.client_id,
        nonce: record.nonce,
        at: record.at.time().ok_or_else(|| wrong("no such time".to_owned()))?,
        state: record.state.state().map_err(wrong)?,
    })
}

impl From<EntryState> for State {
    fn from(state: EntryState) -> Self {
        match state {
            EntryState::Intended => Self::Intended,
            EntryState::Acknowledged => Self::Acknowledged,
            EntryState::Ended(JobResult::Failure(details)) => Self::Failed(FailureRecord {
                failure_type: details.failure_type().as_str().to_owned(),
                message: details.message().to_owned(),
                external_execution_id: details.external_execution_id().map(str::to_owned),
            }),
            EntryState::Ended(JobResult::Success(success)) => Self::Succeeded(success.into()),
        }
    }
}

impl State {
    fn state(self) -> Result<EntryState, String> {
        Ok(match self {
            Self::Intended => EntryState::Intended,
            Self::Acknowledged => EntryState::Acknowledged,
            Self::Failed(FailureRecord { failure_type, message, external_execution_id }) => {
                let failure_type = failure_type.parse().map_err(|_| "no such failure type".to_owned())?;
                let details = FailureDetails::kept(failure_type, message, external_execution_id);
                EntryState::Ended(JobResult::Failure(details))
            }
            Self::Succeeded(success) => EntryState::Ended(JobResult::Success(success.success()?)),
        })
    }
}

impl From<Success> for SuccessRecord {
    fn from(success: Success) -> Self {
        let Success {
            summary,
            external_execution_id,
            percent_complete,
            variables,
            revision,
            continuation_token,
        } = success;
        let revision = revision.map(Into::into);
        Self { summary, external_execution_id, percent_complete, variables, revision, continuation_token }
    }
}

impl SuccessRecord {
    fn success(self) -> Result<Success, String> {
        let Self {
            summary,
            external_execution_id,
            percent_complete,
            variables,
            revision,
            continuation_token,
        } = self;
        let revision = revision.map(RevisionRecord::revision).transpose()?;
        Ok(Success {
            summary,
            external_execution_id,
            percent_complete,
            variables,
            revision,
            continuation_token,
        })
    }
}

impl From<Revision> for RevisionRecord {
    fn from(revision: Revision) -> Self {
        let Revision { name, change_identifier, summary, created } = revision;
        Self { name, change_identifier, summary, created: created.map(Into::into) }
    }
}

impl RevisionRecord {
    fn revision(self) -> Result<Revision, String> {
        let Self { name, change_identifier, summary, created } = self;
        let created = match created {
            Some(moment) => Some(moment.time().ok_or("no such time")?),
            None => None,
        };
        Ok(Revision { name, change_identifier, summary, created })
    }
}

impl From<SystemTime> for Moment {
    fn from(time: SystemTime) -> Self {
        match time.duration_since(UNIX_EPOCH) {
            Ok(after) => Self(after.as_secs(), after.subsec_nanos(), false),
            Err(error) => Self(error.duration().as_secs(), error.duration().subsec_nanos(), true),
        }
    }
}

impl Moment {
    fn time(self) -> Option<SystemTime> {
        let Self(seconds, nanoseconds, is_before) = self;
        let distance =
            Duration::from_secs(seconds).checked_add(Duration::from_nanos(u64::from(nanoseconds)))?;
        if is_before { UNIX_EPOCH.checked_sub(distance) } else { UNIX_EPOCH.checked_add(distance) }
    }
}
