//! `error`: `Display` and `std::error::Error`, for a type that needs no other derive.

#![deny(warnings)]

use std::error::Error;
use std::fmt;
use std::io;

use codepipeline_fail::{FailureType, JobFailure};
use derive_tests::assert_reports;

#[derive(Debug, JobFailure)]
#[failure(JobFailed, error)]
enum Own {
    #[failure("{key:>4}")]
    Named { key: &'static str },
    #[failure("{0}")]
    Tuple(u8),
    #[failure("unit")]
    Unit,
    #[failure("read {path}", path = .0)]
    WithSource(&'static str, #[failure(source)] io::Error),
    #[failure(fmt = function)]
    Function(u8),
    #[failure(transparent)]
    Transparent(Box<Self>),
    #[failure("{self:?} {0}")]
    Debug(u8),
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "fields are passed by reference")]
fn function(number: &u8, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
    write!(formatter, "function {number}")
}

#[test]
fn display_is_the_message() {
    for (error, text) in [
        (Own::Named { key: "key" }, " key"),
        (Own::Tuple(1), "1"),
        (Own::Unit, "unit"),
        (Own::WithSource("a", io::Error::other("b")), "read a"),
        (Own::Function(1), "function 1"),
        (Own::Transparent(Box::new(Own::Tuple(2))), "2"),
        (Own::Debug(3), "Debug(3) 3"),
    ] {
        assert_eq!(error.to_string(), text);
        assert_reports(&error, FailureType::JobFailed, text.trim());
    }
}

#[test]
fn source_is_the_cause() {
    let source = |error: &dyn Error| error.source().map(ToString::to_string);
    assert_eq!(source(&Own::WithSource("a", io::Error::other("b"))).as_deref(), Some("b"));
    assert_eq!(source(&Own::Tuple(1)), None);
    let nested = Own::Transparent(Box::new(Own::WithSource("a", io::Error::other("b"))));
    assert_eq!(source(&nested).as_deref(), Some("b"));
}

#[derive(Debug, JobFailure)]
#[failure(ConfigurationError, error, "no {0}")]
struct Struct<T>(T);

#[derive(Debug, JobFailure)]
#[failure(error)]
enum Empty {}

#[test]
fn structs_and_empty_enums() {
    let error: Box<dyn Error + Send + Sync> = Struct("stack").into();
    assert_eq!(error.to_string(), "no stack");
    let none: Option<Box<dyn Error>> = None::<Empty>.map(Into::into);
    assert!(none.is_none());
}
