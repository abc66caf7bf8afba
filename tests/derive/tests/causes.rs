//! `causes`: the chain of sources at the end of the message.

#![deny(warnings)]

use std::error::Error;
use std::io;

use codepipeline_fail::{FailureType, JobFailure};
use derive_tests::assert_reports;

#[derive(Debug, thiserror::Error)]
#[error("{text}")]
struct Link {
    text: &'static str,
    source: Option<Box<Link>>,
}

/// A chain of errors with these texts, outermost first.
fn chain(texts: &[&'static str]) -> Option<Box<Link>> {
    let (text, behind) = texts.split_first()?;
    Some(Box::new(Link { text, source: chain(behind) }))
}

#[derive(Debug, thiserror::Error, JobFailure)]
#[error("shown")]
enum Causes {
    #[failure(JobFailed, causes, "{key}")]
    Own { key: u8, source: Option<Box<Link>> },
    #[failure(JobFailed, causes)]
    Display(#[source] Option<Box<Link>>),
    #[failure(JobFailed, causes, fmt = written)]
    Function(#[source] Option<Box<Link>>),
    #[failure(JobFailed, "without")]
    Without(#[source] Option<Box<Link>>),
}

#[expect(clippy::ref_option, reason = "fields are passed by reference")]
fn written(source: &Option<Box<Link>>, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
    write!(formatter, "{}", source.is_some())
}

#[test]
fn every_kind_of_message() {
    let failed = FailureType::JobFailed;
    assert_reports(&Causes::Own { key: 1, source: chain(&["a", "b"]) }, failed, "1: a: b");
    assert_reports(&Causes::Own { key: 1, source: None }, failed, "1");
    assert_reports(&Causes::Display(chain(&["a", "b"])), failed, "shown: a: b");
    assert_reports(&Causes::Function(chain(&["a"])), failed, "true: a");
    assert_reports(&Causes::Without(chain(&["a"])), failed, "without");
}

#[test]
fn what_has_been_said_is_not_repeated() {
    let error = Causes::Display(chain(&["cannot read: no route", "no route", "last"]));
    assert_reports(&error, FailureType::JobFailed, "shown: cannot read: no route: last");
}

#[derive(JobFailure)]
#[failure(inherit, causes)]
enum ByDefault {
    #[failure("read")]
    Io(#[failure(source)] io::Error),
    #[failure(JobFailed, "nothing behind")]
    Without,
    #[failure(transparent)]
    Transparent(Causes),
}

#[test]
fn as_the_default_of_an_enum() {
    let io = io::Error::from(io::ErrorKind::PermissionDenied);
    assert_reports(&ByDefault::Io(io), FailureType::PermissionError, "read: permission denied");
    assert_reports(&ByDefault::Without, FailureType::JobFailed, "nothing behind");
    let transparent = ByDefault::Transparent(Causes::Without(chain(&["a"])));
    assert_reports(&transparent, FailureType::JobFailed, "without");
}

#[derive(Debug, JobFailure)]
#[failure(JobFailed, error, causes, "outer")]
struct Displayed {
    source: io::Error,
}

#[test]
fn with_error() {
    let error = Displayed { source: io::Error::other("inner") };
    assert_eq!(error.to_string(), "outer: inner");
    assert_eq!(error.source().map(ToString::to_string).as_deref(), Some("inner"));
}
