use std::error::Error;
use std::fmt;

use crate::{Failure, FailureType};

/// An error that knows how it fails a CodePipeline job.
///
/// [`#[derive(JobFailure)]`](derive@crate::JobFailure) writes it; by hand it looks like this:
///
/// ```
/// use codepipeline_fail::{FailureDetails, FailureType, JobFailure};
/// use std::fmt;
///
/// struct QuotaExceeded { limit: u32 }
///
/// impl JobFailure for QuotaExceeded {
///     fn failure_type(&self) -> FailureType {
///         FailureType::SystemUnavailable
///     }
///
///     fn fmt_message(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
///         write!(formatter, "more than {} deployments a day", self.limit)
///     }
/// }
///
/// let details = FailureDetails::of(&QuotaExceeded { limit: 10 });
/// assert_eq!(details.message(), "more than 10 deployments a day");
/// ```
///
/// The trait has no supertrait: it need not be an [`Error`], and it can be made into a trait object.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not say how it fails a CodePipeline job",
    label = "`{Self}` is no `JobFailure`: add `#[derive(JobFailure)]` to it, or make it a failure here with \
             `.or_fail(failure_type, message)` or `.or_classified(message)`"
)]
pub trait JobFailure {
    /// Which of the six failure types is reported.
    fn failure_type(&self) -> FailureType;

    /// Writes the message that the pipeline's people will read.
    ///
    /// What leaves is a [`FailureDetails`](crate::FailureDetails), which cuts and cleans this text; nothing has to be
    /// done for the API's limits here.
    ///
    /// # Errors
    /// Where the formatter returns one.
    fn fmt_message(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result;

    /// The id of the run in the system that did the work, for example a build number. `None` reports none.
    ///
    /// CodePipeline puts it into the action type's `executionUrlTemplate`, so a text that is safe in a URL serves
    /// best.
    fn external_execution_id(&self) -> Option<String> {
        None
    }

    /// The error that caused this one. It goes to the log, and into the message only where the failure asks for it.
    fn cause(&self) -> Option<&(dyn Error + 'static)> {
        None
    }

    /// Calls `visit` with each secret that this failure holds, so that a [`Redactor`](crate::Redactor) can remove
    /// it from everything that leaves, whatever text it got into.
    fn visit_secrets(&self, visit: &mut dyn FnMut(&dyn fmt::Display)) {
        let _ = visit;
    }
}

#[diagnostic::do_not_recommend]
impl<F: JobFailure + ?Sized> JobFailure for Box<F> {
    fn failure_type(&self) -> FailureType {
        (**self).failure_type()
    }

    fn fmt_message(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt_message(formatter)
    }

    fn external_execution_id(&self) -> Option<String> {
        (**self).external_execution_id()
    }

    fn cause(&self) -> Option<&(dyn Error + 'static)> {
        (**self).cause()
    }

    fn visit_secrets(&self, visit: &mut dyn FnMut(&dyn fmt::Display)) {
        (**self).visit_secrets(visit);
    }
}

/// What can be seen as a [`JobFailure`]: every type that is one, and [`Failure`].
///
/// A [`Failure`] cannot be a [`JobFailure`] itself, because `?` makes it from every one of those; this trait lets a
/// function take both.
///
/// ```
/// use codepipeline_fail::{AsJobFailure, Failure, FailureType, failure};
///
/// fn is_worth_another_try(failure: &impl AsJobFailure) -> bool {
///     failure.as_job_failure().failure_type() == FailureType::SystemUnavailable
/// }
///
/// let failure: Failure = failure!(SystemUnavailable, "the build farm is full");
/// assert!(is_worth_another_try(&failure));
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not say how it fails a CodePipeline job",
    label = "`{Self}` is no `JobFailure`: add `#[derive(JobFailure)]` to it, or make it a failure first with \
             `.or_fail(failure_type, message)` or `.or_classified(message)`"
)]
pub trait AsJobFailure {
    /// The failure, behind a reference.
    fn as_job_failure(&self) -> &dyn JobFailure;
}

impl<F: JobFailure> AsJobFailure for F {
    fn as_job_failure(&self) -> &dyn JobFailure {
        self
    }
}

#[diagnostic::do_not_recommend]
impl AsJobFailure for Failure {
    fn as_job_failure(&self) -> &dyn JobFailure {
        &**self
    }
}

macro_rules! as_job_failure_for_trait_objects {
    ($($object:ty),*) => {$(
        #[diagnostic::do_not_recommend]
        impl AsJobFailure for $object {
            fn as_job_failure(&self) -> &dyn JobFailure {
                self
            }
        }
    )*};
}

as_job_failure_for_trait_objects!(
    dyn JobFailure + '_,
    dyn JobFailure + Send + '_,
    dyn JobFailure + Send + Sync + '_
);
