//! What the API answers when it refuses a request.

use std::borrow::Cow;

/// A refusal: the error's shape name, the HTTP status and the message.
///
/// The texts of the job errors are those of the API reference: what the service says at run time is not published.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ApiError {
    pub code: &'static str,
    pub status: u16,
    pub message: Cow<'static, str>,
}

impl ApiError {
    /// Every error of the job API is a client's, without a status of its own in the model: so 400.
    fn new(code: &'static str, message: impl Into<Cow<'static, str>>) -> Self {
        Self { code, status: 400, message: message.into() }
    }

    pub(crate) fn validation(message: impl Into<Cow<'static, str>>) -> Self {
        Self::new("ValidationException", message)
    }

    pub(crate) fn serialization(message: impl Into<Cow<'static, str>>) -> Self {
        Self::new("SerializationException", message)
    }

    pub(crate) fn unknown_operation(message: &'static str) -> Self {
        Self::new("UnknownOperationException", message)
    }

    pub(crate) fn too_large() -> Self {
        let message = "The request is longer than this endpoint reads";
        Self { status: 413, ..Self::new("RequestEntityTooLargeException", message) }
    }

    pub(crate) fn action_type_not_found(message: String) -> Self {
        Self::new("ActionTypeNotFoundException", message)
    }

    pub(crate) fn job_not_found() -> Self {
        Self::new("JobNotFoundException", "The job was specified in an invalid format or cannot be found.")
    }

    pub(crate) fn invalid_job() -> Self {
        Self::new("InvalidJobException", "The job was specified in an invalid format or cannot be found.")
    }

    pub(crate) fn invalid_job_state() -> Self {
        Self::new("InvalidJobStateException", "The job state was specified in an invalid format.")
    }

    pub(crate) fn invalid_nonce() -> Self {
        Self::new("InvalidNonceException", "The nonce was specified in an invalid format.")
    }

    pub(crate) fn invalid_client_token() -> Self {
        Self::new("InvalidClientTokenException", "The client token was specified in an invalid format.")
    }

    pub(crate) fn output_variables_size_exceeded() -> Self {
        Self::new(
            "OutputVariablesSizeExceededException",
            "Exceeded the total size limit for all variables in the pipeline.",
        )
    }
}
