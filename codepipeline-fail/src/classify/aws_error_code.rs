//! What an AWS error code means for a job, told from the code's text.
//!
//! Codes are matched as text, not as types: about a third of the services model no access-denied error at all (S3, STS
//! and CodePipeline among them), a sixth no throttling, so that those reach a client as bare codes.

mod tables;

use self::tables::{CODES, PATTERNS};
use super::http_status::failure_type_of_http_status;
use crate::FailureType;

impl FailureType {
    /// The failure type that an AWS error code means, with the HTTP status it came with, if there is one.
    ///
    /// The first of these that has an answer gives it:
    ///
    /// 1. the code itself,
    /// 2. what the code begins with, ends with or contains,
    /// 3. the HTTP status,
    /// 4. otherwise [`JobFailed`](Self::JobFailed).
    ///
    /// | codes, for example | type |
    /// |---|---|
    /// | `AccessDenied`, `UnauthorizedOperation`, `ExpiredToken`, `SignatureDoesNotMatch`; HTTP 401, 403 | `PermissionError` |
    /// | `Throttling`, `SlowDown`, `InternalFailure`, `RequestTimeout`, `InsufficientInstanceCapacity`; HTTP 408, 429, 5xx | `SystemUnavailable` |
    /// | `NoSuchKey`, `InvalidObjectState`, `CommitDoesNotExistException`, `ImageNotFoundException` | `RevisionUnavailable` |
    /// | `PreconditionFailed`, `ParentCommitIdOutdatedException`, `OptimisticLockException`; HTTP 412 | `RevisionOutOfSync` |
    /// | `ValidationException`, `InvalidParameterValue`, `NoSuchBucket`, `ResourceNotFoundException`; HTTP 3xx, 404 | `ConfigurationError` |
    /// | `LimitExceededException` (but with HTTP 429 `SystemUnavailable`), `AlreadyExists`, `ResourceInUse`, everything else | `JobFailed` |
    ///
    /// A missing object, commit or image is taken for an input of the job, because that is what most jobs read:
    /// `RevisionUnavailable`. Where it is something that the configuration names, say `ConfigurationError` yourself.
    /// The bare `NotFound` stays a `ConfigurationError`: S3 says it to a HEAD request, but SNS and KMS say it too.
    ///
    /// The code may be as it came over the wire: a namespace before a `#` and a URI after a `:` are
    /// [to be ignored](https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html#operation-error-serialization).
    /// An empty code leaves the answer to the status.
    ///
    /// ```
    /// use codepipeline_fail::FailureType;
    ///
    /// let denied = FailureType::from_aws_error_code("AccessDeniedException", Some(400));
    /// assert_eq!(denied, FailureType::PermissionError);
    ///
    /// // A limit is a quota, unless the status says that it is a rate.
    /// let quota = FailureType::from_aws_error_code("LimitExceededException", Some(400));
    /// assert_eq!(quota, FailureType::JobFailed);
    /// let rate = FailureType::from_aws_error_code("LimitExceededException", Some(429));
    /// assert_eq!(rate, FailureType::SystemUnavailable);
    ///
    /// let wire = "com.amazonaws.codepipeline#ValidationException:http://example.com/";
    /// let invalid = FailureType::from_aws_error_code(wire, None);
    /// assert_eq!(invalid, FailureType::ConfigurationError);
    ///
    /// assert_eq!(FailureType::from_aws_error_code("", Some(503)), FailureType::SystemUnavailable);
    /// ```
    #[must_use]
    pub fn from_aws_error_code(code: &str, http_status: Option<u16>) -> Self {
        let code = without_namespace_and_uri(code);
        by_code(code)
            .or_else(|| by_pattern(without_last_word(code), http_status))
            .or_else(|| http_status.and_then(failure_type_of_http_status))
            .unwrap_or(Self::JobFailed)
    }
}

fn by_code(code: &str) -> Option<FailureType> {
    first_with(CODES, |listed| listed == code)
}

fn by_pattern(code: &str, http_status: Option<u16>) -> Option<FailureType> {
    if http_status == Some(429) && matches("*LimitExceeded*", code) {
        return Some(FailureType::SystemUnavailable);
    }
    first_with(PATTERNS, |pattern| matches(pattern, code))
}

fn first_with(table: &[(FailureType, &[&str])], fits: impl Fn(&str) -> bool) -> Option<FailureType> {
    table
        .iter()
        .find(|(_, entries)| entries.iter().any(|entry| fits(entry)))
        .map(|&(failure_type, _)| failure_type)
}

fn without_namespace_and_uri(code: &str) -> &str {
    let code = code.split_once(':').map_or(code, |(code, _uri)| code);
    code.split_once('#').map_or(code, |(_namespace, code)| code).trim()
}

fn without_last_word(code: &str) -> &str {
    ["Exception", "Error", "Fault"].iter().find_map(|word| code.strip_suffix(word)).unwrap_or(code)
}

/// Whether `code` is `pattern`, in which each `*` stands for any text; ASCII letters of either case are the same.
fn matches(pattern: &str, code: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern.eq_ignore_ascii_case(code),
        Some((start, rest)) => {
            let begins = code.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start));
            begins
                && (start.len()..=code.len())
                    .any(|end| code.get(end..).is_some_and(|tail| matches(rest, tail)))
        }
    }
}
