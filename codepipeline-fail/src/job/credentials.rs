//! The credentials of a job for its artifacts, kept valid.

use std::error::Error;
use std::fmt;
use std::pin::Pin;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use aws_credential_types::Credentials;
use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::{self, ProvideCredentials, future};
use aws_sdk_codepipeline::Client;
use aws_sdk_codepipeline::types::AwsSessionCredentials;
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::client::result::SdkError;
use aws_smithy_types::error::metadata::ProvideErrorMetadata;
use tokio::time::{Instant, timeout};

use super::secrets::Secrets;
use crate::sdk::DescribedSdkError;
use crate::{Classify, FailureType};

/// "CodePipeline job credentials are valid for 15 minutes", says AWS's Jenkins plugin, which renews them after 14
/// (`AWSCodePipelineJobCredentialsProvider` in <https://github.com/awslabs/aws-codepipeline-plugin-for-jenkins>). The API
/// does not tell when they end.
const LIFETIME: Duration = Duration::from_mins(15);

/// Three minutes are left to renew them, and for the last request that was signed with the old ones.
const FRESH: Duration = Duration::from_mins(12);

/// How long a renewal may take in all: less than the SDK's identity cache waits for it, which is 22 seconds.
const RENEWAL: Duration = Duration::from_secs(15);

/// How long the old ones are used after a renewal failed, before the next is tried.
const RETRY: Duration = Duration::from_secs(30);

/// How new credentials are had.
pub(super) enum Origin {
    /// Of a custom job, or one of a Lambda action: CodePipeline is asked.
    Custom { client: Client },
    /// Likewise. Made by [`Origin::third_party`].
    ThirdParty {
        client: Client,
        client_token: String,
        /// A function, so that a program without third-party jobs is built without their request.
        ask: Ask,
    },
    /// Not at all: a test's.
    Given,
}

type Asked = Result<Option<AwsSessionCredentials>, RenewalError>;
type Ask = for<'a> fn(&'a Client, &'a str, &'a str) -> Pin<Box<dyn Future<Output = Asked> + Send + 'a>>;

impl Origin {
    pub fn custom(client: &Client) -> Self {
        Self::Custom { client: client.clone() }
    }

    pub fn third_party(client: &Client, client_token: impl Into<String>) -> Self {
        let ask: Ask = |client, job_id, token| Box::pin(ask_for_third_party(client, job_id, token));
        Self::ThirdParty { client: client.clone(), client_token: client_token.into(), ask }
    }
}

async fn ask_for_custom(client: &Client, job_id: &str) -> Asked {
    let answer = client.get_job_details().job_id(job_id).send().await;
    let details = answer.map_err(|error| RenewalError::of(&error))?.job_details;
    Ok(details.and_then(|details| details.data?.artifact_credentials))
}

async fn ask_for_third_party(client: &Client, job_id: &str, client_token: &str) -> Asked {
    let request = client.get_third_party_job_details().job_id(job_id).client_token(client_token);
    let details = request.send().await.map_err(|error| RenewalError::of(&error))?.job_details;
    Ok(details.and_then(|details| details.data?.artifact_credentials))
}

/// A clone provides the same credentials.
#[derive(Clone)]
pub(super) struct ArtifactCredentials(Arc<Shared>);

struct Shared {
    job_id: String,
    origin: Origin,
    secrets: Secrets,
    state: Mutex<State>,
    /// Held while credentials are renewed, so that all who need them wait for one request.
    renewal: tokio::sync::Mutex<()>,
    failures: AtomicU64,
}

#[derive(Default)]
struct State {
    held: Option<Held>,
    failed: Option<(RenewalError, Instant)>,
}

struct Held {
    credentials: AwsSessionCredentials,
    received: Instant,
    received_by_wall: SystemTime,
}

impl Held {
    fn new(credentials: AwsSessionCredentials, received: Instant) -> Self {
        let received_by_wall =
            SystemTime::now().checked_sub(received.elapsed()).unwrap_or(SystemTime::UNIX_EPOCH);
        Self { credentials, received, received_by_wall }
    }

    /// By the runtime's clock, which a test can pause and advance; or by the wall clock where it says more, for the
    /// runtime's stands still while the machine is suspended.
    fn age(&self) -> Duration {
        self.received.elapsed().max(self.received_by_wall.elapsed().unwrap_or_default())
    }

    /// The credentials, as long as they are valid, to be asked for again when they are `until` old.
    ///
    /// The expiry is reckoned from the wall clock's now, by which the SDK's identity cache judges it. A cache that goes by
    /// the runtime's clock, which in a test may be ahead, asks too often rather than too late.
    fn provided(&self, until: Duration) -> Credentials {
        let expiry = SystemTime::now() + until.saturating_sub(self.age());
        let AwsSessionCredentials { access_key_id, secret_access_key, session_token, .. } = &self.credentials;
        let token = Some(session_token.clone());
        Credentials::new(access_key_id, secret_access_key, token, Some(expiry), "CodePipelineJob")
    }
}

impl ArtifactCredentials {
    pub fn new(
        job_id: String,
        origin: Origin,
        credentials: Option<AwsSessionCredentials>,
        received: Instant,
        secrets: Secrets,
    ) -> Self {
        if let Some(credentials) = &credentials {
            secrets.add_credentials(credentials);
        }
        let held = credentials.map(|credentials| Held::new(credentials, received));
        let state = Mutex::new(State { held, failed: None });
        let (renewal, failures) = Default::default();
        Self(Arc::new(Shared { job_id, origin, secrets, state, renewal, failures }))
    }
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn provide(&self) -> provider::Result {
        if let Some(credentials) = self.fresh() {
            return Ok(credentials);
        }
        let failures = self.failures.load(Ordering::Acquire);
        let _renewal = self.renewal.lock().await;
        // Somebody else may have done it in the meantime, or tried to.
        if let Some(credentials) = self.fresh() {
            return Ok(credentials);
        }
        if self.failures.load(Ordering::Acquire) == failures {
            self.renew().await;
        }
        self.fresh().map_or_else(|| self.valid(), Ok)
    }

    /// Those that need not be renewed, or not yet again.
    fn fresh(&self) -> Option<Credentials> {
        let state = self.state();
        let held = state.held.as_ref()?;
        if matches!(self.origin, Origin::Given) {
            let AwsSessionCredentials { access_key_id, secret_access_key, session_token, .. } =
                &held.credentials;
            let token = Some(session_token.clone());
            return Some(Credentials::new(access_key_id, secret_access_key, token, None, "CodePipelineJob"));
        }
        let age = held.age();
        if age < FRESH {
            return Some(held.provided(FRESH));
        }
        let pause = RETRY.saturating_sub(state.failed.as_ref()?.1.elapsed());
        (age < LIFETIME && !pause.is_zero()).then(|| held.provided(LIFETIME.min(age + pause)))
    }

    /// Those that can still be used after a renewal failed, or why it did.
    fn valid(&self) -> provider::Result {
        let state = self.state();
        match (&state.held, &state.failed) {
            (Some(held), _) if held.age() < LIFETIME => Ok(held.provided(LIFETIME)),
            (_, Some((error, _))) => Err(error.clone().into()),
            (_, None) => Err(RenewalError::nothing_given().into()),
        }
    }

    async fn renew(&self) {
        // They are as old as the request at most: that is on the safe side of when they were made.
        let asked = Instant::now();
        let renewed = match timeout(RENEWAL, self.ask()).await {
            Ok(renewed) => renewed,
            Err(_) => Err(RenewalError::slow()),
        };
        match renewed {
            Ok(credentials) => {
                self.secrets.add_credentials(&credentials);
                *self.state() = State { held: Some(Held::new(credentials, asked)), failed: None };
            }
            Err(error) => {
                tracing::warn!(job_id = self.job_id, "{error}");
                self.state().failed = Some((error, Instant::now()));
                self.failures.fetch_add(1, Ordering::Release);
            }
        }
    }

    async fn ask(&self) -> Result<AwsSessionCredentials, RenewalError> {
        let credentials = match &self.origin {
            Origin::Custom { client } => ask_for_custom(client, &self.job_id).await?,
            Origin::ThirdParty { client, client_token, ask } => {
                ask(client, &self.job_id, client_token).await?
            }
            Origin::Given => None,
        };
        credentials.ok_or_else(RenewalError::nothing_given)
    }
}

impl ProvideCredentials for ArtifactCredentials {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        future::ProvideCredentials::new(self.0.provide())
    }

    fn fallback_on_interrupt(&self) -> Option<Credentials> {
        self.0.valid().ok()
    }
}

impl fmt::Debug for ArtifactCredentials {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("ArtifactCredentials").field("job_id", &self.0.job_id).finish_non_exhaustive()
    }
}

/// Why credentials were not renewed: inside of the [`CredentialsError`] that the SDK passes on.
#[derive(Clone, Debug)]
pub(crate) struct RenewalError {
    failure_type: FailureType,
    why: String,
}

impl RenewalError {
    fn of<E>(error: &SdkError<E, HttpResponse>) -> Self
    where
        E: Error + ProvideErrorMetadata + 'static,
    {
        Self { failure_type: error.classify(), why: DescribedSdkError(error).to_string() }
    }

    fn slow() -> Self {
        let why = format!("no answer within {RENEWAL:?}");
        Self { failure_type: FailureType::SystemUnavailable, why }
    }

    fn nothing_given() -> Self {
        let why = "CodePipeline gives none for this job".to_owned();
        Self { failure_type: FailureType::PermissionError, why }
    }

    pub(crate) fn failure_type(&self) -> FailureType {
        self.failure_type
    }
}

impl fmt::Display for RenewalError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "the credentials for the job's artifacts could not be had: {}", self.why)
    }
}

impl Error for RenewalError {}

impl From<RenewalError> for CredentialsError {
    fn from(error: RenewalError) -> Self {
        Self::provider_error(error)
    }
}
