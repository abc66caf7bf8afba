//! Every error code that AWS publishes, and the failure type that it is taken for.
//!
//! The answers were read one by one when the snapshot was made; from then on a change of the rules shows here as a
//! difference, to be read again.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

use codepipeline_fail::FailureType;
use codepipeline_fail::FailureType::{
    ConfigurationError, JobFailed, PermissionError, RevisionOutOfSync, RevisionUnavailable, SystemUnavailable,
};

const SNAPSHOT: &str = "aws-error-codes.snapshot";
const HOW_TO_UPDATE: &str = "UPDATE_SNAPSHOT=1 cargo test -p codepipeline-fail --test aws_error_codes";

fn read(file: &str) -> String {
    fs::read_to_string(data(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
}

fn data(file: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(file)
}

/// Each published code with the HTTP statuses that it comes with.
fn codes() -> Vec<(String, Vec<u16>)> {
    let read_line = |line: &str| {
        let (code, statuses) = line.split_once('\t')?;
        let statuses = statuses.split(',').map(str::parse).collect::<Result<_, _>>().ok()?;
        Some((code.to_owned(), statuses))
    };
    let text = read("aws-error-codes.tsv");
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines
        .map(|line| read_line(line).unwrap_or_else(|| panic!("not a code and its statuses: {line}")))
        .collect()
}

/// `CODE TYPE`, or where the status decides `CODE TYPE (400, 409), TYPE (500)`.
fn snapshot_line(code: &str, statuses: &[u16]) -> String {
    let mut answers = BTreeMap::<FailureType, Vec<String>>::new();
    for &status in statuses {
        let failure_type = FailureType::from_aws_error_code(code, Some(status));
        answers.entry(failure_type).or_default().push(status.to_string());
    }
    let describe = |(failure_type, statuses): (&FailureType, &Vec<String>)| match answers.len() {
        1 => failure_type.to_string(),
        _ => format!("{failure_type} ({})", statuses.join(", ")),
    };
    format!("{code} {}", answers.iter().map(describe).collect::<Vec<_>>().join(", "))
}

#[test]
fn every_published_code_has_the_failure_type_of_the_snapshot() {
    let now: String = codes().iter().map(|(code, statuses)| snapshot_line(code, statuses) + "\n").collect();
    if env::var_os("UPDATE_SNAPSHOT").is_some() {
        fs::write(data(SNAPSHOT), &now).unwrap();
    }
    let reviewed = read(SNAPSHOT);
    let difference = difference(&reviewed, &now);
    assert!(
        difference.is_empty(),
        "\n{difference}\nIf these are right, run\n    {HOW_TO_UPDATE}\nand commit the file."
    );
}

/// The lines that only one of the two has, those of the same code below each other.
fn difference(before: &str, after: &str) -> String {
    let (before, after): (BTreeSet<&str>, BTreeSet<&str>) =
        (before.lines().collect(), after.lines().collect());
    let mut difference = String::new();
    for line in before.symmetric_difference(&after) {
        let sign = if before.contains(line) { '-' } else { '+' };
        writeln!(difference, "{sign} {line}").unwrap();
    }
    difference
}

#[test]
fn the_corpus_is_whole() {
    let codes = codes();
    let distinct: BTreeSet<_> = codes.iter().map(|(code, _)| code).collect();
    assert_eq!((codes.len(), distinct.len()), (2539, 2539));
}

#[test]
fn without_a_status_a_code_means_what_it_means_with_one_or_job_failed() {
    for (code, statuses) in codes() {
        let without = FailureType::from_aws_error_code(&code, None);
        let same = |status: &u16| FailureType::from_aws_error_code(&code, Some(*status)) == without;
        assert!(without == JobFailed || statuses.iter().any(same), "{code}: {without}");
    }
}

#[test]
fn refusals_are_permission_errors_whatever_the_status() {
    let refusals = ["accessdenied", "unauthorized", "notauthorized", "forbidden"];
    let mut seen = 0;
    for (code, statuses) in codes() {
        let lower_case = code.to_ascii_lowercase();
        if refusals.iter().any(|refusal| lower_case.contains(refusal)) {
            for status in statuses {
                let failure_type = FailureType::from_aws_error_code(&code, Some(status));
                assert_eq!(failure_type, PermissionError, "{code} with {status}");
                seen += 1;
            }
        }
    }
    assert!(seen > 40, "only {seen} refusals among the codes");
}

/// Codes of services whose models have no errors or few: they are in no list that AWS publishes for machines.
#[test]
fn codes_without_a_model_have_failure_types() {
    for (code, status, expected) in [
        // Any service, from the layer in front of it:
        // https://docs.aws.amazon.com/awsstepfunctions/latest/apireference/CommonErrors.html
        ("ExpiredTokenException", 400, PermissionError),
        ("IncompleteSignature", 400, PermissionError),
        ("InternalFailure", 500, SystemUnavailable),
        ("InvalidAction", 400, ConfigurationError),
        ("InvalidClientTokenId", 403, PermissionError),
        ("NotAuthorized", 400, PermissionError),
        ("OptInRequired", 403, PermissionError),
        ("RequestExpired", 400, PermissionError),
        ("ServiceUnavailable", 503, SystemUnavailable),
        ("ThrottlingException", 400, SystemUnavailable),
        ("ValidationError", 400, ConfigurationError),
        // S3: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
        ("AccessDenied", 403, PermissionError),
        ("AllAccessDisabled", 403, PermissionError),
        ("AuthorizationHeaderMalformed", 400, ConfigurationError),
        ("ConditionalRequestConflict", 409, RevisionOutOfSync),
        ("ExpiredToken", 400, PermissionError),
        ("InternalError", 500, SystemUnavailable),
        ("InvalidAccessKeyId", 403, PermissionError),
        ("InvalidObjectState", 403, RevisionUnavailable),
        ("NoSuchBucket", 404, ConfigurationError),
        ("NoSuchKey", 404, RevisionUnavailable),
        ("NoSuchVersion", 404, RevisionUnavailable),
        ("NotFound", 404, ConfigurationError),
        ("OperationAborted", 409, JobFailed),
        ("PermanentRedirect", 301, ConfigurationError),
        ("PreconditionFailed", 412, RevisionOutOfSync),
        ("RequestTimeTooSkewed", 403, SystemUnavailable),
        ("RequestTimeout", 400, SystemUnavailable),
        ("SignatureDoesNotMatch", 403, PermissionError),
        ("SlowDown", 503, SystemUnavailable),
        // EC2: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html
        ("AuthFailure", 403, PermissionError),
        ("DependencyViolation", 400, JobFailed),
        ("IncorrectInstanceState", 400, JobFailed),
        ("InstanceLimitExceeded", 400, JobFailed),
        ("InsufficientInstanceCapacity", 500, SystemUnavailable),
        ("InvalidAMIID.NotFound", 400, ConfigurationError),
        ("InvalidGroup.Duplicate", 400, JobFailed),
        ("InvalidGroup.InUse", 400, JobFailed),
        ("InvalidInstanceID.Malformed", 400, ConfigurationError),
        ("PendingVerification", 403, JobFailed),
        ("RequestLimitExceeded", 503, SystemUnavailable),
        ("UnauthorizedOperation", 403, PermissionError),
        ("Unsupported", 400, ConfigurationError),
        ("VcpuLimitExceeded", 400, JobFailed),
    ] {
        assert_eq!(FailureType::from_aws_error_code(code, Some(status)), expected, "{code}");
    }
}

/// The codes that the AWS SDK for Rust retries as throttling, except the one that is a quota more often than a rate:
/// https://docs.rs/aws-runtime/latest/aws_runtime/retries/classifiers/constant.THROTTLING_ERRORS.html
#[test]
fn what_the_sdk_retries_is_system_unavailable() {
    for code in [
        "Throttling",
        "ThrottlingException",
        "ThrottledException",
        "RequestThrottledException",
        "TooManyRequestsException",
        "ProvisionedThroughputExceededException",
        "TransactionInProgressException",
        "RequestLimitExceeded",
        "BandwidthLimitExceeded",
        "RequestThrottled",
        "SlowDown",
        "PriorRequestNotComplete",
        "EC2ThrottledException",
        "RequestTimeout",
        "RequestTimeoutException",
    ] {
        assert_eq!(FailureType::from_aws_error_code(code, None), SystemUnavailable, "{code}");
    }
}

#[test]
fn the_code_goes_before_the_status() {
    for (code, status, expected) in [
        ("AccessDeniedException", 400, PermissionError),
        ("EC2AccessDeniedException", 502, PermissionError),
        ("InvalidSubnetIDException", 502, ConfigurationError),
        ("DBClusterQuotaExceededFault", 403, JobFailed),
        ("ResourceAlreadyExistsException", 403, JobFailed),
        ("ReservedNodeAlreadyExists", 404, JobFailed),
        ("LimitExceededException", 412, JobFailed),
        ("LimitExceededException", 429, SystemUnavailable),
        ("ServiceQuotaExceededException", 429, JobFailed),
    ] {
        assert_eq!(FailureType::from_aws_error_code(code, Some(status)), expected, "{code} with {status}");
    }
}

#[test]
fn an_unknown_code_leaves_it_to_the_status() {
    for code in ["", "Surprise", "SurpriseException", "Ünfall"] {
        for (status, expected) in [
            (301, ConfigurationError),
            (400, JobFailed),
            (401, PermissionError),
            (403, PermissionError),
            (404, ConfigurationError),
            (408, SystemUnavailable),
            (409, JobFailed),
            (412, RevisionOutOfSync),
            (429, SystemUnavailable),
            (500, SystemUnavailable),
            (599, SystemUnavailable),
            (600, JobFailed),
        ] {
            assert_eq!(
                FailureType::from_aws_error_code(code, Some(status)),
                expected,
                "{code:?} with {status}"
            );
        }
        assert_eq!(FailureType::from_aws_error_code(code, None), JobFailed, "{code:?}");
    }
}

#[test]
fn a_code_may_be_as_it_came_over_the_wire() {
    for wire in [
        "NoSuchKey",
        "aws.protocoltests.restjson#NoSuchKey",
        "NoSuchKey:http://internal.amazon.com/coral/com.amazon.coral.validate/",
        "aws.protocoltests.restjson#NoSuchKey:http://internal.amazon.com/coral/#fragment",
    ] {
        assert_eq!(FailureType::from_aws_error_code(wire, None), RevisionUnavailable, "{wire}");
    }
}
