//! A failure on its way through code that knows errors only: the layers of a tower service, for one.

use std::error::Error;
use std::fmt;

use super::Failure;
use crate::{Classify as _, FailureType, JobFailure};

type BoxError = Box<dyn Error + Send + Sync>;

/// What a handler, or a layer around it, may fail with: any [`JobFailure`], a [`Failure`], or a boxed error.
///
/// A boxed error becomes a failure of the type that [`Classify`](crate::Classify) tells, with its `Display` for the
/// message; a failure that was boxed comes out as it went in. `?` does not do that, because in a handler
/// [`or_classified`](crate::ResultExt::or_classified) says more: what was to be done.
///
/// ```
/// use codepipeline_fail::{FailureType, IntoFailure as _, failure};
/// use std::error::Error;
/// use std::io;
///
/// let boxed: Box<dyn Error + Send + Sync> = io::Error::from(io::ErrorKind::TimedOut).into();
/// let failure = boxed.into_failure();
/// assert_eq!(failure.failure_type(), FailureType::SystemUnavailable);
/// assert_eq!(failure.to_string(), "timed out");
///
/// let boxed: Box<dyn Error + Send + Sync> = failure!(RevisionUnavailable, "the commit is gone").into();
/// assert_eq!(boxed.into_failure().failure_type(), FailureType::RevisionUnavailable);
/// ```
pub trait IntoFailure {
    /// The failure of the job.
    fn into_failure(self) -> Failure;
}

impl<F: JobFailure + Send + Sync + 'static> IntoFailure for F {
    fn into_failure(self) -> Failure {
        self.into()
    }
}

impl IntoFailure for Failure {
    fn into_failure(self) -> Failure {
        self
    }
}

impl IntoFailure for BoxError {
    fn into_failure(self) -> Failure {
        match self.downcast::<BoxedFailure>() {
            Ok(boxed) => boxed.0,
            Err(error) => Failure(Box::new(Foreign(error))),
        }
    }
}

/// For layers around a handler, which know errors only. It has no source, for only the failure knows the secrets of its
/// causes.
impl From<Failure> for BoxError {
    fn from(failure: Failure) -> Self {
        Box::new(BoxedFailure(failure))
    }
}

/// A failure that is an error.
pub(crate) struct BoxedFailure(Failure);

impl BoxedFailure {
    pub(crate) fn failure_type(&self) -> FailureType {
        self.0.failure_type()
    }
}

impl fmt::Display for BoxedFailure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, formatter)
    }
}

impl fmt::Debug for BoxedFailure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, formatter)
    }
}

impl Error for BoxedFailure {}

/// An error that is a failure.
struct Foreign(BoxError);

impl JobFailure for Foreign {
    fn failure_type(&self) -> FailureType {
        self.0.classify()
    }

    fn fmt_message(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.0)
    }

    fn cause(&self) -> Option<&(dyn Error + 'static)> {
        self.0.source()
    }
}

#[cfg(test)]
mod tests {
    use std::io;

    use super::*;
    use crate::{ResultExt as _, failure};

    #[test]
    fn a_failure_comes_out_as_it_went_in() {
        let failure = failure!(PermissionError, "may not")
            .with_external_execution_id("run-1")
            .with_cause(io::Error::other("denied"));
        let boxed = BoxError::from(failure);
        assert_eq!(boxed.to_string(), "may not");
        assert!(boxed.source().is_none());
        let failure = boxed.into_failure();
        assert_eq!(failure.failure_type(), FailureType::PermissionError);
        assert_eq!(failure.to_string(), "may not");
        assert_eq!(failure.external_execution_id().as_deref(), Some("run-1"));
        assert_eq!(failure.cause().unwrap().to_string(), "denied");
    }

    #[test]
    fn an_error_is_classified_and_keeps_its_words_and_its_cause() {
        let failure = BoxError::from(io::Error::from(io::ErrorKind::ConnectionReset)).into_failure();
        assert_eq!(failure.failure_type(), FailureType::SystemUnavailable);
        assert_eq!(failure.to_string(), "connection reset");
        let failure = BoxError::from("out of paper").into_failure();
        assert_eq!(failure.failure_type(), FailureType::JobFailed);
        let wrapped = io::Error::other(io::Error::other(Wrapper("x".parse::<u8>().unwrap_err())));
        let failure = BoxError::from(wrapped).into_failure();
        assert_eq!(failure.failure_type(), FailureType::ConfigurationError);
        assert!(failure.cause().is_some());
    }

    #[test]
    fn a_layer_that_wraps_a_failure_keeps_its_type() {
        let inner = BoxError::from(failure!(RevisionOutOfSync, "somebody was faster"));
        let failure = BoxError::from(io::Error::other(inner)).into_failure();
        assert_eq!(failure.failure_type(), FailureType::RevisionOutOfSync);
    }

    #[test]
    fn secrets_stay_inside() {
        let error = io::Error::other("AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEYabcd");
        let failure = BoxError::from(error).into_failure();
        assert!(!format!("{failure} {failure:?}").contains("wJalr"), "{failure:?}");
    }

    #[test]
    fn a_failure_can_be_the_cause_of_another() {
        let failed: Result<(), Failure> = Err(failure!(PermissionError, "may not"));
        let failure = failed.or_classified("cannot deploy").unwrap_err();
        assert_eq!(failure.failure_type(), FailureType::PermissionError);
        assert_eq!(failure.with_causes().to_string(), "cannot deploy: may not");
    }

    #[derive(Debug)]
    struct Wrapper(std::num::ParseIntError);

    impl fmt::Display for Wrapper {
        fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            formatter.write_str("the count")
        }
    }

    impl Error for Wrapper {
        fn source(&self) -> Option<&(dyn Error + 'static)> {
            Some(&self.0)
        }
    }
}
