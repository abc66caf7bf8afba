//! What the SDK adds.

mod classify;
mod describe;

pub(crate) use classify::{failure_type_of_connector_error, failure_type_of_credentials_error};
pub use describe::DescribedSdkError;
pub(crate) use describe::describe_metadata;
