use std::error::Error;
use std::fmt::Display;

use crate::{Classify, Failure, FailureType};

/// Turns the error of a [`Result`] into a [`Failure`], where it does not say itself how it fails a job.
///
/// ```
/// use codepipeline_fail::{Failure, FailureType, ResultExt};
/// use std::fs;
///
/// fn settings() -> Result<String, Failure> {
///     // An I/O error classifies itself: a missing file is a ConfigurationError, a refusal a PermissionError.
///     fs::read_to_string("no such file").or_classified("cannot read the settings")
/// }
///
/// let failure = settings().unwrap_err();
/// assert_eq!(failure.failure_type(), FailureType::ConfigurationError);
/// ```
pub trait ResultExt<T, E> {
    /// Fails with this type and message. The error becomes the failure's [`cause`](crate::JobFailure::cause): it goes
    /// to the log, not into the message.
    ///
    /// # Errors
    /// The failure, if this is an `Err`.
    ///
    /// ```
    /// use codepipeline_fail::{FailureType, ResultExt};
    ///
    /// let failure = "eighty"
    ///     .parse::<u16>()
    ///     .or_fail(FailureType::ConfigurationError, "the port is not a number")
    ///     .unwrap_err();
    /// assert_eq!(failure.to_string(), "the port is not a number");
    /// ```
    fn or_fail(self, failure_type: FailureType, message: impl Display) -> Result<T, Failure>
    where
        E: Cause;

    /// Fails with this message and the type that the error [classifies](Classify) as.
    ///
    /// # Errors
    /// The failure, if this is an `Err`.
    ///
    /// ```
    /// use codepipeline_fail::{FailureType, ResultExt};
    /// use std::io;
    ///
    /// let refused = Err::<(), _>(io::Error::from(io::ErrorKind::ConnectionRefused));
    /// let failure = refused.or_classified("the registry does not answer").unwrap_err();
    /// assert_eq!(failure.failure_type(), FailureType::SystemUnavailable);
    /// ```
    fn or_classified(self, message: impl Display) -> Result<T, Failure>
    where
        E: Classify + Cause;
}

impl<T, E> ResultExt<T, E> for Result<T, E> {
    fn or_fail(self, failure_type: FailureType, message: impl Display) -> Result<T, Failure>
    where
        E: Cause,
    {
        self.map_err(|error| Failure::new(failure_type, message.to_string()).with_cause(error.into_cause()))
    }

    fn or_classified(self, message: impl Display) -> Result<T, Failure>
    where
        E: Classify + Cause,
    {
        self.map_err(|error| {
            let failure_type = error.classify();
            Failure::new(failure_type, message.to_string()).with_cause(error.into_cause())
        })
    }
}

/// What can be the cause of a [`Failure`]: everything that `?` turns into a `Box<dyn Error + Send + Sync>`.
///
/// ```
/// use codepipeline_fail::{FailureType, ResultExt};
///
/// let boxed: Result<(), Box<dyn std::error::Error + Send + Sync>> = Err("out of paper".into());
/// assert!(boxed.or_fail(FailureType::JobFailed, "cannot print").is_err());
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the cause of a failure",
    label = "`{Self}` is not an error that can be sent between threads: it needs `std::error::Error + Send + Sync + \
             'static`; or drop it with `.map_err(|error| failure!(JobFailed, \"...\"))`"
)]
pub trait Cause {
    /// The error, boxed.
    fn into_cause(self) -> Box<dyn Error + Send + Sync>;
}

#[diagnostic::do_not_recommend]
impl<E: Into<Box<dyn Error + Send + Sync>>> Cause for E {
    fn into_cause(self) -> Box<dyn Error + Send + Sync> {
        self.into()
    }
}
