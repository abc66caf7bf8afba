//! What an HTTP status means for a job, where nothing better is known.

use crate::FailureType;

/// The failure type that this status tells by itself, or `None` where it tells too little.
///
/// 400 is such a status: most AWS services use it for every error of theirs. So is 409, which may be a race, a name
/// that is taken, or a resource that is busy.
pub(crate) fn failure_type_of_http_status(status: u16) -> Option<FailureType> {
    match status {
        401 | 403 | 407 => Some(FailureType::PermissionError),
        // A redirect is how S3 says that a bucket is in another region.
        300..=399 | 404 | 405 | 410 | 415 | 422 => Some(FailureType::ConfigurationError),
        412 => Some(FailureType::RevisionOutOfSync),
        408 | 429 | 500..=599 => Some(FailureType::SystemUnavailable),
        _ => None,
    }
}
