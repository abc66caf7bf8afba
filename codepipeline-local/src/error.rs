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

    /// This and the next three: what the JSON services of AWS answer to a request they do not trust, with status 400
    /// ("Error handling with DynamoDB", and answers of theirs in public issue trackers). The API reference of
    /// CodePipeline does not list them.
    pub(crate) fn missing_authentication_token() -> Self {
        Self::new("MissingAuthenticationTokenException", "Missing Authentication Token")
    }

    pub(crate) fn incomplete_signature(message: impl Into<Cow<'static, str>>) -> Self {
        Self::new("IncompleteSignatureException", message)
    }

    pub(crate) fn invalid_signature(message: impl Into<Cow<'static, str>>) -> Self {
        Self::new("InvalidSignatureException", message)
    }

    pub(crate) fn unrecognized_client() -> Self {
        Self::new("UnrecognizedClientException", "The security token included in the request is invalid.")
    }

    pub(crate) fn access_denied(operation: &str) -> Self {
        Self::new(
            "AccessDeniedException",
            format!(
                "The credentials of a job's artifacts are not authorized to perform: codepipeline:{operation}"
            ),
        )
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
