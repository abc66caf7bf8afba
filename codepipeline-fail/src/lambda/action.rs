use std::fmt;
use std::pin::Pin;
use std::task::{Context as TaskContext, Poll};
use std::time::{Duration, SystemTime};

use aws_sdk_codepipeline::Client;
use lambda_runtime::LambdaEvent;
use tower_service::Service;

use super::function::Function;
use super::progress::Jobs;
use super::{Event, InvocationError, Stopper};
use crate::clock::WallClock;
use crate::handler::Handler;
use crate::sdk::client::apart;
use crate::{Failure, IntoFailure, Job, Outcome, Redactor};

/// A function for CodePipeline's Lambda invoke action: reports what the handler returns. For `lambda_runtime::run`, and
/// `run_concurrent`.
///
/// See [`Action`] for what it does and how it can be told otherwise.
///
/// ```no_run
/// use codepipeline_fail::{Failure, Job, Outcome, lambda};
///
/// async fn deploy(job: Job) -> Result<Outcome, Failure> {
///     Ok(().into())
/// }
///
/// # async fn example(client: aws_sdk_codepipeline::Client) -> Result<(), lambda_runtime::Error> {
/// lambda_runtime::run(lambda::action(&client, deploy)).await
/// # }
/// ```
///
/// The client is yours: its region, credentials and TLS are used as they are, its retries are not. Leave it in the region
/// of the function. The function's role has to allow `codepipeline:PutJobSuccessResult` and
/// `codepipeline:PutJobFailureResult` on all resources
/// (<https://docs.aws.amazon.com/codepipeline/latest/userguide/actions-invoke-lambda-function.html>).
pub fn action<H, F, O, E>(client: &Client, handler: H) -> Action
where
    H: Fn(Job) -> F + Send + Sync + 'static,
    F: Future<Output = Result<O, E>> + Send + 'static,
    O: Into<Outcome>,
    E: Into<Failure>,
{
    Action::new(client, Handler::function(handler))
}

/// The same as [`action()`], by a tower service: so layers can be put around the handler.
///
/// ```no_run
/// use codepipeline_fail::{Failure, Job, lambda};
///
/// # async fn example(client: aws_sdk_codepipeline::Client) -> Result<(), lambda_runtime::Error> {
/// let service = lambda_runtime::service_fn(async |job: Job| Ok::<_, Failure>(()));
/// lambda_runtime::run(lambda::action_service(&client, service)).await
/// # }
/// ```
pub fn action_service<S>(client: &Client, service: S) -> Action
where
    S: Service<Job> + Clone + Send + 'static,
    S::Response: Into<Outcome>,
    S::Error: IntoFailure,
    S::Future: Send,
{
    Action::new(client, Handler::service(service))
}

/// A tower service that does the jobs of CodePipeline's Lambda invoke action.
///
/// | what happens | what CodePipeline hears | the invocation |
/// |---|---|---|
/// | the handler returns an [`Outcome`] | a success, or a continuation | succeeds |
/// | the handler fails | its failure type and message | succeeds |
/// | the handler panics | `JobFailed` | succeeds |
/// | the event cannot be read | `ConfigurationError`, and where it is wrong | succeeds |
/// | time runs out | a continuation if the handler left a [checkpoint](Job::checkpoint), else `SystemUnavailable` | succeeds, unless the handler blocks it |
/// | CodePipeline cannot be reached in time, or refuses | | fails, so that Lambda delivers the event again |
/// | the event comes again | nothing, or the result that it did not hear | succeeds; the handler is not called again |
/// | the event has no job id | nothing: there is nothing to report for | fails |
///
/// # Time
///
/// Of the function's time, the last part is kept for the report: see [`deadline_margin`](Self::deadline_margin). Twice as
/// long before the end, the handler is told ([`Job::cancelled`]).
///
/// A thread of its own, the watchdog, keeps the time, and reports by connections of its own when it is over: also for a
/// handler that blocks its thread. Only one of handler and watchdog decides the result.
///
/// What the watchdog cannot do for a handler that blocks a runtime of one thread is end the invocation. Lambda will kill the
/// function, and deliver the event to another one, which runs the handler again; its result is refused, for the job has one.
/// If that does harm, block with `tokio::task::spawn_blocking`, or set the function's `MaximumRetryAttempts` to 0.
///
/// # Deliveries
///
/// Lambda may deliver an event twice, also without an error. The last 1,000 jobs are remembered as long as the execution
/// environment lives. What another environment did, nobody can ask CodePipeline; so a handler should be able to run twice.
///
/// Between invocations, Lambda freezes the process. No job is in hand then, and connections that did not survive are opened
/// anew by the next attempt. For SIGTERM see [`stopper`](Self::stopper).
#[derive(Clone)]
#[must_use = "an action acts when `lambda_runtime::run` runs it"]
pub struct Action {
    /// The user's, for what the handler does.
    pub(super) client: Client,
    /// For the watchdog's reports, if it is not to be made of the user's.
    reporting: Option<Client>,
    pub(super) function: Function,
    pub(super) jobs: Jobs,
}

impl Action {
    fn new(client: &Client, handler: Handler) -> Self {
        let (function, jobs) = (Function::new(handler), Jobs::default());
        Self { client: client.clone(), reporting: None, function, jobs }
    }

    /// How much of the function's time is kept for the report: at least half a second, at most a third of it. Default: a
    /// twentieth, from 2 to 10 seconds.
    pub fn deadline_margin(mut self, margin: Duration) -> Self {
        self.function.settings_mut().margin = Some(margin);
        self
    }

    /// Whether an invocation fails when the job does, for those who alarm on function errors. Lambda then delivers the event
    /// twice more; set the function's `MaximumRetryAttempts` to 0. Default: no.
    pub fn propagate_errors(mut self, propagate: bool) -> Self {
        self.function.settings_mut().propagates_errors = propagate;
        self
    }

    /// Removes the secrets that this redactor knows from all that is sent and logged, besides those of each job.
    pub fn redactor(mut self, redactor: Redactor) -> Self {
        self.function.settings_mut().redactor = redactor;
        self
    }

    /// Keys of the configuration, and names of members in `UserParameters`, whose values are secret: they are removed from
    /// all that is sent and logged.
    pub fn secret_configuration<K: Into<String>>(mut self, keys: impl IntoIterator<Item = K>) -> Self {
        self.function.settings_mut().secret_keys.extend(keys.into_iter().map(Into::into));
        self
    }

    /// The client by which the watchdog reports, if it is not to be made of the handler's: for an HTTP client that is not the
    /// SDK's own, and whose connections are bound to a runtime. One that has a pool of its own is what is needed.
    pub fn reporting_client(mut self, client: &Client) -> Self {
        self.reporting = Some(client.clone());
        self
    }

    /// What cuts the jobs in hand short when the function is shut down.
    pub fn stopper(&self) -> Stopper {
        self.function.stopper.clone()
    }

    /// Reports on the caller's runtime, whose time may be virtual, by this seed and this clock: for simulations.
    #[doc(hidden)]
    pub fn simulated(mut self, seed: u64, now: impl Fn() -> SystemTime + Send + Sync + 'static) -> Self {
        self.function.simulate(WallClock::new(now));
        self.function.settings_mut().seed = Some(seed);
        self.reporting = Some(self.client.clone());
        self
    }

    /// A client whose connections nobody else uses.
    pub(super) fn client_apart(&self) -> Client {
        self.reporting.clone().unwrap_or_else(|| apart(&self.client))
    }
}

impl Service<LambdaEvent<Event>> for Action {
    type Response = ();
    type Error = InvocationError;
    type Future = Pin<Box<dyn Future<Output = Result<(), InvocationError>> + Send>>;

    fn poll_ready(&mut self, _: &mut TaskContext<'_>) -> Poll<Result<(), InvocationError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, event: LambdaEvent<Event>) -> Self::Future {
        Box::pin(self.clone().invoke(event.payload, event.context))
    }
}

impl fmt::Debug for Action {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Action").field("settings", self.function.settings()).finish_non_exhaustive()
    }
}
