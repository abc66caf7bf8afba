//! The failure type of errors that do not say it themselves.

mod aws_error_code;
mod boxed_sdk_error;
pub(crate) mod http_status;
mod io_error;
mod known_errors;

use std::error::Error;
use std::io;

use crate::{Failure, FailureType, JobFailure};

/// How many errors of a chain are looked at, so that one which runs in a circle ends.
const LONGEST_CHAIN: usize = 64;

/// An error from which a failure type can be told: every [`JobFailure`], and the foreign errors that workers meet.
///
/// `#[failure(inherit)]` and [`or_classified`](crate::ResultExt::or_classified) take the type from here.
///
/// ```
/// use codepipeline_fail::{Classify, FailureType};
/// use std::io;
///
/// let refused = io::Error::from(io::ErrorKind::ConnectionRefused);
/// assert_eq!(refused.classify(), FailureType::SystemUnavailable);
///
/// let port = "http".parse::<u16>().unwrap_err();
/// assert_eq!(port.classify(), FailureType::ConfigurationError);
/// ```
///
/// | error | failure type |
/// |---|---|
/// | any [`JobFailure`] | its own |
/// | `std::io::Error` | `PermissionDenied`, `ReadOnlyFilesystem`: `PermissionError` |
/// | | `NotFound`, `NotADirectory`, `IsADirectory`, `InvalidFilename`, `InvalidInput`, `Unsupported`, `ArgumentListTooLong`: `ConfigurationError` |
/// | | a connection that fails, a timeout, a full disk, a busy resource, no memory: `SystemUnavailable` |
/// | | other kinds (`InvalidData`, `UnexpectedEof`, `Other`, ...): what the error inside says, otherwise `JobFailed` |
/// | text that does not parse (`ParseIntError`, `AddrParseError`, `Utf8Error`, ...), `std::env::VarError` | `ConfigurationError` |
/// | `std::time::SystemTimeError` (the host's clock) | `SystemUnavailable` |
/// | `dyn Error`, `Box<dyn Error>`, `anyhow::Error` (feature `anyhow`) | of the first error in its chain of sources that this table knows |
/// | `serde_json::Error` (feature `serde_json`) | `ConfigurationError`; where reading failed, as `std::io::Error` |
/// | `reqwest::Error` (feature `reqwest`) | a timeout, no connection, HTTP 408, 429, 5xx: `SystemUnavailable` |
/// | | HTTP 401, 403: `PermissionError`; HTTP 412: `RevisionOutOfSync` |
/// | | a request that cannot be built, a redirect, HTTP 400, 404, 405, 410, 415, 422: `ConfigurationError` |
/// | `tokio::task::JoinError` (feature `sdk`) | cancelled: `SystemUnavailable`; panicked: `JobFailed` |
/// | `tokio::time::error::Elapsed` (feature `sdk`) | `SystemUnavailable` |
/// | `Elapsed`, `Overloaded` of tower (feature `tower`) | `SystemUnavailable` |
/// | `SdkError` of any AWS service (feature `sdk`) | the [error code](FailureType::from_aws_error_code), then the HTTP status |
/// | | a timeout, no connection, an answer that cannot be read: `SystemUnavailable` |
/// | | no credentials: `PermissionError`; otherwise a request that could not be made: `ConfigurationError` |
/// | everything else | `JobFailed` |
///
/// So the table takes what a job parses for its configuration, and a file that it misses for one that the configuration
/// names. Where that is wrong (the file came out of an input artifact, the JSON from a service), name the type:
/// [`or_fail`](crate::ResultExt::or_fail), `#[failure(RevisionUnavailable)]`.
///
/// An error of your own that is not a [`JobFailure`] can implement this trait:
///
/// ```
/// use codepipeline_fail::{Classify, FailureType, ResultExt};
///
/// #[derive(Debug)]
/// struct FarmError { queue_is_full: bool }
///
/// impl std::fmt::Display for FarmError {
///     fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
///         formatter.write_str("the build farm refused the job")
///     }
/// }
///
/// impl std::error::Error for FarmError {}
///
/// impl Classify for FarmError {
///     fn classify(&self) -> FailureType {
///         if self.queue_is_full { FailureType::SystemUnavailable } else { FailureType::JobFailed }
///     }
/// }
///
/// let refused: Result<(), _> = Err(FarmError { queue_is_full: true });
/// let failure = refused.or_classified("cannot start the build").unwrap_err();
/// assert_eq!(failure.failure_type(), FailureType::SystemUnavailable);
/// ```
///
/// Behind `dyn Error` such a type is lost, and so is that of a [`JobFailure`] that is no [`Failure`]: classify before
/// boxing.
#[diagnostic::on_unimplemented(
    message = "no failure type can be told from `{Self}`",
    label = "`{Self}` is not classified: name a failure type instead, with `.or_fail(failure_type, message)`, or \
             implement `Classify` for it",
    note = "errors of serde_json, reqwest and anyhow are classified if the features of those names are on"
)]
pub trait Classify {
    /// The failure type that says best what this error means for a job.
    fn classify(&self) -> FailureType;
}

#[diagnostic::do_not_recommend]
impl<F: JobFailure + ?Sized> Classify for F {
    fn classify(&self) -> FailureType {
        self.failure_type()
    }
}

impl Classify for Failure {
    fn classify(&self) -> FailureType {
        self.failure_type()
    }
}

macro_rules! classify_boxed_errors {
    ($($object:ty),*) => {$(
        /// By the first error in the chain of sources that is known.
        impl Classify for $object {
            fn classify(&self) -> FailureType {
                first_known(self).unwrap_or(FailureType::JobFailed)
            }
        }

        /// By the first error in the chain of sources that is known.
        impl Classify for Box<$object> {
            fn classify(&self) -> FailureType {
                (**self).classify()
            }
        }
    )*};
}

classify_boxed_errors!(dyn Error, dyn Error + Send, dyn Error + Send + Sync);

/// By the first error in the chain of sources that is known; context does not count.
///
/// ```
/// use anyhow::Context;
/// use codepipeline_fail::{Classify, FailureType};
///
/// let error = std::fs::read("no such file").context("cannot read the template").unwrap_err();
/// assert_eq!(error.classify(), FailureType::ConfigurationError);
/// ```
#[cfg(feature = "anyhow")]
#[cfg_attr(docsrs, doc(cfg(feature = "anyhow")))]
impl Classify for anyhow::Error {
    fn classify(&self) -> FailureType {
        (**self).classify()
    }
}

/// The failure type of the outermost error in this chain that tells one.
pub(crate) fn first_known(error: &(dyn Error + 'static)) -> Option<FailureType> {
    std::iter::successors(Some(error), |&error| behind(error))
        .take(LONGEST_CHAIN)
        .find_map(|error| known_errors::failure_type(error).or_else(|| boxed_sdk_error::failure_type(error)))
}

/// The next error of a chain. An I/O error gives the source of the error that it wraps for its own source, and skips
/// that error.
fn behind<'a>(error: &'a (dyn Error + 'static)) -> Option<&'a (dyn Error + 'static)> {
    match error.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
        Some(wrapped) => Some(wrapped),
        None => error.source(),
    }
}

#[cfg(test)]
mod tests;
