//! What was asked of the endpoint.

use crate::fault::Fault;
use crate::operation::Operation;
use serde_json::Value;
use std::collections::VecDeque;
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
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct RecordedRequest {
    /// When it came, since the endpoint's clock was made.
    pub at: Duration,
    /// The id that its answer carries as `x-amzn-requestid`.
    pub request_id: String,
    /// The operation, if it named one that the endpoint knows.
    pub operation: Option<Operation>,
    /// The job, if it named one.
    pub job_id: Option<String>,
    /// The body, with the client token replaced by `***`. Null if it was not JSON.
    pub body: Value,
    /// The HTTP status of the answer, if there was one.
    pub status: Option<u16>,
    /// The error's code, if the answer was an error.
    pub error: Option<String>,
    /// The fault that it met.
    pub fault: Option<Fault>,
}

/// The latest requests, as many as are worth their memory.
#[derive(Debug, Default)]
pub(crate) struct Journal {
    /// Each with the length of its body.
    requests: VecDeque<(RecordedRequest, usize)>,
    bytes: usize,
}

impl Journal {
    /// How many requests are kept.
    pub(crate) const MOST_REQUESTS: usize = 10_000;
    /// How long the bodies of the kept requests may be together.
    const MOST_BYTES: usize = 64 << 20;

    pub(crate) fn push(&mut self, request: RecordedRequest, length: usize) {
        self.requests.push_back((request, length));
        self.bytes += length;
        while self.requests.len() > Self::MOST_REQUESTS || self.bytes > Self::MOST_BYTES {
            let Some((_, length)) = self.requests.pop_front() else { break };
            self.bytes -= length;
        }
    }

    pub(crate) fn requests(&self) -> Vec<RecordedRequest> {
        self.requests.iter().map(|(request, _)| request.clone()).collect()
    }
}

/// The body without the one secret that a request rightly carries, wherever it stands.
pub(crate) fn without_secrets(body: Value) -> Value {
    match body {
        Value::Array(items) => items.into_iter().map(without_secrets).collect(),
        Value::Object(members) => {
            let clean = |(name, value): (String, Value)| {
                let secret = name.eq_ignore_ascii_case("clientToken");
                let value = if secret { Value::from("***") } else { without_secrets(value) };
                (name, value)
            };
            Value::Object(members.into_iter().map(clean).collect())
        }
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(id: usize) -> RecordedRequest {
        RecordedRequest {
            at: Duration::ZERO,
            request_id: id.to_string(),
            operation: None,
            job_id: None,
            body: Value::Null,
            status: None,
            error: None,
            fault: None,
        }
    }

    #[test]
    fn the_oldest_requests_are_dropped() {
        let mut journal = Journal::default();
        for id in 0..=Journal::MOST_REQUESTS {
            journal.push(request(id), 1);
        }
        assert_eq!(journal.requests().len(), Journal::MOST_REQUESTS);
        assert_eq!(journal.requests()[0].request_id, "1");

        journal.push(request(0), Journal::MOST_BYTES - 1);
        assert_eq!(journal.requests().len(), 2);
        journal.push(request(0), Journal::MOST_BYTES + 1);
        assert_eq!((journal.requests().len(), journal.bytes), (0, 0));
    }

    #[test]
    fn client_tokens_are_removed_at_any_depth() {
        let body =
            serde_json::json!({ "jobId": "1", "clientToken": "hush", "a": [{ "ClientToken": ["hush"] }] });
        let clean =
            serde_json::json!({ "jobId": "1", "clientToken": "***", "a": [{ "ClientToken": "***" }] });
        assert_eq!(without_secrets(body), clean);
    }
}
