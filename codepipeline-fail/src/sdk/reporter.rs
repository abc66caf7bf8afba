//! One job's result, delivered.

mod answer;
mod delivery;
mod job;
mod limits;
mod patience;
mod report;
mod request;
mod success;
mod unwind;
mod wording;

use std::sync::Arc;
use std::time::Duration;

use aws_sdk_codepipeline::Client;
use tokio::sync::watch;

#[cfg(feature = "worker")]
pub(crate) use answer::{Answer, Meaning};
#[cfg(feature = "_job")]
pub(crate) use delivery::deliver;
pub use job::JobReporter;
pub(crate) use patience::Patience;
pub use report::{Delivery, JobResult, Report, ReportError, ReportErrorKind};
pub(crate) use request::Target;
pub use success::{Revision, Success};
#[cfg(feature = "_job")]
pub(crate) use unwind::catching;
#[cfg(feature = "_job")]
pub(crate) use wording::Wording;

use crate::Redactor;
use crate::sdk::client::SingleAttempts;

/// Delivers the results of jobs to CodePipeline.
///
/// ```no_run
/// # async fn example(client: aws_sdk_codepipeline::Client, id: &str) -> Result<(), codepipeline_fail::ReportError> {
/// use codepipeline_fail::{Failure, Reporter, ResultExt, Success};
///
/// let reporter = Reporter::new(&client);
/// let report = reporter
///     .job(id)
///     .run(async {
///         let settings = std::fs::read_to_string("settings.json").or_classified("cannot read the settings")?;
///         Ok::<_, Failure>(Success::new().summary(format!("{} bytes of settings", settings.len())))
///     })
///     .await?;
/// println!("{}", report.result());
/// # Ok(())
/// # }
/// ```
///
/// The client is the caller's: its region, credentials and TLS are used as they are. Its retries are not: a reporter
/// sends each attempt once and decides itself what comes next, because it has to know of an attempt whose answer was
/// lost.
///
/// | CodePipeline's answer | what is done |
/// |---|---|
/// | accepted | done |
/// | `InvalidJobStateException` | done: after an attempt whose answer was lost, that one was accepted; otherwise the job had its result before ([`Delivery::AlreadyFinal`]) |
/// | no connection, no answer in time, HTTP 5xx, throttled, expired credentials | sent again, unchanged, with exponential backoff from 0.2 to 30 seconds |
/// | access denied | sent again once a minute, and said loudly: permissions can be mended while the job waits |
/// | `ValidationException` of a failure | sent once more in a minimal form |
/// | `ValidationException`, `OutputVariablesSizeExceededException` of a success | a failure is sent that says so |
/// | `JobNotFoundException`, `InvalidClientTokenException`, anything else | [`ReportError`] |
///
/// A success never becomes a failure after an attempt whose answer was lost. A delivery that has begun goes on when the
/// future that waits for it is dropped, as long as the runtime lives: [`settled`](Self::settled) waits for it.
#[derive(Clone, Debug)]
pub struct Reporter {
    client: Arc<SingleAttempts>,
    patience: Patience,
    redactor: Redactor,
    deliveries: Arc<watch::Sender<usize>>,
}

impl Reporter {
    /// A reporter that uses this client: attempts of 5 seconds, for 10 minutes in all.
    ///
    /// ```no_run
    /// # async fn example(client: aws_sdk_codepipeline::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// use codepipeline_fail::Reporter;
    /// use std::time::Duration;
    ///
    /// let reporter = Reporter::new(&client)
    ///     .attempt_timeout(Duration::from_secs(2))
    ///     .total_budget(Duration::from_secs(60))
    ///     .denied_interval(None);
    /// # let _ = reporter;
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn new(client: &Client) -> Self {
        Self {
            client: Arc::new(SingleAttempts::of(client)),
            patience: Patience {
                attempt_timeout: Duration::from_secs(5),
                total_budget: Duration::from_mins(10),
                is_final: false,
                denied_interval: Some(Duration::from_mins(1)),
                seed: None,
            },
            redactor: Redactor::new(),
            deliveries: Arc::new(watch::Sender::new(0)),
        }
    }

    /// How long CodePipeline may take to answer one attempt.
    #[must_use]
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.patience.attempt_timeout = timeout;
        self
    }

    /// How long a result is tried to deliver in all. At least one attempt is made.
    ///
    /// A job is worth trying as long as it waits for its result: 20 minutes for a Lambda invoke action, hours for most
    /// custom actions (<https://docs.aws.amazon.com/codepipeline/latest/userguide/limits.html>).
    #[must_use]
    pub fn total_budget(mut self, budget: Duration) -> Self {
        self.patience.total_budget = budget;
        self
    }

    /// How long to wait after access was denied before the next attempt. `None` makes it an error at once, which suits
    /// a program that cannot wait.
    #[must_use]
    pub fn denied_interval(mut self, interval: Option<Duration>) -> Self {
        self.patience.denied_interval = interval;
        self
    }

    /// Removes the secrets that this redactor knows from all that is sent and logged.
    ///
    /// ```no_run
    /// # async fn example(client: aws_sdk_codepipeline::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// use codepipeline_fail::{Redactor, Reporter};
    ///
    /// let token = std::env::var("API_TOKEN")?;
    /// let reporter = Reporter::new(&client).redactor(Redactor::new().with_secret(&token));
    /// # let _ = reporter;
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn redactor(mut self, redactor: Redactor) -> Self {
        self.redactor = redactor;
        self
    }

    /// The result of the job with this id: of a custom action, or of a Lambda invoke action.
    ///
    /// An id that CodePipeline would not take is an error of the step that follows, before anything is run or sent.
    ///
    /// ```no_run
    /// # async fn example(client: aws_sdk_codepipeline::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// use codepipeline_fail::{Reporter, failure};
    ///
    /// let job = Reporter::new(&client).job("f1a2b3c4-0000-4000-8000-123456789abc");
    /// let report = job.fail(&failure!(JobFailed, "2 of 40 tests failed")).await?;
    /// println!("{:?} after {} attempts", report.delivery(), report.attempts());
    /// # Ok(())
    /// # }
    /// ```
    pub fn job(&self, id: impl Into<String>) -> JobReporter {
        JobReporter::new(self.clone(), Target::Custom { job_id: id.into() })
    }

    /// The result of a third-party job, with the token that its partner's store holds for the job's client.
    ///
    /// ```no_run
    /// # async fn example(client: aws_sdk_codepipeline::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// use codepipeline_fail::{Reporter, Success};
    ///
    /// let job = Reporter::new(&client).third_party_job("job-1", "the client's token");
    /// let report = job.succeed(Success::new().summary("40 tests passed")).await?;
    /// # let _ = report;
    /// # Ok(())
    /// # }
    /// ```
    pub fn third_party_job(&self, id: impl Into<String>, client_token: impl Into<String>) -> JobReporter {
        let client_token = client_token.into();
        let mut reporter = self.clone();
        reporter.redactor = reporter.redactor.with_secret(&client_token);
        let target = Target::third_party(id, client_token);
        JobReporter::new(reporter, target)
    }

    /// Waits until every delivery that this reporter or a clone of it has begun is over.
    ///
    /// Call it before the runtime ends, where jobs may have been dropped: what a dropped job left behind is delivered by
    /// a task of the runtime, and lost with it.
    ///
    /// ```no_run
    /// # async fn example(client: aws_sdk_codepipeline::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// use codepipeline_fail::{Failure, Reporter};
    /// use std::time::Duration;
    ///
    /// let reporter = Reporter::new(&client);
    /// let job = reporter.job("f1a2b3c4-0000-4000-8000-123456789abc").run(std::future::pending::<Result<(), Failure>>());
    /// // After a minute the job is dropped.
    /// let report = tokio::time::timeout(Duration::from_secs(60), job).await;
    /// reporter.settled().await;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn settled(&self) {
        // The sender is ours, so that waiting cannot fail.
        let _ = self.deliveries.subscribe().wait_for(|deliveries| *deliveries == 0).await;
    }
}
