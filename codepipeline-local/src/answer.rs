//! What a request gets.

use crate::error_spelling;
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
#[non_exhaustive]
pub enum Answer {
    /// The response.
    Response(Response<Bytes>),
    /// The response, of whose body only the first half is to come before the connection is closed.
    Truncated(Response<Bytes>),
    /// The connection is to be closed without an answer.
    Disconnect,
    /// The connection is to be reset without an answer.
    Reset,
    /// The connection is to be kept without an answer.
    Silence,
}

impl Answer {
    /// The response, if there is a whole one.
    pub fn response(&self) -> Option<&Response<Bytes>> {
        match self {
            Self::Response(response) => Some(response),
            Self::Truncated(_) | Self::Disconnect | Self::Reset | Self::Silence => None,
        }
    }

    /// The body as JSON: null if there is none.
    pub fn json(&self) -> Value {
        let body = self.response().map(|response| response.body().as_ref()).unwrap_or_default();
        serde_json::from_slice(body).unwrap_or_default()
    }

    /// The error's code, if the answer is an error of the API, however it is [spelled](crate::ErrorSpelling).
    pub fn error(&self) -> Option<String> {
        let response = self.response().filter(|response| response.status().as_u16() >= 400)?;
        error_spelling::read(response.headers(), &self.json())
    }
}
