//! The foreign errors whose failure type is known, each with its rule. This one table makes both the `Classify`
//! implementations and what is recognised behind `dyn Error`.

use std::error::Error;

use super::io_error::failure_type_of_io_error_kind;
use super::{Classify, first_known};
use crate::FailureType;
use crate::FailureType::ConfigurationError;
#[cfg(feature = "sdk")]
use crate::FailureType::JobFailed;
use crate::FailureType::SystemUnavailable;
use crate::failure::BoxedFailure;

/// A row is: the feature that brings the type, if any; the type; how it is classified, in words and as a rule. A rule
/// that answers `None` leaves the question to the error's source.
macro_rules! known_errors {
    ($($(if $feature:literal)? $error:ty: $words:literal, $rule:expr;)*) => {
        $(
            #[doc = $words]
            $(#[cfg(feature = $feature)] #[cfg_attr(docsrs, doc(cfg(feature = $feature)))])?
            impl Classify for $error {
                fn classify(&self) -> FailureType {
                    first_known(self).unwrap_or(FailureType::JobFailed)
                }
            }
        )*

        /// What this error tells by itself, if it is one of the table.
        pub(super) fn failure_type(error: &(dyn Error + 'static)) -> Option<FailureType> {
            if let Some(failure) = error.downcast_ref::<BoxedFailure>() {
                return Some(failure.failure_type());
            }
            $(
                $(#[cfg(feature = $feature)])?
                if let Some(error) = error.downcast_ref::<$error>() {
                    let rule: fn(&$error) -> Option<FailureType> = $rule;
                    return rule(error);
                }
            )*
            None
        }
    };
}

known_errors! {
    std::io::Error: "By its kind; where that says little, by the error that it wraps.",
        |error| failure_type_of_io_error_kind(error.kind());

    std::env::VarError: "`ConfigurationError`: what the worker is told by its environment is configuration.",
        |_| Some(ConfigurationError);
    std::num::ParseIntError: "`ConfigurationError`: what jobs parse is configuration.", |_| Some(ConfigurationError);
    std::num::ParseFloatError: "`ConfigurationError`: what jobs parse is configuration.", |_| Some(ConfigurationError);
    std::num::TryFromIntError: "`ConfigurationError`: what jobs parse is configuration.", |_| Some(ConfigurationError);
    std::str::ParseBoolError: "`ConfigurationError`: what jobs parse is configuration.", |_| Some(ConfigurationError);
    std::char::ParseCharError: "`ConfigurationError`: what jobs parse is configuration.", |_| Some(ConfigurationError);
    std::str::Utf8Error: "`ConfigurationError`: what jobs parse is configuration.", |_| Some(ConfigurationError);
    std::string::FromUtf8Error: "`ConfigurationError`: what jobs parse is configuration.", |_| Some(ConfigurationError);
    std::net::AddrParseError: "`ConfigurationError`: what jobs parse is configuration.", |_| Some(ConfigurationError);
    crate::ParseFailureTypeError: "`ConfigurationError`: what jobs parse is configuration.", |_| Some(ConfigurationError);

    std::time::SystemTimeError: "`SystemUnavailable`: the host's clock is wrong.", |_| Some(SystemUnavailable);

    if "serde_json" serde_json::Error: "`ConfigurationError`; where reading failed, as the I/O error.",
        |error| match error.io_error_kind() {
            Some(kind) => failure_type_of_io_error_kind(kind),
            None => Some(ConfigurationError),
        };

    if "reqwest" reqwest::Error: "By the HTTP status, if there is one, otherwise by what failed.", reqwest_error;

    if "sdk" tokio::task::JoinError: "Cancelled: `SystemUnavailable`, panicked: `JobFailed`.",
        |error| Some(if error.is_cancelled() { SystemUnavailable } else { JobFailed });
    if "sdk" tokio::time::error::Elapsed: "`SystemUnavailable`.", |_| Some(SystemUnavailable);

    if "tower" tower::timeout::error::Elapsed: "`SystemUnavailable`.", |_| Some(SystemUnavailable);
    if "tower" tower::load_shed::error::Overloaded: "`SystemUnavailable`.", |_| Some(SystemUnavailable);

    if "sdk" aws_smithy_types::error::ErrorMetadata: "By its [error code](FailureType::from_aws_error_code).",
        |error| error.code().map(|code| FailureType::from_aws_error_code(code, None));
    if "sdk" aws_smithy_runtime_api::client::result::ConnectorError: "No connection, a timeout: `SystemUnavailable`; no \
        credentials: `PermissionError`; otherwise the request could not be made: `ConfigurationError`.",
        crate::sdk::failure_type_of_connector_error;
    if "sdk" aws_credential_types::provider::error::CredentialsError: "`PermissionError`, but a provider that timed out \
        `SystemUnavailable`, one that is badly configured `ConfigurationError`.",
        crate::sdk::failure_type_of_credentials_error;
}

#[cfg(feature = "reqwest")]
fn reqwest_error(error: &reqwest::Error) -> Option<FailureType> {
    if let Some(status) = error.status() {
        // Unlike AWS, the web uses 400 for requests that are wrong and for little else.
        let bad_request = (status.as_u16() == 400).then_some(ConfigurationError);
        return bad_request.or_else(|| super::http_status::failure_type_of_http_status(status.as_u16()));
    }
    if error.is_timeout() || error.is_connect() {
        Some(SystemUnavailable)
    } else if error.is_builder() || error.is_redirect() {
        Some(ConfigurationError)
    } else {
        // A request or body that broke off has the I/O error behind it.
        None
    }
}
