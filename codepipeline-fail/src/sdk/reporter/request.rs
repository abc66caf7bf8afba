//! The four requests that end a job.

use std::error::Error;
use std::fmt;
use std::pin::Pin;

use aws_sdk_codepipeline::Client;
use aws_sdk_codepipeline::config::Config;
use aws_sdk_codepipeline::config::retry::RetryConfig;
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::client::result::SdkError;
use aws_smithy_types::error::metadata::ProvideErrorMetadata;

use super::answer::Answer;
use super::limits;
use super::report::{JobResult, ReportError, ReportErrorKind};
use super::success::Success;
use crate::FailureDetails;
use crate::sdk::client::without_retries;

/// Whose result is sent.
#[derive(Clone, Debug)]
pub enum Target {
    Custom {
        job_id: String,
    },
    /// Made by [`Target::third_party`].
    ThirdParty {
        job_id: String,
        client_token: ClientToken,
        /// A function, so that a program without such jobs is built without their requests.
        put: PutThirdParty,
    },
}

type PutThirdParty = for<'a> fn(
    &'a Client,
    &'a str,
    &'a ClientToken,
    &'a JobResult,
) -> Pin<Box<dyn Future<Output = Answer> + Send + 'a>>;

/// The secret by which a partner shows that a third-party job is its own.
#[derive(Clone)]
pub struct ClientToken(String);

impl ClientToken {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<String> for ClientToken {
    fn from(token: String) -> Self {
        Self(token)
    }
}

impl fmt::Debug for ClientToken {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("ClientToken(***)")
    }
}

impl Target {
    pub fn third_party(job_id: impl Into<String>, client_token: impl Into<ClientToken>) -> Self {
        let put: PutThirdParty = |client, job_id, client_token, result| match result {
            JobResult::Failure(details) => {
                Box::pin(put_third_party_failure(client, job_id, client_token, details))
            }
            JobResult::Success(success) => {
                Box::pin(put_third_party_success(client, job_id, client_token, success))
            }
        };
        Self::ThirdParty { job_id: job_id.into(), client_token: client_token.into(), put }
    }

    pub fn is_third_party(&self) -> bool {
        matches!(self, Self::ThirdParty { .. })
    }

    pub fn job_id(&self) -> &str {
        match self {
            Self::Custom { job_id } | Self::ThirdParty { job_id, .. } => job_id,
        }
    }

    /// That its ids can be some.
    pub fn check(&self) -> Result<(), ReportError> {
        let kind = if !limits::is_job_id(self) {
            ReportErrorKind::InvalidJobId
        } else if !limits::is_client_token(self) {
            ReportErrorKind::InvalidClientToken
        } else {
            return Ok(());
        };
        let job_id = self.job_id().to_owned();
        Err(ReportError { kind, job_id, result: None, attempts: 0, answer: String::new() })
    }
}

/// One attempt: one request, without retries of the SDK's.
pub async fn send(client: &Client, target: &Target, result: &JobResult) -> Answer {
    match (target, result) {
        (Target::Custom { job_id }, JobResult::Failure(details)) => {
            put_failure(client, job_id, details).await
        }
        (Target::Custom { job_id }, JobResult::Success(success)) => {
            put_success(client, job_id, success).await
        }
        (Target::ThirdParty { job_id, client_token, put }, result) => {
            put(client, job_id, client_token, result).await
        }
    }
}

/// The answer to a request that is sent without retries of the SDK's. A client that has none is not told so with each
/// request: for a worker, that would take a twentieth of a job's time. Nor is a client made that has none, where there may be
/// only one request: that takes as long as ten of them.
macro_rules! once {
    ($client:expr, $request:expr) => {{
        if $client.config().retry_config().is_none_or(RetryConfig::has_retry) {
            let request = $request.customize().config_override(without_retries(Config::builder()));
            answer(request.send()).await
        } else {
            answer($request.send()).await
        }
    }};
}

/// A request of the SDK's is large: in a box it is not moved with every future around it.
fn answer<T, E>(
    request: impl Future<Output = Result<T, SdkError<E, HttpResponse>>> + Send,
) -> impl Future<Output = Answer> + Send
where
    T: Send,
    E: ProvideErrorMetadata + Error + Send + 'static,
{
    let request = Box::pin(request);
    async { Answer::of(request.await) }
}

async fn put_failure(client: &Client, job_id: &str, details: &FailureDetails) -> Answer {
    let request = client.put_job_failure_result().job_id(job_id).failure_details(details.into());
    once!(client, request)
}

async fn put_success(client: &Client, job_id: &str, success: &Success) -> Answer {
    let variables = (!success.variables.is_empty()).then(|| success.variables.clone().into_iter().collect());
    let request = client
        .put_job_success_result()
        .job_id(job_id)
        .set_current_revision(success.current_revision())
        .set_continuation_token(success.continuation_token.clone())
        .set_execution_details(success.execution_details())
        .set_output_variables(variables);
    once!(client, request)
}

async fn put_third_party_failure(
    client: &Client,
    job_id: &str,
    client_token: &ClientToken,
    details: &FailureDetails,
) -> Answer {
    let request = client
        .put_third_party_job_failure_result()
        .job_id(job_id)
        .client_token(client_token.as_str())
        .failure_details(details.into());
    once!(client, request)
}

async fn put_third_party_success(
    client: &Client,
    job_id: &str,
    client_token: &ClientToken,
    success: &Success,
) -> Answer {
    let request = client
        .put_third_party_job_success_result()
        .job_id(job_id)
        .client_token(client_token.as_str())
        .set_current_revision(success.current_revision())
        .set_continuation_token(success.continuation_token.clone())
        .set_execution_details(success.execution_details());
    once!(client, request)
}
