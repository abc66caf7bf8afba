//! The endpoint, as a program in the same process holds it.

use crate::action_type::ActionType;
use crate::answer::Answer;
use crate::builder::EndpointBuilder;
use crate::clock::Clock;
use crate::fault::{Fault, FaultPlan};
use crate::id::JobId;
use crate::journal::{Journal, RecordedRequest};
use crate::new_job::NewJob;
use crate::operation::Operation;
use crate::protocol::{Core, MEDIA_TYPE, TARGET, TARGET_PREFIX};
use crate::state::{Birth, State};
use crate::view::JobView;
use bytes::Bytes;
use http::{Request, header};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
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
#[derive(Clone, Debug)]
pub struct Endpoint {
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    core: Mutex<Core>,
    clock: Clock,
    changed: watch::Sender<()>,
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

    pub(crate) fn from_parts(state: State, clock: Clock) -> Self {
        let core = Core { state, faults: FaultPlan::default(), journal: Journal::default() };
        let changed = watch::Sender::new(());
        Self { shared: Arc::new(Shared { core: Mutex::new(core), clock, changed }) }
    }

    /// Makes an action type known, so that a poll for it finds no jobs rather than `ActionTypeNotFoundException`.
    /// [`queue`](Self::queue) and [`start`](Self::start) make a job's type known by themselves.
    ///
    /// ```
    /// use codepipeline_local::{ActionType, Endpoint, Operation};
    ///
    /// let endpoint = Endpoint::new();
    /// let poll = r#"{"actionTypeId":{"category":"Test","owner":"Custom","provider":"Acme","version":"1"}}"#;
    /// let answer = endpoint.call(Operation::PollForJobs, poll);
    /// assert_eq!(answer.error().as_deref(), Some("ActionTypeNotFoundException"));
    ///
    /// endpoint.register(ActionType::custom("Test", "Acme", "1"));
    /// let answer = endpoint.call(Operation::PollForJobs, poll);
    /// assert_eq!(answer.json()["jobs"].as_array().unwrap().len(), 0);
    /// ```
    pub fn register(&self, action_type: ActionType) {
        self.core().state.register(action_type);
    }

    /// Adds a job that waits to be polled for; a Lambda's job is in progress at once.
    ///
    /// # Panics
    /// If the job breaks a constraint of the API's model, or its action type has another owner than its kind of job.
    ///
    /// ```should_panic
    /// use codepipeline_local::{ActionType, Endpoint, NewJob};
    ///
    /// let no_such_category = ActionType::custom("Deployment", "Acme", "1");
    /// Endpoint::new().queue(NewJob::custom(no_such_category));
    /// ```
    pub fn queue(&self, job: NewJob) -> JobId {
        self.add(job, Birth::Queued)
    }

    /// Adds a job that is in progress, as if a worker had just polled for it and acknowledged it.
    ///
    /// # Panics
    /// As [`queue`](Self::queue).
    ///
    /// ```
    /// use codepipeline_local::{Endpoint, JobStatus, NewJob};
    ///
    /// let endpoint = Endpoint::new();
    /// let id = endpoint.start(NewJob::lambda("check").user_parameters(r#"{"url":"https://example.com"}"#));
    /// assert_eq!(endpoint.job(&id).unwrap().status, JobStatus::InProgress);
    /// ```
    pub fn start(&self, job: NewJob) -> JobId {
        self.add(job, Birth::InProgress)
    }

    fn add(&self, job: NewJob, birth: Birth) -> JobId {
        if let Some(fault) = job.fault() {
            panic!("CodePipeline would not have such a job: {fault}");
        }
        self.change(|core| core.state.add(job, birth))
    }

    /// A job as it is now.
    pub fn job(&self, id: impl AsRef<str>) -> Option<JobView> {
        self.core().state.job(id.as_ref()).map(|job| job.view.clone())
    }

    /// All jobs as they are now, in the order of their creation.
    pub fn jobs(&self) -> Vec<JobView> {
        self.core().state.views().cloned().collect()
    }

    /// The requests so far, oldest first: the latest 10,000, or fewer if their bodies are longer than 64 MiB together.
    pub fn requests(&self) -> Vec<RecordedRequest> {
        self.core().journal.requests()
    }

    /// The faults to inject.
    pub fn faults(&self) -> Faults<'_> {
        Faults { endpoint: self }
    }

    /// The time since the endpoint's clock was made.
    pub fn now(&self) -> Duration {
        self.shared.clock.now()
    }

    /// Moves the time forward. Jobs time out and are handed out again as if that time had passed.
    ///
    /// ```
    /// use codepipeline_local::{Clock, Endpoint, JobStatus, NewJob};
    /// use std::time::Duration;
    ///
    /// let endpoint = Endpoint::builder().clock(Clock::manual()).build();
    /// let id = endpoint.start(NewJob::lambda("check"));
    /// endpoint.advance(Duration::from_mins(20)); // how long CodePipeline waits for a Lambda function
    /// assert_eq!(endpoint.job(&id).unwrap().status, JobStatus::TimedOut);
    /// ```
    pub fn advance(&self, by: Duration) {
        self.shared.clock.advance(by);
        self.change(|_| ());
    }

    /// Answers a request: what a transport of your own calls.
    ///
    /// A body of more than 1 MiB is refused with `RequestEntityTooLargeException` (HTTP status 413).
    pub fn handle(&self, request: &Request<Bytes>) -> Answer {
        self.change(|core| core.handle(request))
    }

    /// Sends an operation with a body of JSON, without any transport.
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
        self.handle(&request.expect("the headers are valid"))
    }

    /// Waits until a job is as wanted, without sleeping, and returns it. None if there is no such job.
    ///
    /// The job is looked at whenever a request came, a job was added or [`advance`](Self::advance) was called, not when
    /// time passes by itself.
    ///
    /// ```
    /// use codepipeline_local::{Endpoint, JobStatus, NewJob, Operation};
    ///
    /// # #[tokio::main(flavor = "current_thread")] async fn main() {
    /// let endpoint = Endpoint::new();
    /// let id = endpoint.start(NewJob::lambda("check"));
    /// let worker = tokio::spawn({
    ///     let (endpoint, body) = (endpoint.clone(), format!(r#"{{"jobId":"{id}"}}"#));
    ///     async move { endpoint.call(Operation::PutJobSuccessResult, body) }
    /// });
    /// let job = endpoint.wait_for(&id, |job| job.status.is_final()).await.unwrap();
    /// assert_eq!(job.status, JobStatus::Succeeded);
    /// # worker.await.unwrap();
    /// # }
    /// ```
    pub async fn wait_for(
        &self,
        id: impl AsRef<str>,
        mut wanted: impl FnMut(&JobView) -> bool,
    ) -> Option<JobView> {
        let mut found = None;
        let mut look = |endpoint: &Self| {
            found = endpoint.job(id.as_ref());
            found.as_ref().is_none_or(&mut wanted)
        };
        self.wait_until(&mut look).await;
        found
    }

    /// Waits until the endpoint is as wanted, without sleeping. It is looked at as [`wait_for`](Self::wait_for) tells.
    ///
    /// ```
    /// use codepipeline_local::{Endpoint, Operation};
    ///
    /// # #[tokio::main(flavor = "current_thread")] async fn main() {
    /// let endpoint = Endpoint::new();
    /// let client = tokio::spawn({
    ///     let endpoint = endpoint.clone();
    ///     async move { endpoint.call(Operation::GetJobDetails, "{}") }
    /// });
    /// endpoint.wait_until(|endpoint| endpoint.requests().len() == 1).await;
    /// # client.await.unwrap();
    /// # }
    /// ```
    pub async fn wait_until(&self, mut wanted: impl FnMut(&Self) -> bool) {
        // Subscribing comes first: a change after the look is then not missed.
        let mut changes = self.shared.changed.subscribe();
        while !wanted(self) {
            if changes.changed().await.is_err() {
                return;
            }
        }
    }

    /// The core, with all that time has changed.
    fn core(&self) -> MutexGuard<'_, Core> {
        let mut core = self.shared.core.lock().unwrap_or_else(PoisonError::into_inner);
        core.state.settle(self.shared.clock.now());
        core
    }

    fn change<T>(&self, change: impl FnOnce(&mut Core) -> T) -> T {
        let changed = change(&mut self.core());
        self.shared.changed.send_replace(());
        changed
    }
}

/// The faults of an [`Endpoint`], from [`Endpoint::faults`].
///
/// ```
/// use codepipeline_local::{Endpoint, Fault, Operation};
///
/// let endpoint = Endpoint::new();
/// endpoint.faults().push(Fault::error(Operation::PollForJobs, "ThrottlingException", 400).times(2));
/// let answer = endpoint.call(Operation::PollForJobs, "{}");
/// assert_eq!(answer.error().as_deref(), Some("ThrottlingException"));
/// assert_eq!(endpoint.faults().all()[0].remaining(), 1);
/// ```
#[derive(Debug)]
pub struct Faults<'a> {
    endpoint: &'a Endpoint,
}

impl Faults<'_> {
    /// Adds a fault, behind those that wait already.
    pub fn push(&self, fault: Fault) {
        self.endpoint.core().faults.0.push(fault);
    }

    /// All faults so far, oldest first, with what they have struck.
    pub fn all(&self) -> Vec<Fault> {
        self.endpoint.core().faults.0.clone()
    }

    /// Forgets all faults.
    pub fn clear(&self) {
        self.endpoint.core().faults.0.clear();
    }
}
