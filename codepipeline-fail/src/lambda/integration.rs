use std::fmt;
use std::pin::Pin;
use std::sync::{Arc, OnceLock};
use std::task::{Context as TaskContext, Poll};
use std::time::{Duration, SystemTime};

use lambda_runtime::{Context, LambdaEvent};
use tokio::sync::oneshot;
use tower_service::Service;
use tracing::{Instrument as _, Span};

use super::settings::Settings;
use super::time::Time;
use super::watch::Watched;
use super::watchdog::Watchdog;
use super::{Event, IntegrationResult, InvocationError, PermissionSpelling, Stopper};
use crate::clock::WallClock;
use crate::ending::{cut_short, returned, wording};
use crate::handler::Handler;
use crate::job::JobControl;
use crate::sdk::reporter::Wording;
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
    handler: Handler,
    settings: Arc<Settings>,
    spelling: PermissionSpelling,
    stopper: Stopper,
    watchdog: Arc<OnceLock<std::io::Result<Watchdog>>>,
}

impl Integration {
    fn new(handler: Handler) -> Self {
        Self {
            handler,
            settings: Arc::default(),
            spelling: PermissionSpelling::default(),
            stopper: Stopper::new(),
            watchdog: Arc::default(),
        }
    }

    /// How much of the function's time is kept for the answer: at least half a second, at most a third of it. Default: a
    /// twentieth, from 2 to 10 seconds.
    pub fn deadline_margin(mut self, margin: Duration) -> Self {
        Arc::make_mut(&mut self.settings).margin = Some(margin);
        self
    }

    /// How a failure for want of permissions is spelled. Default: [`PermissionSpelling::PermissionsError`].
    pub fn permission_spelling(mut self, spelling: PermissionSpelling) -> Self {
        self.spelling = spelling;
        self
    }

    /// Removes the secrets that this redactor knows from all that is returned and logged, besides those of each job.
    pub fn redactor(mut self, redactor: Redactor) -> Self {
        Arc::make_mut(&mut self.settings).redactor = redactor;
        self
    }

    /// Keys of the configuration whose values are secret: they are removed from all that is returned and logged.
    pub fn secret_configuration<K: Into<String>>(mut self, keys: impl IntoIterator<Item = K>) -> Self {
        Arc::make_mut(&mut self.settings).secret_keys.extend(keys.into_iter().map(Into::into));
        self
    }

    /// What cuts the jobs in hand short when the function is shut down.
    pub fn stopper(&self) -> Stopper {
        self.stopper.clone()
    }

    /// Keeps time on the caller's runtime, whose time may be virtual, by this clock: for simulations.
    #[doc(hidden)]
    pub fn simulated(mut self, now: impl Fn() -> SystemTime + Send + Sync + 'static) -> Self {
        Arc::make_mut(&mut self.settings).clock = WallClock::new(now);
        self.watchdog = Arc::new(Ok(Watchdog::here(self.stopper.tasks.clone())).into());
        self
    }

    async fn invoke(self, event: Event, context: Context) -> Result<IntegrationResult, InvocationError> {
        let span = tracing::info_span!("job", job_id = event.job_id());
        let time = Time::until(context.deadline(), self.settings.clock.now(), self.settings.margin);
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
        let watchdog = self.watchdog.get_or_init(|| Watchdog::start(self.stopper.tasks.clone()));
        let watchdog = watchdog.as_ref().map_err(|error| InvocationError::NoThread(error.kind().into()))?;
        let control = JobControl::default();
        let parts = match event.integration_parts() {
            Ok(parts) => parts,
            Err(mistake) => return Ok(self.wording(&control).failure(&mistake)),
        };
        let job = self.settings.job(parts, &control);
        let stopping = self.stopper.stopping.clone();
        let watched = Watched { control: control.clone(), time, stopping };
        let (in_hand, over) = oneshot::channel();
        let mut watch = watchdog.spawn(async move { watched.over(over).await });
        let mut working = self.handler.start(job, Span::current());
        let ended = tokio::select! {
            biased;
            ended = &mut working => Ok(ended),
            message = &mut watch => Err(message),
        };
        drop(in_hand);
        let words = self.wording(&control);
        Ok(match ended {
            Ok(ended) => returned(&words, ended),
            Err(Ok(message)) => cut_short(&words, control.checkpoint().map(Into::into), message),
            // The watchdog is no more.
            Err(Err(error)) => {
                words.failure(&Failure::new(FailureType::SystemUnavailable, error.to_string()))
            }
        })
    }

    fn wording(&self, control: &JobControl) -> Wording {
        wording(&self.settings.redactor, control, false)
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
        formatter.debug_struct("Integration").field("settings", &self.settings).finish_non_exhaustive()
    }
}
