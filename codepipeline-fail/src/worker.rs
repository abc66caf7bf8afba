//! Many jobs, each with exactly one result.

mod acknowledge;
mod action_type;
mod backoff;
mod call;
mod deliver;
mod engine;
mod error;
mod health;
mod in_hand;
mod journal;
mod metrics;
mod pace;
mod poll;
mod recover;
mod settings;
mod shutdown;
mod simulation;
mod source;
mod take;
mod work;

use std::error::Error;
use std::path::Path;
use std::time::Duration;

use aws_sdk_codepipeline::Client;
use tower_service::Service;

pub use acknowledge::LostAcknowledgement;
pub use action_type::ActionType;
pub use error::WorkerError;
pub use health::Health;
pub use journal::{JournalError, JournalErrorKind};
pub use recover::Recovery;
pub use shutdown::{Shutdown, ShutdownTrigger};

use crate::handler::Handler;
use crate::{Failure, IntoFailure, Job, Outcome, Redactor};
use engine::Engine;
use journal::{Entry, Journal};
use settings::Settings;
use source::{Kind, Source, Tokens};

/// Does the jobs of an action type: polls, acknowledges, runs your handler, reports.
///
/// ```no_run
/// use codepipeline_fail::{ActionType, Failure, Job, Success, Worker};
/// use std::time::Duration;
///
/// #[derive(serde::Deserialize)]
/// struct Deployment {
///     stack: String,
/// }
///
/// async fn deploy(job: Job) -> Result<Success, Failure> {
///     let deployment: Deployment = job.user_parameters()?; // fails the job with ConfigurationError
///     Ok(Success::new().summary(format!("deployed {}", deployment.stack)))
/// }
///
/// # async fn example(client: aws_sdk_codepipeline::Client) -> Result<(), codepipeline_fail::WorkerError> {
/// Worker::custom(&client, ActionType::new("Deploy", "Acme", "1"))
///     .concurrency(8)
///     .job_timeout(Duration::from_mins(30))
///     .journal("/var/lib/deployer/jobs.journal")
///     .run(deploy)
///     .await // until SIGTERM or Ctrl-C
/// # }
/// ```
///
/// # What it promises
///
/// 1. Every acknowledged job ends with exactly one accepted result, as long as this process, its disk or its successor
///    lives before the job times out: whether the handler returns, fails, panics, hangs or is killed.
/// 2. Nothing is sent for a job that another worker acknowledged.
/// 3. No request violates the API's constraints.
/// 4. No secret leaves: not in a request, a log line or the journal.
/// 5. A result is sticky: after an attempt whose answer was lost, the same result is sent again.
/// 6. It ends within its grace period, with every job reported or handed on by a continuation token.
///
/// What cannot be promised: a result without the permission to report it, or without CodePipeline being reachable before
/// the job times out; and the first two together for a job whose acknowledgement's answer was lost
/// ([`LostAcknowledgement`]).
///
/// Each job runs in a task of its own. A handler that blocks its thread holds up others of the same runtime: use
/// `tokio::task::spawn_blocking`.
#[derive(Debug)]
#[must_use = "a worker works when it is run"]
pub struct Worker {
    client: Client,
    source: Source,
    settings: Settings,
    health: Health,
}

impl Worker {
    /// A worker for an action type of your own account. The client is yours: its region, credentials and TLS are used as
    /// they are, its retries are not.
    pub fn custom(client: &Client, action_type: ActionType) -> Self {
        Self::new(client, action_type, Kind::Custom { query: None })
    }

    /// A worker for an action type of a partner. The provider finds the token of a client in the partner's store; it is
    /// asked for each job, and the token is kept nowhere else.
    ///
    /// ```no_run
    /// # async fn example(client: aws_sdk_codepipeline::Client) -> Result<(), codepipeline_fail::WorkerError> {
    /// use codepipeline_fail::{ActionType, Failure, Job, Worker};
    ///
    /// async fn token_of(client_id: String) -> Result<String, std::io::Error> {
    ///     std::fs::read_to_string(format!("/etc/acme/clients/{client_id}"))
    /// }
    ///
    /// Worker::third_party(&client, ActionType::new("Test", "Acme", "1"), token_of)
    ///     .journal("/var/lib/acme/jobs.journal")
    ///     .run(async |job: Job| Ok::<_, Failure>(()))
    ///     .await
    /// # }
    /// ```
    pub fn third_party<P, F, T, E>(client: &Client, action_type: ActionType, tokens: P) -> Self
    where
        P: Fn(String) -> F + Send + Sync + 'static,
        F: Future<Output = Result<T, E>> + Send + 'static,
        T: Into<String>,
        E: Into<Box<dyn Error + Send + Sync>>,
    {
        Self::new(client, action_type, Kind::ThirdParty { tokens: Tokens::new(tokens) })
    }

    fn new(client: &Client, action_type: ActionType, kind: Kind) -> Self {
        Self {
            client: client.clone(),
            source: Source { action_type, kind },
            settings: Settings::default(),
            health: Health::default(),
        }
    }

    /// How many handlers are at work at a time, at least 1. It polls for no more jobs than it has free places for. While a
    /// job's result is delivered, the next job has its place, unless as many results as there are places wait already.
    /// Default: 4.
    pub fn concurrency(mut self, jobs: usize) -> Self {
        self.settings.concurrency = jobs.max(1);
        self
    }

    /// How often it polls while there are no jobs, with a fifth of jitter. While jobs come it polls sooner, and at once
    /// when the last poll filled every place; when it is throttled, later. Default: 10 seconds.
    pub fn poll_interval(mut self, interval: Duration) -> Self {
        self.settings.poll_interval = interval;
        self
    }

    /// Polls only for jobs with this value in their configuration: of the one property that the action type declares as
    /// queryable (<https://docs.aws.amazon.com/codepipeline/latest/APIReference/API_PollForJobs.html>). Third-party jobs
    /// have none.
    pub fn query(mut self, property: impl Into<String>, value: impl Into<String>) -> Self {
        if let Kind::Custom { query } = &mut self.source.kind {
            *query = Some((property.into(), value.into()));
        }
        self
    }

    /// How long CodePipeline may take to answer one request. Default: 5 seconds.
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.settings.attempt_timeout = timeout;
        self
    }

    /// How long a handler may take. After that it is told to end ([`Job::cancelled`]), and a few seconds later it is
    /// stopped; the job fails with `SystemUnavailable`. Set it shorter than the action's timeout. Default: one hour.
    pub fn job_timeout(mut self, timeout: Duration) -> Self {
        self.settings.job_timeout = timeout;
        self
    }

    /// How long the worker may take to end: handlers are told at once ([`Job::cancelled`]) and stopped when three quarters
    /// of it are over, which leaves time to report them. Set it shorter than what your supervisor waits before it kills.
    /// Default: 25 seconds.
    pub fn shutdown_grace(mut self, grace: Duration) -> Self {
        self.settings.shutdown_grace = grace;
        self
    }

    /// Where jobs under way are written down, so that one whose worker crashes, is killed or loses power is reported at
    /// the next start. The file is made if it is not there; no two workers can share one. It holds no secret.
    ///
    /// Without a journal such a job hangs until it times out.
    pub fn journal(mut self, path: impl AsRef<Path>) -> Self {
        self.settings.journal = Some(path.as_ref().to_owned());
        self
    }

    /// What becomes of a job whose worker crashed while it was at work on it. Default: [`Recovery::Fail`].
    pub fn recovery(mut self, recovery: Recovery) -> Self {
        self.settings.recovery = recovery;
        self
    }

    /// Whose a job is whose acknowledgement's answer was lost. Default: [`LostAcknowledgement::LeaveAlone`].
    pub fn lost_acknowledgement(mut self, policy: LostAcknowledgement) -> Self {
        self.settings.lost_acknowledgement = policy;
        self
    }

    /// Removes the secrets that this redactor knows from all that is sent and logged, besides those of each job.
    pub fn redactor(mut self, redactor: Redactor) -> Self {
        self.settings.redactor = redactor;
        self
    }

    /// Keys of the configuration whose values are secret: they are removed from all that is sent and logged. CodePipeline
    /// hands secret values out without a mark.
    pub fn secret_configuration<K: Into<String>>(mut self, keys: impl IntoIterator<Item = K>) -> Self {
        self.settings.secret_keys.extend(keys.into_iter().map(Into::into));
        self
    }

    /// What a health probe asks. It stays of use while the worker runs.
    pub fn health(&self) -> Health {
        self.health.clone()
    }

    /// Works until SIGTERM or Ctrl-C: see [`run_until`](Self::run_until).
    ///
    /// # Errors
    /// As [`run_until`](Self::run_until), and if the process cannot listen to signals.
    pub async fn run<H, F, O, E>(self, handler: H) -> Result<(), WorkerError>
    where
        H: Fn(Job) -> F + Send + Sync + 'static,
        F: Future<Output = Result<O, E>> + Send + 'static,
        O: Into<Outcome>,
        E: Into<Failure>,
    {
        let shutdown = Shutdown::on_signals().map_err(WorkerError::Signals)?;
        self.run_until(shutdown, handler).await
    }

    /// Works until it is to end. What an earlier process left in the journal is finished first, beside new jobs.
    ///
    /// When it is to end, it 1. stops polling; 2. leaves jobs alone that it has not acknowledged, which CodePipeline hands
    /// out again; 3. tells the handlers; 4. waits for them; 5. hands on by continuation token the jobs whose handlers left
    /// a [checkpoint](Job::checkpoint), and fails the others with `SystemUnavailable`; 6. at a second signal goes to 5. at
    /// once. Results that could not be delivered wait in the journal. A future that is dropped before it is done ends the worker
    /// as a crash does: jobs under way wait in the journal.
    ///
    /// # Errors
    /// If the journal cannot be opened, or is another worker's. Trouble with CodePipeline is no reason to end.
    ///
    /// # Panics
    /// Outside of a tokio runtime.
    pub async fn run_until<H, F, O, E>(self, shutdown: Shutdown, handler: H) -> Result<(), WorkerError>
    where
        H: Fn(Job) -> F + Send + Sync + 'static,
        F: Future<Output = Result<O, E>> + Send + 'static,
        O: Into<Outcome>,
        E: Into<Failure>,
    {
        self.work(shutdown, Handler::function(handler)).await
    }

    /// Works as [`run_until`](Self::run_until) does, by a tower service: so layers can be put around the handler. What
    /// layers return for an error is a `tower::BoxError` mostly, which a [`Failure`] becomes and is made of; that of a
    /// timeout is a `SystemUnavailable` with the feature `tower`.
    ///
    /// # Errors
    /// As [`run_until`](Self::run_until).
    pub async fn serve<S>(self, shutdown: Shutdown, service: S) -> Result<(), WorkerError>
    where
        S: Service<Job> + Clone + Send + 'static,
        S::Response: Into<Outcome>,
        S::Error: IntoFailure,
        S::Future: Send,
    {
        self.work(shutdown, Handler::service(service)).await
    }

    async fn work(self, shutdown: Shutdown, handler: Handler) -> Result<(), WorkerError> {
        let (journal, leftovers) = self.open_journal()?;
        self.work_with(shutdown, handler, journal, leftovers).await
    }

    async fn work_with(
        self,
        shutdown: Shutdown,
        handler: Handler,
        journal: Option<Journal>,
        leftovers: Vec<Entry>,
    ) -> Result<(), WorkerError> {
        let engine = Engine::new(
            self.client,
            self.source,
            self.settings,
            journal.clone(),
            handler,
            shutdown,
            self.health,
        );
        engine.run(leftovers).await;
        match journal {
            Some(journal) => journal.close().await.map_err(WorkerError::Journal),
            None => Ok(()),
        }
    }

    fn open_journal(&self) -> Result<(Option<Journal>, Vec<Entry>), WorkerError> {
        let Some(path) = &self.settings.journal else {
            tracing::warn!("without a journal, a job hangs until it times out when the worker crashes");
            return Ok((None, Vec::new()));
        };
        let (journal, leftovers) =
            Journal::open(path, &self.source.to_string()).map_err(WorkerError::Journal)?;
        if !leftovers.is_empty() {
            tracing::warn!(
                jobs = leftovers.len(),
                "an earlier worker left jobs behind, which are finished now"
            );
        }
        Ok((Some(journal), leftovers))
    }
}
