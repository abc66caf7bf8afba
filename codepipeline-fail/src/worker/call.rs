//! One request to CodePipeline, without retries of the SDK's: every attempt must be seen.

use std::error::Error;
use std::time::Duration;

use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::client::result::SdkError;
use aws_smithy_types::error::metadata::ProvideErrorMetadata;
use tokio::time::timeout;

use crate::sdk::reporter::{Answer, Meaning};

/// Why a request came to nothing.
#[derive(Debug)]
pub struct Trouble {
    /// The error's code, if CodePipeline answered with one.
    pub code: Option<String>,
    pub answer: Answer,
}

impl Trouble {
    pub fn is(&self, code: &str) -> bool {
        self.code.as_deref() == Some(code)
    }

    /// Whether the same request may have another answer soon.
    pub fn is_passing(&self) -> bool {
        matches!(self.answer.meaning, Meaning::Lost { .. })
    }

    pub fn may_have_taken_effect(&self) -> bool {
        matches!(self.answer.meaning, Meaning::Lost { may_have_taken_effect: true })
    }
}

/// The answer to a request, if one comes in time.
pub fn call<T, E>(
    limit: Duration,
    request: impl Future<Output = Result<T, SdkError<E, HttpResponse>>> + Send,
) -> impl Future<Output = Result<T, Trouble>> + Send
where
    T: Send,
    E: ProvideErrorMetadata + Error + Send + 'static,
{
    // A request of the SDK's is large, and would be moved with every future around it.
    let request = Box::pin(request);
    async move {
        match timeout(limit, request).await {
            Ok(Ok(output)) => Ok(output),
            Ok(Err(error)) => {
                let code = error.as_service_error().and_then(|error| error.code()).map(str::to_owned);
                Err(Trouble { code, answer: Answer::of(Err::<T, _>(error)) })
            }
            Err(_) => Err(Trouble { code: None, answer: Answer::none_within(limit) }),
        }
    }
}
