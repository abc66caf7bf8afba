//! The endpoint, as a program in the same process holds it.

mod faults;
#[cfg(all(feature = "lambda", unix))]
mod integrated;
mod jobs;
mod wait;

pub use faults::Faults;

use crate::action_type::{ActionType, ActionTypeDefinition};
use crate::answer::Answer;
use crate::authorization::Authentication;
use crate::builder::EndpointBuilder;
use crate::clock::Clock;
#[cfg(feature = "server")]
use crate::error_spelling::ErrorSpelling;
use crate::journal::RecordedRequest;
use crate::lock::lock;
use crate::operation::Operation;
#[cfg(feature = "server")]
use crate::protocol::error_response;
use crate::protocol::{Core, MEDIA_TYPE, Received, TARGET, TARGET_PREFIX};
use bytes::Bytes;
use http::{Request, header};
use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::SystemTime;
use tokio::sync::watch;

/// A local endpoint for CodePipeline's job API. A clone is another handle to the same endpoint.
///
/// ```
/// use codepipeline_local::{ActionType, Endpoint, JobStatus, NewJob, Operation};
///
/// let endpoint = Endpoint::new();
/// let id = endpoint.queue(NewJob::custom(ActionType::custom("Deploy", "Acme", "1")));
///
/// let action_type = r#"{"category":"Deploy","owner":"Custom","provider":"Acme","version":"1"}"#;
/// let polled = endpoint.call(Operation::PollForJobs, format!(r#"{{"actionTypeId":{action_type}}}"#)).json();
/// assert_eq!(polled["jobs"][0]["id"], id.as_str());
/// assert_eq!(endpoint.job(&id).unwrap().status, JobStatus::Dispatched);
/// ```
#[derive(Clone)]
pub struct Endpoint {
    shared: Arc<Shared>,
}

/// Its clock alone: what jobs and their workers tell may be secret.
impl fmt::Debug for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Endpoint").field("clock", &self.shared.clock).finish_non_exhaustive()
    }
}

struct Shared {
    core: Arc<Mutex<Core>>,
    clock: Clock,
    authentication: Authentication,
    /// How many changes there were.
    changes: watch::Sender<u64>,
    /// What a reset leaves.
    action_types: BTreeMap<ActionType, ActionTypeDefinition>,
    #[cfg(feature = "server")]
    state_file: Option<crate::state_file::StateFile>,
}

impl Endpoint {
    /// An endpoint with the defaults of [`EndpointBuilder`].
    #[expect(clippy::new_without_default, reason = "an endpoint is a thing of its own, not a neutral value")]
    pub fn new() -> Self {
        Self::builder().build()
    }

    /// An endpoint of your making.
    pub fn builder() -> EndpointBuilder {
        EndpointBuilder::default()
    }

    pub(crate) fn from_parts(
        core: Core,
        clock: Clock,
        authentication: Authentication,
        action_types: BTreeMap<ActionType, ActionTypeDefinition>,
    ) -> Self {
        let shared = Shared {
            core: Arc::new(Mutex::new(core)),
            clock,
            authentication,
            changes: watch::Sender::new(0),
            action_types,
            #[cfg(feature = "server")]
            state_file: None,
        };
        Self { shared: Arc::new(shared) }
    }

    /// The endpoint's clock.
    pub(crate) fn clock(&self) -> &Clock {
        &self.shared.clock
    }

    /// The same, with its state in a file.
    #[cfg(feature = "server")]
    pub(crate) fn with_state_file(
        core: Core,
        clock: Clock,
        authentication: Authentication,
        action_types: BTreeMap<ActionType, ActionTypeDefinition>,
        place: crate::state_file::Place,
    ) -> std::io::Result<Self> {
        let core = Arc::new(Mutex::new(core));
        let state_file = Some(crate::state_file::StateFile::keep(place, Arc::clone(&core))?);
        let changes = watch::Sender::new(0);
        Ok(Self {
            shared: Arc::new(Shared { core, clock, authentication, changes, action_types, state_file }),
        })
    }

    /// The requests so far, oldest first: the latest 10,000, or fewer if their bodies are longer than 16 MiB together.
    pub fn requests(&self) -> Vec<RecordedRequest> {
        self.core().journal.requests().map(|request| RecordedRequest::clone(request)).collect()
    }

    /// How many constraints requests have violated that a [relaxed](EndpointBuilder::relaxed) endpoint let pass.
    pub fn violations(&self) -> usize {
        self.core().journal.violations
    }

    /// Forgets all jobs, faults and requests, and every action type but the builder's. Time and ids go on.
    ///
    /// ```
    /// use codepipeline_local::{Endpoint, NewJob};
    ///
    /// let endpoint = Endpoint::new();
    /// endpoint.start(NewJob::lambda("check"));
    /// endpoint.reset();
    /// assert_eq!(endpoint.jobs(), []);
    /// ```
    pub fn reset(&self) {
        let action_types = self.shared.action_types.clone();
        self.change(|core| core.reset(action_types));
    }

    /// Answers a request: what a transport of your own calls. The request is sent: it takes effect even if the future
    /// is dropped after it was first polled.
    ///
    /// A body of more than 1 MiB is refused with `RequestEntityTooLargeException` (HTTP status 413).
    ///
    /// # Panics
    /// When a [`Fault`](crate::Fault) delays the request, outside a Tokio runtime with time enabled.
    pub async fn handle(&self, request: &Request<Bytes>) -> Answer {
        let caller = self.shared.authentication.check(request, SystemTime::now());
        let received = self.core().receive(request, caller);
        let fault = received.fault.as_ref();
        let late = fault.and_then(|fault| Some((fault.late()?, fault.is_before())));
        let answer = match late {
            None => self.complete(received),
            Some((delay, true)) => {
                let endpoint = self.clone();
                // A task of its own: the client may have lost patience when the request takes effect.
                let late = tokio::spawn(async move {
                    tokio::time::sleep(delay).await;
                    endpoint.complete(received)
                });
                // It fails only if it panicked, or with the runtime.
                late.await.unwrap_or(Answer::Disconnect)
            }
            Some((delay, false)) => {
                let answer = self.complete(received);
                tokio::time::sleep(delay).await;
                answer
            }
        };
        #[cfg(feature = "server")]
        let answer = self.written(answer).await;
        answer
    }

    /// Sends an operation with a body of JSON, without any transport or signature. A fault's delay does not pass.
    ///
    /// ```
    /// use codepipeline_local::{Endpoint, Operation};
    ///
    /// let answer = Endpoint::new().call(Operation::GetJobDetails, r#"{"jobId":7}"#);
    /// assert_eq!(answer.error().as_deref(), Some("SerializationException"));
    /// ```
    #[expect(clippy::missing_panics_doc, reason = "the headers are valid")]
    pub fn call(&self, operation: Operation, body: impl Into<Bytes>) -> Answer {
        let request = Request::post("/")
            .header(header::CONTENT_TYPE, MEDIA_TYPE)
            .header(TARGET, format!("{TARGET_PREFIX}{operation}"))
            .body(body.into());
        let received = self.core().receive(&request.expect("the headers are valid"), Ok(None));
        self.complete(received)
    }

    /// Waits until all that happened so far is in the [state file](EndpointBuilder::open), if there is one. Answers wait
    /// by themselves; what methods do is written soon.
    ///
    /// # Errors
    /// If it cannot be written. Each call tries again.
    ///
    /// ```
    /// use codepipeline_local::{Endpoint, NewJob};
    ///
    /// # #[tokio::main(flavor = "current_thread")] async fn main() -> std::io::Result<()> {
    /// # let folder = tempfile::tempdir()?;
    /// # let path = folder.path().join("jobs.json");
    /// let endpoint = Endpoint::builder().open(&path)?;
    /// let id = endpoint.start(NewJob::lambda("check"));
    /// endpoint.saved().await?;
    /// assert!(std::fs::read_to_string(&path)?.contains(id.as_str()));
    /// # Ok(()) }
    /// ```
    #[cfg(feature = "server")]
    pub async fn saved(&self) -> std::io::Result<()> {
        let Some(file) = &self.shared.state_file else { return Ok(()) };
        let revision = self.core().state.revision;
        file.written(revision).await.map_err(std::io::Error::other)
    }

    #[cfg(feature = "server")]
    pub(crate) fn state_file_error(&self) -> Option<String> {
        self.shared.state_file.as_ref().and_then(crate::state_file::StateFile::error)
    }

    /// The answer, once what it tells is kept.
    #[cfg(feature = "server")]
    async fn written(&self, answer: Answer) -> Answer {
        match self.saved().await {
            Ok(()) => answer,
            Err(error) => {
                let message = format!("The state file cannot be written: {error}");
                Answer::Response(error_response(
                    500,
                    "InternalFailure",
                    &message,
                    ErrorSpelling::default(),
                    "",
                ))
            }
        }
    }

    fn complete(&self, received: Received) -> Answer {
        let (answer, request) = self.change(|core| core.complete(received));
        log(&request);
        answer
    }

    /// The core, with all that time has changed.
    fn core(&self) -> MutexGuard<'_, Core> {
        let mut core = lock(&self.shared.core);
        core.state.settle(self.shared.clock.now());
        core
    }

    fn change<T>(&self, change: impl FnOnce(&mut Core) -> T) -> T {
        let mut core = self.core();
        let changed = change(&mut core);
        #[cfg(feature = "server")]
        if let Some(file) = &self.shared.state_file {
            file.want(core.state.revision);
        }
        drop(core);
        self.shared.changes.send_modify(|changes| *changes += 1);
        changed
    }
}

/// A line for each request: what was asked of which job, and how it was answered. Never a body.
fn log(request: &RecordedRequest) {
    tracing::debug!(
        operation = request.operation.map(Operation::name),
        job_id = request.job_id,
        status = request.status,
        error = request.error,
        fault = request.fault.is_some().then_some(true),
        "request"
    );
}
