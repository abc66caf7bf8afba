//! What the SDK adds.

mod classify;
pub(crate) mod client;
mod convert;
mod describe;
pub(crate) mod reporter;

pub(crate) use classify::{failure_type_of_connector_error, failure_type_of_credentials_error};
pub use describe::DescribedSdkError;
pub(crate) use describe::describe_metadata;
pub use reporter::{
    Delivery, JobReporter, JobResult, Report, ReportError, ReportErrorKind, Reporter, Revision, Success,
};
