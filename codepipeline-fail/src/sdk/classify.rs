//! What an error of an AWS SDK client means for a job.

use std::any::Any;
use std::error::Error;

use aws_credential_types::provider::error::CredentialsError;
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::client::result::{ConnectorError, SdkError};
use aws_smithy_types::error::metadata::ProvideErrorMetadata;
use aws_smithy_types::retry::ErrorKind;

use crate::classify::first_known;
use crate::classify::http_status::failure_type_of_http_status;
use crate::{Classify, FailureType};

/// By the [error code](FailureType::from_aws_error_code), then the HTTP status, then by what failed: for every operation
/// of every AWS service.
///
/// ```
/// use aws_smithy_runtime_api::client::result::SdkError;
/// use aws_smithy_types::error::ErrorMetadata;
/// use codepipeline_fail::{Classify, FailureType};
///
/// let denied = ErrorMetadata::builder().code("AccessDeniedException").build();
/// let error = SdkError::service_error(denied, ());
/// assert_eq!(error.classify(), FailureType::PermissionError);
///
/// let error = SdkError::<ErrorMetadata, ()>::timeout_error("no answer in 5 s");
/// assert_eq!(error.classify(), FailureType::SystemUnavailable);
/// ```
///
/// An error that was taken out of its `SdkError` (by `into_service_error`, for example) has no implementation of its own,
/// because each of those is another type; its metadata has: `error.meta().classify()`.
impl<E, R> Classify for SdkError<E, R>
where
    E: ProvideErrorMetadata,
    R: 'static,
{
    fn classify(&self) -> FailureType {
        let status =
            self.raw_response().and_then(as_http_response).map(|response| response.status().as_u16());
        match self {
            Self::ServiceError(context) => {
                FailureType::from_aws_error_code(context.err().code().unwrap_or_default(), status)
            }
            Self::ResponseError(_) => {
                status.and_then(failure_type_of_http_status).unwrap_or(FailureType::SystemUnavailable)
            }
            Self::TimeoutError(_) => FailureType::SystemUnavailable,
            Self::DispatchFailure(context) => {
                context.as_connector_error().map_or(FailureType::JobFailed, Classify::classify)
            }
            Self::ConstructionFailure(_) => FailureType::ConfigurationError,
            // The enum is not exhaustive.
            _ => FailureType::JobFailed,
        }
    }
}

/// The response, where it is one of HTTP, which it is for every client of the SDK.
pub(super) fn as_http_response<R: 'static>(response: &R) -> Option<&HttpResponse> {
    (response as &dyn Any).downcast_ref()
}

/// A request that did not get out, or whose answer did not get in.
///
/// What the SDK cannot name ("other") happened before the request was sent: no credentials, no region or endpoint, no
/// signature. So the cause tells, or else something is wrong with the client's configuration.
#[allow(clippy::unnecessary_wraps)] // a rule of the table of known errors
pub(crate) fn failure_type_of_connector_error(error: &ConnectorError) -> Option<FailureType> {
    let failure_type = if error.is_io() || error.is_timeout() {
        FailureType::SystemUnavailable
    } else if error.is_user() || error.as_other() == Some(ErrorKind::ClientError) {
        FailureType::ConfigurationError
    } else if error.as_other().is_some() {
        FailureType::SystemUnavailable
    } else {
        error.source().and_then(first_known).unwrap_or(FailureType::ConfigurationError)
    };
    Some(failure_type)
}

#[allow(clippy::unnecessary_wraps)] // a rule of the table of known errors
pub(crate) fn failure_type_of_credentials_error(error: &CredentialsError) -> Option<FailureType> {
    #[cfg(feature = "_job")]
    if let Some(error) = error.source().and_then(|source| source.downcast_ref::<crate::job::RenewalError>()) {
        return Some(error.failure_type());
    }
    Some(match error {
        CredentialsError::ProviderTimedOut(_) => FailureType::SystemUnavailable,
        CredentialsError::InvalidConfiguration(_) => FailureType::ConfigurationError,
        _ => FailureType::PermissionError,
    })
}

#[cfg(test)]
mod tests {
    use std::io;
    use std::time::Duration;

    use aws_credential_types::provider::future;
    use aws_sdk_codepipeline::Client;
    use aws_sdk_codepipeline::config::{
        BehaviorVersion, Builder, Config, Credentials, ProvideCredentials, Region,
    };
    use aws_sdk_codepipeline::operation::put_job_failure_result::PutJobFailureResultError;
    use aws_sdk_codepipeline::types::error::JobNotFoundException;
    use aws_smithy_types::body::SdkBody;
    use aws_smithy_types::error::ErrorMetadata;

    use super::*;
    use crate::sdk::DescribedSdkError;

    fn response(status: u16) -> HttpResponse {
        HttpResponse::new(status.try_into().unwrap(), SdkBody::empty())
    }

    fn service_error(code: &str, status: u16) -> SdkError<ErrorMetadata, HttpResponse> {
        SdkError::service_error(ErrorMetadata::builder().code(code).build(), response(status))
    }

    fn dispatch_failure(error: ConnectorError) -> SdkError<PutJobFailureResultError, HttpResponse> {
        SdkError::dispatch_failure(error)
    }

    #[test]
    fn service_errors_go_by_code_then_status() {
        for (code, status, expected) in [
            ("AccessDeniedException", 400, FailureType::PermissionError),
            ("LimitExceededException", 400, FailureType::JobFailed),
            ("LimitExceededException", 429, FailureType::SystemUnavailable),
            ("", 503, FailureType::SystemUnavailable),
            ("", 403, FailureType::PermissionError),
            ("", 400, FailureType::JobFailed),
        ] {
            assert_eq!(service_error(code, status).classify(), expected, "{code} with {status}");
        }
        let nothing = SdkError::service_error(ErrorMetadata::builder().build(), response(404));
        assert_eq!(nothing.classify(), FailureType::ConfigurationError);
    }

    #[test]
    fn modelled_errors_have_their_codes() {
        let metadata = ErrorMetadata::builder().code("JobNotFoundException").build();
        let error = JobNotFoundException::builder().meta(metadata).build();
        let error =
            SdkError::service_error(PutJobFailureResultError::JobNotFoundException(error), response(500));
        assert_eq!(error.classify(), FailureType::ConfigurationError);
    }

    #[test]
    fn a_response_that_is_not_of_http_has_no_status() {
        let error = SdkError::service_error(ErrorMetadata::builder().build(), 503_u16);
        assert_eq!(error.classify(), FailureType::JobFailed);
    }

    #[test]
    fn an_answer_that_cannot_be_read_goes_by_its_status() {
        let unreadable = |status| SdkError::<ErrorMetadata, _>::response_error("not JSON", response(status));
        assert_eq!(unreadable(200).classify(), FailureType::SystemUnavailable);
        assert_eq!(unreadable(502).classify(), FailureType::SystemUnavailable);
        assert_eq!(unreadable(403).classify(), FailureType::PermissionError);
    }

    #[test]
    fn requests_without_an_answer_go_by_what_failed() {
        let timeout: SdkError<ErrorMetadata, HttpResponse> = SdkError::timeout_error("5 s are over");
        assert_eq!(timeout.classify(), FailureType::SystemUnavailable);
        let construction: SdkError<ErrorMetadata, HttpResponse> = SdkError::construction_failure("no job id");
        assert_eq!(construction.classify(), FailureType::ConfigurationError);
        for (error, expected) in [
            (ConnectorError::io("reset".into()), FailureType::SystemUnavailable),
            (ConnectorError::timeout("slow".into()), FailureType::SystemUnavailable),
            (ConnectorError::user("not a URI".into()), FailureType::ConfigurationError),
            (
                ConnectorError::other("h2".into(), Some(ErrorKind::TransientError)),
                FailureType::SystemUnavailable,
            ),
            (
                ConnectorError::other("no".into(), Some(ErrorKind::ClientError)),
                FailureType::ConfigurationError,
            ),
            (ConnectorError::other("missing region".into(), None), FailureType::ConfigurationError),
        ] {
            let error = dispatch_failure(error);
            assert_eq!(error.classify(), expected, "{error:?}");
        }
    }

    #[test]
    fn failures_to_get_credentials_are_permission_errors() {
        for (error, expected) in [
            (CredentialsError::not_loaded_no_source(), FailureType::PermissionError),
            (CredentialsError::provider_error("no role"), FailureType::PermissionError),
            (CredentialsError::unhandled("what?"), FailureType::PermissionError),
            (CredentialsError::invalid_configuration("no such profile"), FailureType::ConfigurationError),
            (CredentialsError::provider_timed_out(Duration::from_secs(5)), FailureType::SystemUnavailable),
        ] {
            assert_eq!(error.classify(), expected, "{error:?}");
            let error = dispatch_failure(ConnectorError::other(Box::new(error), None));
            assert_eq!(error.classify(), expected, "{error:?}");
        }
    }

    #[test]
    fn sdk_errors_are_known_behind_dyn_error() {
        type BoxError = Box<dyn Error + Send + Sync>;

        let missing = JobNotFoundException::builder().message("no such job").build();
        let missing = PutJobFailureResultError::JobNotFoundException(missing);
        let boxed: BoxError = SdkError::service_error(missing, response(400)).into();
        assert_eq!(boxed.classify(), FailureType::ConfigurationError);

        let denied = ErrorMetadata::builder().code("AccessDeniedException").message("no").build();
        let denied = PutJobFailureResultError::generic(denied);
        let boxed: BoxError = SdkError::service_error(denied, response(400)).into();
        assert_eq!(boxed.classify(), FailureType::PermissionError);

        let boxed: BoxError = dispatch_failure(ConnectorError::io(io::Error::other("reset").into())).into();
        assert_eq!(boxed.classify(), FailureType::SystemUnavailable);

        let no_credentials = Box::new(CredentialsError::not_loaded_no_source());
        let boxed: BoxError = dispatch_failure(ConnectorError::other(no_credentials, None)).into();
        assert_eq!(boxed.classify(), FailureType::PermissionError);

        let timeout: SdkError<PutJobFailureResultError, HttpResponse> = SdkError::timeout_error("slow");
        let boxed: BoxError = timeout.into();
        assert_eq!(boxed.classify(), FailureType::SystemUnavailable);
    }

    #[derive(Debug)]
    struct NoCredentials;

    impl ProvideCredentials for NoCredentials {
        fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
        where
            Self: 'a,
        {
            future::ProvideCredentials::ready(Err(CredentialsError::not_loaded_no_source()))
        }
    }

    /// What clients say that cannot even begin: the real errors, of which those above are copies.
    #[test]
    fn clients_without_region_or_credentials_are_told_apart() {
        let call = |config: Builder| {
            let client = Client::from_conf(config.behavior_version(BehaviorVersion::latest()).build());
            let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
            runtime.block_on(client.get_job_details().job_id("1").send()).unwrap_err()
        };
        let region = Region::new("eu-west-1");
        let credentials = Credentials::new("id", "secret", None, None, "test");
        for (config, expected, text) in [
            (
                Config::builder().credentials_provider(credentials),
                FailureType::ConfigurationError,
                "could not send the request: Invalid Configuration: Missing Region",
            ),
            (
                Config::builder().region(region).credentials_provider(NoCredentials),
                FailureType::PermissionError,
                "could not send the request: the credential provider was not enabled",
            ),
        ] {
            let error = call(config);
            assert_eq!(error.classify(), expected, "{error:?}");
            assert_eq!(DescribedSdkError(&error).to_string(), text);
            let boxed: Box<dyn Error + Send + Sync> = error.into();
            assert_eq!(boxed.classify(), expected, "{boxed:?}");
        }
    }

    #[test]
    fn metadata_alone_goes_by_its_code() {
        let metadata = ErrorMetadata::builder().code("SlowDown").build();
        assert_eq!(metadata.classify(), FailureType::SystemUnavailable);
        assert_eq!(ErrorMetadata::builder().build().classify(), FailureType::JobFailed);
    }
}
