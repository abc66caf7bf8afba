//! How an invocation went.

use bytes::Bytes;
use serde_json::Value;
use std::fmt;
use std::time::Duration;

/// One attempt at an invocation: what was made of the event when it was handed to the function once.
///
/// `Debug` shows no response: one may repeat the event, which holds credentials.
///
/// ```
/// use codepipeline_local::lambda::{Function, Outcome};
/// use serde_json::json;
/// use std::time::Duration;
///
/// # #[tokio::main(flavor = "current_thread")] async fn main() {
/// let function = Function::builder("/bin/sh").arguments(["-c", "exit 1"]).retry_delays([Duration::ZERO; 2]).build();
/// let attempts = function.invoke_async(&json!({})).ended().await;
/// assert_eq!(attempts.len(), 3);
/// assert!(matches!(attempts[2].outcome, Outcome::Exited(_)));
/// # }
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Attempt {
    /// The process that had the event, unless none could be started.
    pub process_id: Option<u32>,
    /// The time from the invocation's turn to its outcome, a cold start included.
    pub duration: Duration,
    /// How it ended.
    pub outcome: Outcome,
}

/// How an attempt ended.
///
/// ```
/// use codepipeline_local::lambda::Function;
/// use serde_json::json;
///
/// # #[tokio::main(flavor = "current_thread")] async fn main() {
/// let function = Function::builder("/bin/sh").arguments(["-c", "exit 1"]).build();
/// let outcome = &function.invoke(&json!({})).ended().await[0].outcome;
/// assert_eq!(outcome.response(), None);
/// assert_eq!(outcome.error().unwrap().error_type, "Runtime.ExitError");
/// # }
/// ```
#[derive(Clone)]
#[non_exhaustive]
pub enum Outcome {
    /// The function returned this.
    Response(Bytes),
    /// The function reported an error: for the event, or when it was initialized.
    Error(FunctionError),
    /// The function took too long (`Sandbox.Timedout`). Its process was killed, unless it does several at once.
    TimedOut(FunctionError),
    /// The process ended without an answer (`Runtime.ExitError`), or was not started (`Runtime.InvalidEntrypoint`).
    Exited(FunctionError),
}

/// An error as Lambda tells it to whoever invoked the function
/// (<https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html>, "Invocation error").
///
/// ```
/// use codepipeline_local::lambda::Function;
/// use serde_json::json;
///
/// # #[tokio::main(flavor = "current_thread")] async fn main() {
/// let function = Function::builder("/nowhere/check").build();
/// let attempts = function.invoke(&json!({})).ended().await;
/// assert_eq!(attempts[0].outcome.error().unwrap().error_type, "Runtime.InvalidEntrypoint");
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct FunctionError {
    /// What kind of error (`errorType`).
    pub error_type: String,
    /// What happened (`errorMessage`).
    pub message: String,
}

impl Outcome {
    /// What the function returned, if it did: null if that is no JSON.
    pub fn response(&self) -> Option<Value> {
        match self {
            Self::Response(body) => Some(serde_json::from_slice(body).unwrap_or_default()),
            Self::Error(_) | Self::TimedOut(_) | Self::Exited(_) => None,
        }
    }

    /// What went wrong, if something did.
    pub fn error(&self) -> Option<&FunctionError> {
        match self {
            Self::Response(_) => None,
            Self::Error(error) | Self::TimedOut(error) | Self::Exited(error) => Some(error),
        }
    }

    /// What Lambda says of it. The words of a function itself may hold secrets.
    pub(super) fn message(&self) -> Option<&str> {
        match self {
            Self::Response(_) | Self::Error(_) => None,
            Self::TimedOut(error) | Self::Exited(error) => Some(&error.message),
        }
    }

    /// In a word, for the log.
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Self::Response(_) => "response",
            Self::Error(_) => "error",
            Self::TimedOut(_) => "timed out",
            Self::Exited(_) => "exited",
        }
    }
}

impl fmt::Debug for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Response(body) => write!(f, "Response({} bytes)", body.len()),
            Self::Error(error) => f.debug_tuple("Error").field(error).finish(),
            Self::TimedOut(error) => f.debug_tuple("TimedOut").field(error).finish(),
            Self::Exited(error) => f.debug_tuple("Exited").field(error).finish(),
        }
    }
}

impl FunctionError {
    pub(super) fn new(error_type: impl Into<String>, message: impl Into<String>) -> Self {
        Self { error_type: error_type.into(), message: message.into() }
    }

    /// From what a function posts: `errorType` and `errorMessage`, or whatever it is.
    pub(super) fn read(header: Option<&str>, body: &[u8]) -> Self {
        let json: Value = serde_json::from_slice(body).unwrap_or_default();
        let error_type = json["errorType"].as_str().or(header).unwrap_or("Runtime.Unknown");
        let message = json["errorMessage"].as_str().map(str::to_owned);
        Self::new(error_type, message.unwrap_or_else(|| String::from_utf8_lossy(body).into_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_is_read_from_its_body_then_from_its_header() {
        let body = br#"{"errorType":"Deploy.Failed","errorMessage":"it rolled back","stackTrace":[]}"#;
        let read = FunctionError::read(Some("Function.Unknown"), body);
        assert_eq!(read, FunctionError::new("Deploy.Failed", "it rolled back"));
        let read = FunctionError::read(Some("Runtime.Broken"), b"oh no");
        assert_eq!(read, FunctionError::new("Runtime.Broken", "oh no"));
        assert_eq!(FunctionError::read(None, b""), FunctionError::new("Runtime.Unknown", ""));
    }

    #[test]
    fn debug_shows_no_response() {
        let outcome = Outcome::Response(Bytes::from_static(b"\"hush\""));
        assert_eq!(format!("{outcome:?}"), "Response(6 bytes)");
        assert_eq!(outcome.response().unwrap(), "hush");
    }
}
