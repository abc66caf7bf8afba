use std::fmt;
use std::io::ErrorKind;

use super::*;

/// An error of somebody else, which nothing is known about.
#[derive(Debug)]
struct Unknown {
    text: &'static str,
    source: Option<Box<dyn Error + Send + Sync>>,
}

impl fmt::Display for Unknown {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.text)
    }
}

impl Error for Unknown {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}

fn unknown(text: &'static str) -> Box<dyn Error + Send + Sync> {
    Box::new(Unknown { text, source: None })
}

fn wrapped(
    text: &'static str,
    source: impl Into<Box<dyn Error + Send + Sync>>,
) -> Box<dyn Error + Send + Sync> {
    Box::new(Unknown { text, source: Some(source.into()) })
}

fn not_a_number() -> std::num::ParseIntError {
    "x".parse::<u8>().unwrap_err()
}

#[test]
fn io_errors_go_by_their_kind() {
    for (kind, expected) in [
        (ErrorKind::PermissionDenied, FailureType::PermissionError),
        (ErrorKind::ReadOnlyFilesystem, FailureType::PermissionError),
        (ErrorKind::NotFound, FailureType::ConfigurationError),
        (ErrorKind::IsADirectory, FailureType::ConfigurationError),
        (ErrorKind::InvalidInput, FailureType::ConfigurationError),
        (ErrorKind::ConnectionRefused, FailureType::SystemUnavailable),
        (ErrorKind::TimedOut, FailureType::SystemUnavailable),
        (ErrorKind::StorageFull, FailureType::SystemUnavailable),
        (ErrorKind::InvalidData, FailureType::JobFailed),
        (ErrorKind::UnexpectedEof, FailureType::JobFailed),
        (ErrorKind::Other, FailureType::JobFailed),
    ] {
        assert_eq!(io::Error::from(kind).classify(), expected, "{kind:?}");
        assert_eq!(io::Error::new(kind, "with a text").classify(), expected, "{kind:?}");
    }
}

#[test]
fn an_io_error_of_an_empty_kind_goes_by_the_error_that_it_wraps() {
    assert_eq!(io::Error::other(not_a_number()).classify(), FailureType::ConfigurationError);
    let twice = io::Error::other(wrapped("deep", io::Error::other(io::Error::from(ErrorKind::TimedOut))));
    assert_eq!(twice.classify(), FailureType::SystemUnavailable);
    let telling = io::Error::new(ErrorKind::PermissionDenied, not_a_number());
    assert_eq!(telling.classify(), FailureType::PermissionError);
}

#[test]
fn what_does_not_parse_is_configuration() {
    let not_utf8 = vec![0xff];
    let errors: [Box<dyn Error + Send + Sync>; 10] = [
        Box::new(not_a_number()),
        Box::new("x".parse::<f64>().unwrap_err()),
        Box::new("x".parse::<bool>().unwrap_err()),
        Box::new("xx".parse::<char>().unwrap_err()),
        Box::new(u8::try_from(256).unwrap_err()),
        Box::new(std::str::from_utf8(&not_utf8).unwrap_err()),
        Box::new(String::from_utf8(not_utf8).unwrap_err()),
        Box::new("localhost".parse::<std::net::IpAddr>().unwrap_err()),
        Box::new("Timeout".parse::<FailureType>().unwrap_err()),
        Box::new(std::env::VarError::NotPresent),
    ];
    for error in errors {
        assert_eq!(error.classify(), FailureType::ConfigurationError, "{error}");
    }
}

#[test]
fn a_clock_that_runs_backwards_is_the_hosts_trouble() {
    let later = std::time::UNIX_EPOCH + std::time::Duration::from_secs(1);
    let error = std::time::UNIX_EPOCH.duration_since(later).unwrap_err();
    assert_eq!(error.classify(), FailureType::SystemUnavailable);
}

#[test]
fn the_outermost_known_error_of_a_chain_decides() {
    let chain = wrapped("outer", wrapped("middle", io::Error::new(ErrorKind::TimedOut, not_a_number())));
    assert_eq!(chain.classify(), FailureType::SystemUnavailable);
    assert_eq!(wrapped("outer", unknown("inner")).classify(), FailureType::JobFailed);
    assert_eq!(unknown("alone").classify(), FailureType::JobFailed);
}

#[test]
fn every_box_and_trait_object_of_errors_is_classified() {
    let plain: Box<dyn Error> = Box::new(not_a_number());
    let send: Box<dyn Error + Send> = Box::new(not_a_number());
    let sync: Box<dyn Error + Send + Sync> = Box::new(not_a_number());
    assert_eq!(plain.classify(), FailureType::ConfigurationError);
    assert_eq!((*plain).classify(), FailureType::ConfigurationError);
    assert_eq!(send.classify(), FailureType::ConfigurationError);
    assert_eq!((*send).classify(), FailureType::ConfigurationError);
    assert_eq!(sync.classify(), FailureType::ConfigurationError);
    assert_eq!((*sync).classify(), FailureType::ConfigurationError);
}

#[test]
fn only_so_many_errors_of_a_chain_are_looked_at() {
    let behind = |wraps: usize| (0..wraps).fold(not_a_number().into(), |error, _| wrapped("again", error));
    assert_eq!(behind(LONGEST_CHAIN - 1).classify(), FailureType::ConfigurationError);
    assert_eq!(behind(LONGEST_CHAIN).classify(), FailureType::JobFailed);
}

#[test]
fn boxed_sdk_errors_are_known_by_their_text() {
    for (text, source, expected) in [
        ("service error", "NoSuchKey: The specified key does not exist.", FailureType::RevisionUnavailable),
        ("service error", "AccessDeniedException", FailureType::PermissionError),
        ("service error", "KMS.NotFoundException: gone", FailureType::ConfigurationError),
        ("service error", "unhandled error (SlowDown)", FailureType::SystemUnavailable),
        ("service error", "unhandled error", FailureType::JobFailed),
        ("service error", "AccessDenied to this", FailureType::JobFailed),
        ("service error: ", "AccessDenied", FailureType::JobFailed),
        ("request has timed out", "operation timeout", FailureType::SystemUnavailable),
        ("response error", "not JSON", FailureType::SystemUnavailable),
        ("failed to construct request", "the key is empty", FailureType::ConfigurationError),
        ("dispatch failure", "other", FailureType::JobFailed),
    ] {
        assert_eq!(wrapped(text, unknown(source)).classify(), expected, "{text}, {source}");
        assert_eq!(unknown(text).classify(), FailureType::JobFailed, "{text}, but of somebody else");
    }
}

#[test]
fn a_text_is_read_only_as_far_as_it_can_hold_a_code() {
    struct Endless;

    impl fmt::Debug for Endless {
        fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            formatter.write_str("Endless")
        }
    }

    impl fmt::Display for Endless {
        fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            loop {
                formatter.write_str("ä")?;
            }
        }
    }

    impl Error for Endless {}

    assert_eq!(wrapped("service error", Endless).classify(), FailureType::JobFailed);
}

#[cfg(feature = "anyhow")]
#[test]
fn anyhow_errors_are_classified_through_their_context() {
    use anyhow::Context as _;

    let read = Err::<(), _>(io::Error::from(ErrorKind::PermissionDenied));
    let error = read.context("cannot read the template").context("cannot deploy").unwrap_err();
    assert_eq!(error.classify(), FailureType::PermissionError);
    let nested = Err::<(), _>(error).with_context(|| "cannot release").unwrap_err();
    assert_eq!(nested.classify(), FailureType::PermissionError);
    assert_eq!(anyhow::anyhow!("out of paper").classify(), FailureType::JobFailed);
    assert_eq!(anyhow::Error::new(not_a_number()).classify(), FailureType::ConfigurationError);
}

#[cfg(feature = "serde_json")]
#[test]
fn json_that_is_wrong_is_configuration_and_json_that_cannot_be_read_is_an_io_error() {
    struct Broken(ErrorKind);

    impl io::Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(self.0.into())
        }
    }

    for (text, expected) in [
        ("{", FailureType::ConfigurationError),
        ("[1,]", FailureType::ConfigurationError),
        ("\"text\"", FailureType::ConfigurationError),
    ] {
        let error = serde_json::from_str::<Vec<u8>>(text).unwrap_err();
        assert_eq!(Classify::classify(&error), expected, "{text}");
    }
    for (kind, expected) in [
        (ErrorKind::ConnectionReset, FailureType::SystemUnavailable),
        (ErrorKind::PermissionDenied, FailureType::PermissionError),
        (ErrorKind::Other, FailureType::JobFailed),
    ] {
        let error = serde_json::from_reader::<_, Vec<u8>>(Broken(kind)).unwrap_err();
        assert_eq!(Classify::classify(&error), expected, "{kind:?}");
    }
}

#[cfg(feature = "reqwest")]
#[test]
fn reqwest_errors_go_by_their_status() {
    for (status, expected) in [
        (400, FailureType::ConfigurationError),
        (401, FailureType::PermissionError),
        (403, FailureType::PermissionError),
        (404, FailureType::ConfigurationError),
        (405, FailureType::ConfigurationError),
        (409, FailureType::JobFailed),
        (410, FailureType::ConfigurationError),
        (412, FailureType::RevisionOutOfSync),
        (422, FailureType::ConfigurationError),
        (429, FailureType::SystemUnavailable),
        (503, FailureType::SystemUnavailable),
    ] {
        let response = http::Response::builder().status(status).body("").unwrap();
        let error = reqwest::Response::from(response).error_for_status().unwrap_err();
        assert_eq!(error.classify(), expected, "{status}");
    }
}

#[cfg(feature = "reqwest")]
#[test]
fn a_request_that_cannot_be_built_is_configuration() {
    let error = reqwest::Client::new().get("not a URL").build().unwrap_err();
    assert_eq!(error.classify(), FailureType::ConfigurationError);
}

#[cfg(all(feature = "reqwest", feature = "sdk"))]
#[test]
fn a_server_that_is_down_is_unavailable() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    // Bound and dropped, so that nobody listens there.
    let address =
        std::net::TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).unwrap();
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let error = runtime.block_on(client.get(format!("http://{address}/")).send()).unwrap_err();
    assert_eq!(error.classify(), FailureType::SystemUnavailable);
}

#[cfg(feature = "sdk")]
#[test]
fn a_task_that_panicked_failed_and_one_that_was_cancelled_was_shut_down() {
    use std::panic;
    use tokio::task::JoinHandle;

    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
    runtime.block_on(async {
        // Without the hook, which would print it.
        let task: JoinHandle<()> = tokio::spawn(async { panic::resume_unwind(Box::new("out of luck")) });
        assert_eq!(task.await.unwrap_err().classify(), FailureType::JobFailed);

        let task = tokio::spawn(std::future::pending::<()>());
        task.abort();
        assert_eq!(task.await.unwrap_err().classify(), FailureType::SystemUnavailable);

        let never = std::future::pending::<()>();
        let elapsed = tokio::time::timeout(std::time::Duration::ZERO, never).await.unwrap_err();
        assert_eq!(elapsed.classify(), FailureType::SystemUnavailable);
    });
}
