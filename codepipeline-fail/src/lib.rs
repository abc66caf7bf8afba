//! TODO front page

#![cfg_attr(docsrs, feature(doc_cfg))]

pub mod catalog;
mod causes;
mod classify;
mod failure;
mod failure_details;
mod failure_type;
mod job_failure;
mod redactor;
mod result_ext;
#[cfg(feature = "sdk")]
mod sdk;

#[doc(hidden)]
pub mod __private;

pub use catalog::FailureCatalog;
pub use classify::Classify;
pub use failure::Failure;
pub use failure_details::FailureDetails;
pub use failure_type::{FailureType, ParseFailureTypeError};
pub use job_failure::{AsJobFailure, JobFailure};
pub use redactor::Redactor;
pub use result_ext::{Cause, ResultExt};
#[cfg(feature = "sdk")]
pub use sdk::{
    Delivery, JobReporter, JobResult, Report, ReportError, ReportErrorKind, Reporter, Revision, Success,
};
#[cfg(feature = "sdk")]
#[doc(hidden)]
pub use sdk::DescribedSdkError;

#[cfg(feature = "derive")]
pub use codepipeline_fail_derive::JobFailure;
