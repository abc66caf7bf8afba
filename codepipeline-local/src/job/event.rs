//! What happens to a job.

use crate::seconds;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::time::Duration;

/// Something that happened to a job.
///
/// ```
/// use codepipeline_local::{Endpoint, EventKind, NewJob};
///
/// let endpoint = Endpoint::new();
/// let id = endpoint.start(NewJob::lambda("check"));
/// let events: Vec<_> = endpoint.job(&id).unwrap().history.into_iter().map(|event| event.kind).collect();
/// assert_eq!(events, [EventKind::Started]);
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Event {
    /// When, since the endpoint's clock was made.
    #[serde(with = "seconds")]
    pub at: Duration,
    /// What.
    #[serde(flatten)]
    pub kind: EventKind,
}

/// What can happen to a job. [`Event`] shows it in use.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event")]
#[non_exhaustive]
pub enum EventKind {
    /// It was made, to wait until the time comes to continue another.
    Created,
    /// It waits to be polled for.
    Queued,
    /// It was made and is in progress from the start.
    Started,
    /// It was handed out.
    Dispatched {
        /// The nonce it was handed out under.
        nonce: String,
    },
    /// It was not acknowledged in time and waits to be polled for again.
    Requeued,
    /// It is to be handed out again, as
    /// [`Endpoint::redeliver`](crate::Endpoint::redeliver) asked.
    Redelivered,
    /// It was acknowledged.
    Acknowledged {
        /// The nonce it was acknowledged by.
        nonce: String,
    },
    /// Its success was accepted.
    Succeeded,
    /// Its failure was accepted.
    Failed,
    /// Its time is over.
    TimedOut,
    /// A result was refused.
    Refused {
        /// The error's code, such as `InvalidJobStateException`.
        code: Cow<'static, str>,
    },
}
