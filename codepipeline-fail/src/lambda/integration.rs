use std::fmt;
use std::pin::Pin;
use std::task::{Context as TaskContext, Poll};
use std::time::{Duration, SystemTime};

use lambda_runtime::{Context, LambdaEvent};
use tokio::sync::oneshot;
use tower_service::Service;
use tracing::Instrument as _;

use super::function::Function;
use super::time::Time;
use super::{Event, IntegrationResult, InvocationError, PermissionSpelling, Stopper};
use crate::clock::WallClock;
use crate::handler::Handler;
use crate::job::JobControl;
use crate::{Failure, FailureType, IntoFailure, Job, JobResult, Outcome, Redactor};

/// A function for an action type of the Lambda integration model, in which the function's return value is the job's result.
///
/// See [`Integration`] for what it does and how it can be told otherwise.
///
/// ```no_run
/// use codepipeline_fail::{Continuation, Failure, Job, Outcome, Success, lambda};
///
/// async fn build(job: Job) -> Result<Outcome, Failure> {
///     match job.continuation_token() {
///         None => Ok(Continuation::new("build-17").into()), // CodePipeline asks again in 30 seconds
///         Some(build) => Ok(Success::new().external_execution_id(build).into()),
///     }
/// }
///
/// # async fn example() -> Result<(), lambda_runtime::Error> {
/// lambda_runtime::run(lambda::integration(build)).await
/// # }
/// ```
///
/// (<https://docs.aws.amazon.com/codepipeline/latest/userguide/reference-integrations.html>)
pub fn integration<H, F, O, E>(handler: H) -> Integration
where
    H: Fn(Job) -> F + Send + Sync + 'static,
    F: Future<Output = Result<O, E>> + Send + 'static,
    O: Into<Outcome>,
    E: Into<Failure>,
{
    Integration::new(Handler::function(handler))
}

/// The same as [`integration()`], by a tower service: so layers can be put around the handler.
///
/// ```no_run
/// use codepipeline_fail::{Failure, Job, lambda};
///
/// # async fn example() -> Result<(), lambda_runtime::Error> {
/// let service = lambda_runtime::service_fn(async |job: Job| Ok::<_, Failure>(()));
/// lambda_runtime::run(lambda::integration_service(service)).await
/// # }
/// ```
pub fn integration_service<S>(service: S) -> Integration
where
    S: Service<Job> + Clone + Send + 'static,
    S::Response: Into<Outcome>,
    S::Error: IntoFailure,
    S::Future: Send,
{
    Integration::new(Handler::service(service))
}

/// A tower service that does the jobs of an action type of the Lambda integration model. It needs no client: nothing is sent.
///
/// Whatever happens, the result says it, as for an [`Action`](super::Action): failures, panics, an event that cannot be
/// read, time that runs out. A handler that blocks the only thread of its runtime keeps the result from being returned: use
/// `tokio::task::spawn_blocking`.
///
/// The job's credentials for artifacts are those of the event, and are not renewed.
#[derive(Clone)]
#[must_use = "an integration works when `lambda_runtime::run` runs it"]
pub struct Integration {
    function: Function,
    spelling: PermissionSpelling,
}

impl Integration {
    fn new(handler: Handler) -> Self {
        Self { function: Function::new(handler), spelling: PermissionSpelling::default() }
    }

    /// How much of the function's time is kept for the answer: at least half a second, at most a third of it. Default: a
    /// twentieth, from 2 to 10 seconds.
    pub fn deadline_margin(mut self, margin: Duration) -> Self {
        self.function.settings_mut().margin = Some(margin);
        self
    }

    /// How a failure for want of permissions is spelled. Default: [`PermissionSpelling::PermissionsError`].
    pub fn permission_spelling(mut self, spelling: PermissionSpelling) -> Self {
        self.spelling = spelling;
        self
    }

    /// Removes the secrets that this redactor knows from all that is returned and logged, besides those of each job.
    pub fn redactor(mut self, redactor: Redactor) -> Self {
        self.function.settings_mut().redactor = redactor;
        self
    }

    /// Keys of the configuration whose values are secret: they are removed from all that is returned and logged.
    pub fn secret_configuration<K: Into<String>>(mut self, keys: impl IntoIterator<Item = K>) -> Self {
        self.function.settings_mut().secret_keys.extend(keys.into_iter().map(Into::into));
        self
    }

    /// What cuts the jobs in hand short when the function is shut down.
    pub fn stopper(&self) -> Stopper {
        self.function.stopper.clone()
    }

    /// Keeps time on the caller's runtime, whose time may be virtual, by this clock: for simulations.
    #[doc(hidden)]
    pub fn simulated(mut self, now: impl Fn() -> SystemTime + Send + Sync + 'static) -> Self {
        self.function.simulate(WallClock::new(now));
        self
    }

    async fn invoke(self, event: Event, context: Context) -> Result<IntegrationResult, InvocationError> {
        let span = tracing::info_span!("job", job_id = event.job_id());
        let time = self.function.time(&context);
        async {
            let result = self.work(&event, time).await?;
            tracing::info!(%result, "the job's result is returned");
            Ok(IntegrationResult::of(result, self.spelling))
        }
        .instrument(span)
        .await
    }

    /// Lets the handler do the job, and returns how it ended.
    async fn work(&self, event: &Event, time: Time) -> Result<JobResult, InvocationError> {
        let control = JobControl::default();
        let watched = self.function.watched(&control, time);
        // Who drops this future lets go of the job.
        let (_working, over) = oneshot::channel();
        let mut watch = self.function.watchdog()?.spawn(async move { watched.over(over).await });
        let message = tokio::select! {
            biased;
            result = self.function.result(event.integration_parts(), &control) => return Ok(result),
            message = &mut watch => message,
        };
        Ok(match message {
            Ok(message) => self.function.cut_short(&control, message),
            // The watchdog is no more.
            Err(error) => {
                let failure = Failure::new(FailureType::SystemUnavailable, error.to_string());
                self.function.wording(&control).failure(&failure)
            }
        })
    }
}

impl Service<LambdaEvent<Event>> for Integration {
    type Response = IntegrationResult;
    type Error = InvocationError;
    type Future = Pin<Box<dyn Future<Output = Result<IntegrationResult, InvocationError>> + Send>>;

    fn poll_ready(&mut self, _: &mut TaskContext<'_>) -> Poll<Result<(), InvocationError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, event: LambdaEvent<Event>) -> Self::Future {
        Box::pin(self.clone().invoke(event.payload, event.context))
    }
}

impl fmt::Debug for Integration {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Integration")
            .field("settings", self.function.settings())
            .finish_non_exhaustive()
    }
}
