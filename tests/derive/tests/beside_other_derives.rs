//! Beside the other derives for errors, in any order, on one type.

#![deny(warnings)]
#![allow(non_snake_case, unused_assignments, reason = "in the output of other derives")]

use std::error::Error as _;
use std::io;

use codepipeline_fail::{FailureType, JobFailure};
use derive_tests::assert_reports;

/// The same error with its derives in another order.
macro_rules! in_order {
    ($name:ident, $test:ident: $($derive:path),*) => {
        #[derive(Debug, $($derive),*)]
        #[diagnostic(severity(Warning))]
        #[serde(tag = "error")]
        enum $name {
            #[error("read {key}")]
            #[failure(inherit, causes, "cannot read {key}")]
            #[diagnostic(code(own::read), help("look at {key}"))]
            #[serde(rename = "read")]
            Read {
                #[serde(rename = "object")]
                key: String,
                #[source]
                #[serde(skip)]
                why: Option<io::Error>,
            },
            #[error("no number")]
            #[failure(ConfigurationError)]
            #[diagnostic(code(own::number))]
            Number(
                #[from]
                #[serde(skip)]
                std::num::ParseIntError,
            ),
        }

        #[test]
        fn $test() {
            let why = Some(io::Error::from(io::ErrorKind::PermissionDenied));
            let read = $name::Read { key: "k".to_owned(), why };
            assert_reports(&read, FailureType::PermissionError, "cannot read k: permission denied");
            assert_eq!(read.to_string(), "read k");
            assert!(read.source().is_some());
            assert_eq!(miette::Diagnostic::code(&read).map(|code| code.to_string()).as_deref(), Some("own::read"));
            let json = serde_json::to_string(&read).unwrap_or_default();
            assert_eq!(json, r#"{"error":"read","object":"k"}"#);
            let number = $name::from("x".parse::<u8>().unwrap_err());
            assert_reports(&number, FailureType::ConfigurationError, "no number");
        }
    };
}

in_order!(First, ours_first: JobFailure, thiserror::Error, miette::Diagnostic, serde::Serialize);
in_order!(Middle, ours_in_the_middle: thiserror::Error, JobFailure, serde::Serialize, miette::Diagnostic);
in_order!(Last, ours_last: serde::Serialize, miette::Diagnostic, thiserror::Error, JobFailure);

#[derive(Debug, snafu::Snafu, JobFailure)]
#[snafu(visibility(pub(crate)))]
enum WithSnafu {
    #[snafu(display("read {key}"))]
    #[failure(inherit)]
    Read { key: String, source: io::Error },
    #[snafu(display("own {}", key.len()))]
    #[failure(JobFailed, external_execution_id = key, "{key}")]
    Own { key: String },
}

#[test]
fn snafu() {
    use snafu::ResultExt as _;

    let denied = Err::<(), _>(io::Error::from(io::ErrorKind::PermissionDenied));
    let read = denied.context(ReadSnafu { key: "k" }).unwrap_err();
    assert_reports(&read, FailureType::PermissionError, "read k");
    let own = OwnSnafu { key: "k" }.build();
    derive_tests::assert_reports_with_id(&own, FailureType::JobFailed, "k", Some("k"));
    assert_eq!(own.to_string(), "own 1");
}

#[derive(Debug, displaydoc::Display, JobFailure)]
#[failure(JobFailed)]
enum WithDisplaydoc {
    /// stack {0} failed
    Stack(String),
    /// nothing at {at}
    #[failure(RevisionUnavailable, "{at} is empty")]
    Nothing { at: String },
}

#[test]
fn displaydoc() {
    assert_reports(&WithDisplaydoc::Stack("s".to_owned()), FailureType::JobFailed, "stack s failed");
    let nothing = WithDisplaydoc::Nothing { at: "s".to_owned() };
    assert_reports(&nothing, FailureType::RevisionUnavailable, "s is empty");
    assert_eq!(nothing.to_string(), "nothing at s");
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, JobFailure)]
enum WithStandardDerives {
    #[default]
    #[failure(JobFailed, "by hand: {self}")]
    Only,
}

impl std::fmt::Display for WithStandardDerives {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("only")
    }
}

#[test]
fn standard_derives_and_a_display_by_hand() {
    assert_reports(&WithStandardDerives::default(), FailureType::JobFailed, "by hand: only");
}
