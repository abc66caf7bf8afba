mod boxed;

use std::borrow::Cow;
use std::error::Error;
use std::fmt;
use std::ops::Deref;

pub(crate) use boxed::BoxedFailure;
pub use boxed::IntoFailure;

use crate::causes::{append_causes, causes};
use crate::{FailureDetails, FailureType, JobFailure, Redactor};

/// Any [`JobFailure`], boxed: what `?` converts to in a job.
///
/// ```
/// use codepipeline_fail::{Failure, FailureType, ResultExt, failure};
///
/// fn port(configured: &str) -> Result<u16, Failure> {
///     let port: u16 = configured
///         .parse()
///         .or_fail(FailureType::ConfigurationError, "the port is not a number")?;
///     if port < 1024 {
///         return Err(failure!(ConfigurationError, "port {port} is reserved"));
///     }
///     Ok(port)
/// }
///
/// let failure = port("80").unwrap_err();
/// assert_eq!(failure.failure_type(), FailureType::ConfigurationError);
/// assert_eq!(failure.to_string(), "port 80 is reserved");
/// assert_eq!(port("http").unwrap_err().to_string(), "the port is not a number");
/// ```
///
/// Everything that the failure is, its methods say through [`JobFailure`], to which it dereferences. `Display` writes
/// the message as it would be sent, `Debug` adds type and causes; neither shows a secret.
pub struct Failure(Box<dyn JobFailure + Send + Sync>);

impl Failure {
    /// A failure of this type with this message.
    ///
    /// [`failure!`](crate::failure!) is shorter where the message is a format string.
    ///
    /// ```
    /// use codepipeline_fail::{Failure, FailureType};
    ///
    /// let failure = Failure::new(FailureType::JobFailed, "2 of 40 tests failed");
    /// assert_eq!(failure.to_string(), "2 of 40 tests failed");
    /// ```
    #[must_use]
    pub fn new(failure_type: FailureType, message: impl Into<Cow<'static, str>>) -> Self {
        Self(Box::new(Stated { failure_type, message: message.into() }))
    }

    /// The same failure with this external execution id.
    ///
    /// ```
    /// use codepipeline_fail::failure;
    ///
    /// let failure = failure!(JobFailed, "the build is red").with_external_execution_id("build-7");
    /// assert_eq!(failure.external_execution_id().as_deref(), Some("build-7"));
    /// ```
    #[must_use]
    pub fn with_external_execution_id(self, id: impl Into<String>) -> Self {
        Self(Box::new(Amended { external_execution_id: Some(id.into()), ..Amended::new(self) }))
    }

    /// The same failure with this cause. The log shows it; the message only after [`with_causes`](Self::with_causes).
    ///
    /// ```
    /// use codepipeline_fail::failure;
    ///
    /// let cause = "x".parse::<u8>().unwrap_err();
    /// let failure = failure!(ConfigurationError, "no such port").with_cause(cause);
    /// assert!(failure.cause().is_some());
    /// ```
    #[must_use]
    pub fn with_cause(self, cause: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self(Box::new(Amended { cause: Some(cause.into()), ..Amended::new(self) }))
    }

    /// The same failure with its chain of causes appended to the message, each once.
    ///
    /// Causes are written for programmers and can say more than should leave; known secrets are removed all the same.
    ///
    /// ```
    /// use codepipeline_fail::{FailureType, ResultExt};
    ///
    /// let failure = "x"
    ///     .parse::<u8>()
    ///     .or_fail(FailureType::ConfigurationError, "no such port")
    ///     .unwrap_err()
    ///     .with_causes();
    /// assert_eq!(failure.to_string(), "no such port: invalid digit found in string");
    /// ```
    #[must_use]
    pub fn with_causes(self) -> Self {
        Self(Box::new(Amended { show_causes: true, ..Amended::new(self) }))
    }
}

impl<F: JobFailure + Send + Sync + 'static> From<F> for Failure {
    fn from(failure: F) -> Self {
        Self(Box::new(failure))
    }
}

impl Deref for Failure {
    type Target = dyn JobFailure + Send + Sync;

    fn deref(&self) -> &Self::Target {
        &*self.0
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(FailureDetails::of(self).message())
    }
}

/// For a program whose `main` returns a failure, and for the log: type, message and causes, without secrets.
impl fmt::Debug for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let redactor = Redactor::new().with_secrets_of(self);
        write!(formatter, "{}: {self}", self.failure_type())?;
        if let Some(cause) = self.cause() {
            formatter.write_str("\n\nCaused by:")?;
            for cause in causes(cause) {
                write!(formatter, "\n    {}", redactor.redact(&cause))?;
            }
        }
        Ok(())
    }
}

/// A failure made on the spot.
struct Stated {
    failure_type: FailureType,
    message: Cow<'static, str>,
}

impl JobFailure for Stated {
    fn failure_type(&self) -> FailureType {
        self.failure_type
    }

    fn fmt_message(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

/// A failure to which its handler added something.
struct Amended {
    failure: Failure,
    external_execution_id: Option<String>,
    cause: Option<Box<dyn Error + Send + Sync>>,
    show_causes: bool,
}

impl Amended {
    fn new(failure: Failure) -> Self {
        Self { failure, external_execution_id: None, cause: None, show_causes: false }
    }
}

impl JobFailure for Amended {
    fn failure_type(&self) -> FailureType {
        self.failure.failure_type()
    }

    fn fmt_message(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.show_causes {
            append_causes(formatter, &|formatter| self.failure.fmt_message(formatter), self.cause())
        } else {
            self.failure.fmt_message(formatter)
        }
    }

    fn external_execution_id(&self) -> Option<String> {
        self.external_execution_id.clone().or_else(|| self.failure.external_execution_id())
    }

    fn cause(&self) -> Option<&(dyn Error + 'static)> {
        match &self.cause {
            Some(cause) => Some(&**cause),
            None => self.failure.cause(),
        }
    }

    fn visit_secrets(&self, visit: &mut dyn FnMut(&dyn fmt::Display)) {
        self.failure.visit_secrets(visit);
    }
}

/// Makes a [`Failure`] on the spot: a failure type, then what `format!` takes.
///
/// ```
/// use codepipeline_fail::failure;
///
/// let stack = "orders";
/// let failure = failure!(JobFailed, "stack {stack} rolled back after {} minutes", 12);
/// assert_eq!(failure.to_string(), "stack orders rolled back after 12 minutes");
/// ```
///
/// It is an expression: `return Err(failure!(...))` ends a job with it.
#[macro_export]
macro_rules! failure {
    ($failure_type:ident, $($message:tt)+) => {
        $crate::Failure::new($crate::FailureType::$failure_type, $crate::__private::format!($($message)+))
    };
    ($failure_type:ident $(,)?) => {
        $crate::__private::compile_error!(
            "the message is missing\n\nhelp: write it after the failure type: `failure!(JobFailed, \"...\")`"
        )
    };
    ($first:ident :: $($rest:tt)*) => {
        $crate::__private::compile_error!(
            "the failure type is written with a path\n\nhelp: write only its name: `failure!(JobFailed, \"...\")`"
        )
    };
    ($($message:tt)*) => {
        $crate::__private::compile_error!(
            "the failure type is missing\n\nhelp: write it first: `failure!(JobFailed, \"...\")`; CodePipeline knows \
             JobFailed, ConfigurationError, PermissionError, RevisionOutOfSync, RevisionUnavailable and \
             SystemUnavailable"
        )
    };
}
