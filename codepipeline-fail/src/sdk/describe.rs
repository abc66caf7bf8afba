//! Errors of AWS SDK clients, as text for people.
//!
//! Their own `Display` says "service error" or "dispatch failure" and no more, and their `Debug` says everything, with
//! the raw response and its headers. What people need lies between: code, message and request id, or what failed on the
//! way.

use std::error::Error;
use std::fmt;

use aws_sdk_codepipeline::operation::RequestId;
use aws_smithy_runtime_api::client::result::{ConnectorError, SdkError};
use aws_smithy_types::error::ErrorMetadata;
use aws_smithy_types::error::metadata::ProvideErrorMetadata;

use super::classify::as_http_response;
use crate::causes::causes;

/// Code and message of an AWS error, as far as it has them: `AccessDeniedException: User is not authorized ...`.
pub(crate) fn describe_metadata(metadata: &ErrorMetadata) -> String {
    match (metadata.code(), metadata.message()) {
        (Some(code), Some(message)) => format!("{code}: {message}"),
        (Some(text), None) | (None, Some(text)) => text.to_owned(),
        (None, None) => "an error without code or message".to_owned(),
    }
}

/// An `SdkError` whose `Display` and `Debug` say what happened.
///
/// ```
/// # use aws_smithy_runtime_api::client::result::SdkError;
/// # use aws_smithy_types::error::ErrorMetadata;
/// use codepipeline_fail::DescribedSdkError;
///
/// let metadata = ErrorMetadata::builder().code("NoSuchKey").message("The key does not exist.").build();
/// let error = SdkError::service_error(metadata, ());
/// assert_eq!(DescribedSdkError(&error).to_string(), "NoSuchKey: The key does not exist.");
/// ```
#[doc(hidden)]
pub struct DescribedSdkError<'a, E, R>(pub &'a SdkError<E, R>);

impl<E, R> fmt::Display for DescribedSdkError<'_, E, R>
where
    E: Error + ProvideErrorMetadata + 'static,
    R: fmt::Debug + 'static,
{
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let response = self.0.raw_response().and_then(as_http_response);
        let status = response.map(|response| response.status().as_u16());
        match self.0 {
            SdkError::ServiceError(context) => write_service_error(formatter, context.err().meta(), status)?,
            SdkError::DispatchFailure(context) => {
                write_dispatch_failure(formatter, context.as_connector_error())?;
            }
            SdkError::TimeoutError(_) => write_failure(formatter, "the request timed out", self.0.source())?,
            SdkError::ConstructionFailure(_) => {
                write_failure(formatter, "the request could not be made", self.0.source())?;
            }
            SdkError::ResponseError(_) => {
                write_failure(formatter, "the answer could not be read", self.0.source())?;
                if let Some(status) = status {
                    write!(formatter, " (HTTP {status})")?;
                }
            }
            // The enum is not exhaustive.
            _ => write_failure(formatter, "the request failed", self.0.source())?,
        }
        match response.and_then(RequestId::request_id).or_else(|| self.0.meta().request_id()) {
            Some(id) => write!(formatter, " (request id {id})"),
            None => Ok(()),
        }
    }
}

/// The same as `Display`.
impl<E, R> fmt::Debug for DescribedSdkError<'_, E, R>
where
    Self: fmt::Display,
{
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

/// The status stands only where no code says more.
fn write_service_error(
    formatter: &mut fmt::Formatter<'_>,
    metadata: &ErrorMetadata,
    status: Option<u16>,
) -> fmt::Result {
    match (metadata.code(), metadata.message(), status) {
        (None, None, Some(status)) => write!(formatter, "the service answered HTTP {status}"),
        (None, Some(message), Some(status)) => write!(formatter, "{message} (HTTP {status})"),
        _ => formatter.write_str(&describe_metadata(metadata)),
    }
}

fn write_dispatch_failure(formatter: &mut fmt::Formatter<'_>, error: Option<&ConnectorError>) -> fmt::Result {
    const NOT_REACHED: &str = "could not reach the service";
    const NOT_SENT: &str = "could not send the request";
    match error {
        Some(error) if error.is_io() || error.is_timeout() => {
            write_failure(formatter, NOT_REACHED, Some(error))
        }
        Some(error) if error.is_user() => write_failure(formatter, NOT_SENT, Some(error)),
        // Such an error calls itself "other".
        Some(error) => write_failure(formatter, NOT_SENT, error.source()),
        None => formatter.write_str(NOT_SENT),
    }
}

/// What failed, and after colons why, the chain of causes.
fn write_failure(
    formatter: &mut fmt::Formatter<'_>,
    what: &str,
    why: Option<&(dyn Error + 'static)>,
) -> fmt::Result {
    formatter.write_str(what)?;
    for cause in why.map(causes).unwrap_or_default() {
        write!(formatter, ": {cause}")?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::io;

    use aws_sdk_codepipeline::operation::put_job_failure_result::PutJobFailureResultError;
    use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
    use aws_smithy_types::body::SdkBody;

    use super::*;

    type PutError = SdkError<PutJobFailureResultError, HttpResponse>;

    const CANARY: &str = "canary-5f3a";

    /// A response with a secret in its headers and body.
    fn response(status: u16) -> HttpResponse {
        let mut response = HttpResponse::new(status.try_into().unwrap(), SdkBody::from(CANARY));
        response.headers_mut().insert("x-amz-security-token", CANARY);
        response
    }

    fn service_error(
        metadata: aws_smithy_types::error::metadata::Builder,
        response: HttpResponse,
    ) -> PutError {
        SdkError::service_error(PutJobFailureResultError::generic(metadata.build()), response)
    }

    /// The text, having checked what holds for every text.
    #[track_caller]
    fn described(error: &PutError) -> String {
        let text = DescribedSdkError(error).to_string();
        assert_eq!(format!("{:?}", DescribedSdkError(error)), text);
        assert!(!text.contains(CANARY), "{text}");
        assert!(!text.contains("service error") && !text.contains("dispatch failure"), "{text}");
        text
    }

    #[test]
    fn service_errors_are_code_and_message() {
        let metadata = ErrorMetadata::builder;
        for (metadata, expected) in [
            (metadata().code("SlowDown").message("Reduce your rate."), "SlowDown: Reduce your rate."),
            (metadata().code("SlowDown"), "SlowDown"),
            (metadata().message("Reduce your rate."), "Reduce your rate. (HTTP 503)"),
            (metadata(), "the service answered HTTP 503"),
        ] {
            assert_eq!(described(&service_error(metadata, response(503))), expected);
        }
    }

    #[test]
    fn the_request_id_stands_at_the_end() {
        let metadata = ErrorMetadata::builder().code("InternalFailure");
        let mut with_header = response(500);
        with_header.headers_mut().insert("x-amzn-requestid", "71c3");
        let error = service_error(metadata, with_header);
        assert_eq!(described(&error), "InternalFailure (request id 71c3)");

        let metadata = ErrorMetadata::builder().code("InternalFailure").custom("aws_request_id", "71c3");
        let error: SdkError<_, ()> = SdkError::service_error(metadata.build(), ());
        assert_eq!(DescribedSdkError(&error).to_string(), "InternalFailure (request id 71c3)");
    }

    #[test]
    fn dispatch_failures_say_what_failed() {
        let refused = io::Error::from(io::ErrorKind::ConnectionRefused);
        for (error, expected) in [
            (ConnectorError::io(refused.into()), "could not reach the service: io error: connection refused"),
            (ConnectorError::timeout("after 3 s".into()), "could not reach the service: timeout: after 3 s"),
            (ConnectorError::user("no host".into()), "could not send the request: user error: no host"),
            (ConnectorError::other("no region".into(), None), "could not send the request: no region"),
        ] {
            assert_eq!(described(&SdkError::dispatch_failure(error)), expected);
        }
    }

    #[test]
    fn other_failures_say_what_failed() {
        assert_eq!(
            described(&SdkError::timeout_error("5 s are over")),
            "the request timed out: 5 s are over"
        );
        assert_eq!(
            described(&SdkError::construction_failure("the job id is missing")),
            "the request could not be made: the job id is missing"
        );
        assert_eq!(
            described(&SdkError::response_error("not JSON", response(502))),
            "the answer could not be read: not JSON (HTTP 502)"
        );
    }

    #[test]
    fn metadata_is_described_as_far_as_it_goes() {
        let metadata = ErrorMetadata::builder();
        assert_eq!(describe_metadata(&metadata.build()), "an error without code or message");
        let metadata = ErrorMetadata::builder().code("NoSuchKey").message("gone");
        assert_eq!(describe_metadata(&metadata.build()), "NoSuchKey: gone");
    }
}
