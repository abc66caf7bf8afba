//! An invocation, as its caller holds it.

use super::outcome::{Attempt, Outcome};
use super::service::Service;
use crate::id::JobId;
use bytes::Bytes;
use std::fmt;
use std::sync::{Arc, Weak};
use tokio::sync::{Mutex, watch};

/// What a function is invoked with: the same in every attempt.
pub(super) struct Request {
    pub id: String,
    pub trace_id: String,
    pub event: Bytes,
    /// The job that the event is about.
    pub job_id: Option<JobId>,
    /// Whether it is delivered again after an error.
    pub is_async: bool,
}

/// The event holds credentials.
impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Request")
            .field("id", &self.id)
            .field("job_id", &self.job_id)
            .field("is_async", &self.is_async)
            .finish_non_exhaustive()
    }
}

/// An invocation of a [`Function`](super::Function). A clone is another handle to the same invocation; without any, it
/// goes on all the same.
///
/// `Debug` shows no event: one holds credentials.
///
/// ```no_run
/// use codepipeline_local::lambda::Function;
/// use serde_json::json;
///
/// # #[tokio::main(flavor = "current_thread")] async fn main() {
/// let function = Function::builder("target/debug/check").build();
/// let invocation = function.invoke(&json!({ "url": "https://example.com" }));
/// let attempts = invocation.ended().await;
/// assert_eq!(attempts[0].outcome.response().unwrap(), json!({ "status": 200 }));
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Invocation {
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    request: Arc<Request>,
    record: watch::Sender<Record>,
    /// Held by who delivers the event: it is never delivered twice at once.
    turn: Mutex<()>,
    service: Weak<Service>,
}

#[derive(Debug, Default)]
struct Record {
    handed_out: usize,
    attempts: Vec<Attempt>,
    /// How many deliveries have not ended, each with all its attempts.
    open: usize,
}

impl Invocation {
    pub(super) fn new(request: Request, service: &Arc<Service>) -> Self {
        let shared = Shared {
            request: Arc::new(request),
            record: watch::Sender::new(Record::default()),
            turn: Mutex::new(()),
            service: Arc::downgrade(service),
        };
        Self { shared: Arc::new(shared) }
    }

    /// The id of the request, a UUID. It is the same in every attempt.
    pub fn request_id(&self) -> &str {
        &self.shared.request.id
    }

    /// The job that the function was invoked with, if it was one of an endpoint.
    pub fn job_id(&self) -> Option<&JobId> {
        self.shared.request.job_id.as_ref()
    }

    /// The attempts that have ended so far, in order.
    pub fn attempts(&self) -> Vec<Attempt> {
        self.shared.record.borrow().attempts.clone()
    }

    /// Waits until nothing more happens by itself, and returns all attempts. If the function was dropped or shut down,
    /// the attempt that was going on is not among them.
    pub async fn ended(&self) -> Vec<Attempt> {
        self.wait(|record| record.open == 0).await;
        self.attempts()
    }

    /// Waits until the event has been handed to the function so many times.
    pub async fn handed_out(&self, times: usize) {
        self.wait(|record| record.handed_out >= times).await;
    }

    /// Delivers the same event once more, with the same request id, when the deliveries before have ended: an
    /// asynchronous invocation happens at least once, and may happen again though it succeeded
    /// (<https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html>).
    ///
    /// False if the function has been dropped or shut down.
    ///
    /// ```
    /// use codepipeline_local::lambda::Function;
    /// use serde_json::json;
    ///
    /// # #[tokio::main(flavor = "current_thread")] async fn main() {
    /// let function = Function::builder("/bin/sh").arguments(["-c", "exit 1"]).retry_delays([]).build();
    /// let invocation = function.invoke_async(&json!({}));
    /// invocation.ended().await;
    /// assert!(invocation.deliver_again());
    /// assert_eq!(invocation.ended().await.len(), 2);
    /// # }
    /// ```
    pub fn deliver_again(&self) -> bool {
        self.shared.service.upgrade().is_some_and(|service| service.deliver(self))
    }

    /// Counts a delivery as open until what this returns is dropped.
    pub(super) fn open(&self) -> Delivery {
        self.shared.record.send_modify(|record| record.open += 1);
        Delivery { invocation: self.clone() }
    }

    async fn wait(&self, wanted: impl FnMut(&Record) -> bool) {
        let mut record = self.shared.record.subscribe();
        // The sender is ours, so there is one.
        let _met = record.wait_for(wanted).await;
    }
}

/// A delivery that has not ended.
#[derive(Debug)]
pub(super) struct Delivery {
    invocation: Invocation,
}

impl Delivery {
    /// Makes attempts until one succeeds or there may be no more.
    pub(super) async fn run(self, service: &Service) {
        let shared = &self.invocation.shared;
        let _turn = shared.turn.lock().await;
        let delays = service.settings().retry_delays();
        let mut delays = delays.iter().filter(|_| shared.request.is_async);
        loop {
            if self.attempt(service).await {
                return;
            }
            let Some(delay) = delays.next() else { return };
            if !delay.is_zero() {
                tokio::time::sleep(*delay).await;
            }
        }
    }

    /// Whether the attempt succeeded.
    async fn attempt(&self, service: &Service) -> bool {
        let handed_out = || self.invocation.shared.record.send_modify(|record| record.handed_out += 1);
        let mut succeeded = false;
        let ended = |attempt: Attempt| {
            succeeded = matches!(attempt.outcome, Outcome::Response(_));
            self.invocation.shared.record.send_modify(|record| record.attempts.push(attempt));
        };
        service.attempt(&self.invocation.shared.request, handed_out, ended).await;
        succeeded
    }
}

impl Drop for Delivery {
    fn drop(&mut self) {
        self.invocation.shared.record.send_modify(|record| record.open -= 1);
    }
}
