//! `inherit`: the failure type of the source, through `Classify`.

#![deny(warnings)]

use std::error::Error;
use std::io;
use std::sync::Arc;

use codepipeline_fail::{Classify, Failure, FailureType, JobFailure, failure};
use derive_tests::assert_reports;

/// An error that is classified, and no error in Rust's sense.
struct Queue;

impl Classify for Queue {
    fn classify(&self) -> FailureType {
        FailureType::RevisionOutOfSync
    }
}

#[derive(JobFailure)]
#[failure(PermissionError, "own")]
struct Own;

type OptionalIo = Option<io::Error>;

#[derive(JobFailure)]
#[failure(inherit)]
enum Inherits {
    #[failure("m")]
    Only(io::Error),
    #[failure("m {key}")]
    Named { key: u8, source: io::Error },
    #[failure("m {0}")]
    Marked(u8, #[failure(source)] io::Error),
    #[failure("m")]
    Boxed(Box<io::Error>),
    #[failure("m")]
    Shared(Arc<io::Error>),
    #[failure("m")]
    Optional(Option<io::Error>),
    #[failure("m")]
    Alias(OptionalIo),
    #[failure("m")]
    OptionalBox(Option<Box<io::Error>>),
    #[failure("m")]
    Object(Box<dyn Error + Send + Sync>),
    #[failure("m")]
    LocalObject(Box<dyn Error>),
    #[failure("m")]
    Anyhow { source: anyhow::Error },
    #[failure("m")]
    Classified(Queue),
    #[failure("m")]
    JobFailure(Own),
    #[failure("m")]
    Failure(Failure),
    #[failure(JobFailed, "m")]
    OwnType(#[failure(source)] io::Error),
    #[failure("m")]
    Reference(&'static Queue),
}

fn denied() -> io::Error {
    io::ErrorKind::PermissionDenied.into()
}

#[test]
fn sources_of_every_type() {
    let permission = FailureType::PermissionError;
    assert_reports(&Inherits::Only(denied()), permission, "m");
    assert_reports(&Inherits::Named { key: 1, source: denied() }, permission, "m 1");
    assert_reports(&Inherits::Marked(1, denied()), permission, "m 1");
    assert_reports(&Inherits::Boxed(Box::new(denied())), permission, "m");
    assert_reports(&Inherits::Shared(Arc::new(denied())), permission, "m");
    assert_reports(&Inherits::Optional(Some(denied())), permission, "m");
    assert_reports(&Inherits::Alias(Some(denied())), permission, "m");
    assert_reports(&Inherits::OptionalBox(Some(Box::new(denied()))), permission, "m");
    assert_reports(&Inherits::Object(Box::new(denied())), permission, "m");
    assert_reports(&Inherits::LocalObject(Box::new(denied())), permission, "m");
    assert_reports(&Inherits::Anyhow { source: denied().into() }, permission, "m");
    assert_reports(&Inherits::Classified(Queue), FailureType::RevisionOutOfSync, "m");
    assert_reports(&Inherits::Reference(&Queue), FailureType::RevisionOutOfSync, "m");
    assert_reports(&Inherits::JobFailure(Own), permission, "m");
    assert_reports(
        &Inherits::Failure(failure!(SystemUnavailable, "full")),
        FailureType::SystemUnavailable,
        "m",
    );
    assert_reports(&Inherits::OwnType(denied()), FailureType::JobFailed, "m");
}

#[test]
fn without_a_source_the_job_has_failed() {
    for none in [Inherits::Optional(None), Inherits::Alias(None), Inherits::OptionalBox(None)] {
        assert_reports(&none, FailureType::JobFailed, "m");
        assert!(none.cause().is_none());
    }
}

#[test]
fn the_only_field_is_the_cause_if_it_is_an_error() {
    assert!(Inherits::Only(denied()).cause().is_some_and(<dyn Error>::is::<io::Error>));
    assert!(Inherits::Object(Box::new(denied())).cause().is_some_and(<dyn Error>::is::<io::Error>));
    assert!(Inherits::Classified(Queue).cause().is_none());
}

#[derive(JobFailure)]
#[failure(inherit, "struct")]
struct Struct {
    source: io::Error,
}

#[test]
fn a_struct() {
    assert_reports(&Struct { source: denied() }, FailureType::PermissionError, "struct");
}
