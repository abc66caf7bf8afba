//! What was asked of the endpoint.

use crate::fault::Fault;
use crate::operation::Operation;
use crate::seconds;
use serde::Serialize;
use serde_json::Value;
use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

/// A request as the endpoint saw it.
///
/// ```
/// use codepipeline_local::{Endpoint, Operation};
///
/// let endpoint = Endpoint::new();
/// endpoint.call(Operation::GetJobDetails, r#"{"jobId":"no such job"}"#);
/// let request = &endpoint.requests()[0];
/// assert_eq!(request.operation, Some(Operation::GetJobDetails));
/// assert_eq!(request.error.as_deref(), Some("ValidationException"));
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct RecordedRequest {
    /// When it came, since the endpoint's clock was made.
    #[serde(with = "seconds")]
    pub at: Duration,
    /// The id that its answer carries as `x-amzn-requestid`.
    pub request_id: String,
    /// The operation, if it named one that the endpoint knows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub operation: Option<Operation>,
    /// The region it was signed for, if it was looked at.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// The job, if it named one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub job_id: Option<String>,
    /// The body, with `***` for the client token and whatever else is secret of the job. Null if it was not JSON.
    pub body: Value,
    /// The HTTP status of the answer, if there was one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
    /// The error's code, if the answer was an error.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
    /// The fault that it met.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fault: Option<Fault>,
}

/// The latest requests, as many as are worth their memory.
#[derive(Debug, Default)]
pub(crate) struct Journal {
    /// Each with the length of its body.
    requests: VecDeque<(Arc<RecordedRequest>, usize)>,
    bytes: usize,
    /// How many constraints have been violated without being refused.
    pub violations: usize,
}

impl Journal {
    /// How many requests are kept.
    pub(crate) const MOST_REQUESTS: usize = 10_000;
    /// How long the bodies of the kept requests may be together. As JSON values they take several times as much.
    const MOST_BYTES: usize = 16 << 20;

    pub(crate) fn push(&mut self, request: Arc<RecordedRequest>, length: usize) {
        self.requests.push_back((request, length));
        self.bytes += length;
        while self.requests.len() > Self::MOST_REQUESTS || self.bytes > Self::MOST_BYTES {
            let Some((_, length)) = self.requests.pop_front() else { break };
            self.bytes -= length;
        }
    }

    /// Oldest first.
    pub(crate) fn requests(&self) -> impl DoubleEndedIterator<Item = &Arc<RecordedRequest>> {
        self.requests.iter().map(|(request, _)| request)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(id: usize) -> Arc<RecordedRequest> {
        Arc::new(RecordedRequest {
            at: Duration::ZERO,
            request_id: id.to_string(),
            operation: None,
            region: None,
            job_id: None,
            body: Value::Null,
            status: None,
            error: None,
            fault: None,
        })
    }

    #[test]
    fn the_oldest_requests_are_dropped() {
        let mut journal = Journal::default();
        for id in 0..=Journal::MOST_REQUESTS {
            journal.push(request(id), 1);
        }
        assert_eq!(journal.requests().count(), Journal::MOST_REQUESTS);
        assert_eq!(journal.requests().next().unwrap().request_id, "1");

        journal.push(request(0), Journal::MOST_BYTES - 1);
        assert_eq!(journal.requests().count(), 2);
        journal.push(request(0), Journal::MOST_BYTES + 1);
        assert_eq!((journal.requests().count(), journal.bytes), (0, 0));
    }
}
