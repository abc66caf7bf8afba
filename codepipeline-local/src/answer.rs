//! What a request gets.

use bytes::Bytes;
use http::Response;
use serde_json::Value;

/// What a request gets: a response, unless a [`Fault`](crate::Fault) withholds it.
///
/// ```
/// use codepipeline_local::{Endpoint, Operation};
///
/// let endpoint = Endpoint::new();
/// let answer = endpoint.call(Operation::GetJobDetails, "{}");
/// assert_eq!(answer.response().unwrap().status(), 400);
/// assert_eq!(answer.error().unwrap(), "ValidationException");
/// assert_eq!(
///     answer.json()["message"],
///     "1 validation error detected: Value at 'jobId' failed to satisfy constraint: Member must not be null"
/// );
/// ```
#[derive(Debug)]
pub enum Answer {
    /// The response.
    Response(Response<Bytes>),
    /// The connection is to be closed without an answer.
    Disconnect,
    /// The connection is to be kept without an answer.
    Silence,
}

impl Answer {
    /// The response, if there is one.
    pub fn response(&self) -> Option<&Response<Bytes>> {
        match self {
            Self::Response(response) => Some(response),
            Self::Disconnect | Self::Silence => None,
        }
    }

    /// The body as JSON: null if there is none.
    pub fn json(&self) -> Value {
        let body = self.response().map(|response| response.body().as_ref()).unwrap_or_default();
        serde_json::from_slice(body).unwrap_or_default()
    }

    /// The error's code, if the answer is an error of the API.
    pub fn error(&self) -> Option<String> {
        let failed = self.response()?.status().as_u16() >= 400;
        failed.then(|| self.json()["__type"].as_str().map(str::to_owned))?
    }
}
