//! `transparent`: everything from the only field.

#![deny(warnings)]

use std::error::Error;
use std::fmt;
use std::rc::Rc;
use std::sync::Arc;

use codepipeline_fail::{Failure, FailureDetails, FailureType, JobFailure, failure};
use derive_tests::assert_reports_with_id;

/// A failure that says something in answer to each question.
#[derive(Debug, JobFailure)]
#[failure(error)]
enum Inner {
    #[failure(RevisionUnavailable, external_execution_id = "run-7", "inner {text}")]
    All {
        text: &'static str,
        #[failure(secret)]
        secret: &'static str,
        source: fmt::Error,
    },
}

fn inner() -> Inner {
    Inner::All { text: "and hidden", secret: "hidden", source: fmt::Error }
}

#[track_caller]
fn assert_is_inner(failure: &dyn JobFailure) {
    assert_reports_with_id(failure, FailureType::RevisionUnavailable, "inner and ***", Some("run-7"));
    assert!(failure.cause().is_some_and(<dyn Error>::is::<fmt::Error>));
    let mut secrets = Vec::new();
    failure.visit_secrets(&mut |secret| secrets.push(secret.to_string()));
    assert_eq!(secrets, ["hidden"]);
}

type Alias = Box<Inner>;

trait HasError {
    type Error;
}

struct Service;

impl HasError for Service {
    type Error = Inner;
}

#[derive(JobFailure)]
enum Outer<S: HasError> {
    #[failure(transparent)]
    Tuple(Inner),
    #[failure(transparent)]
    Named { inner: Inner },
    #[failure(transparent)]
    Boxed(Box<Inner>),
    #[failure(transparent)]
    Alias(Alias),
    #[failure(transparent)]
    Shared(Arc<Inner>),
    #[failure(transparent)]
    LocallyShared(Rc<Inner>),
    #[failure(transparent)]
    Reference(&'static Inner),
    #[failure(transparent)]
    Associated(S::Error),
    #[failure(transparent)]
    Object(Box<dyn JobFailure>),
    #[failure(transparent)]
    SendableObject(Box<dyn JobFailure + Send + Sync>),
    #[failure(transparent)]
    SharedObject(Arc<dyn JobFailure + Send + Sync>),
    #[failure(transparent)]
    Failure(Failure),
    #[failure(transparent)]
    BoxedFailure(Box<Failure>),
    #[failure(transparent)]
    Itself(Box<Self>),
}

#[test]
fn a_field_of_every_type() {
    static INNER: Inner = Inner::All { text: "and hidden", secret: "hidden", source: fmt::Error };
    for outer in [
        Outer::<Service>::Tuple(inner()),
        Outer::Named { inner: inner() },
        Outer::Boxed(Box::new(inner())),
        Outer::Alias(Box::new(inner())),
        Outer::Shared(Arc::new(inner())),
        Outer::LocallyShared(Rc::new(inner())),
        Outer::Reference(&INNER),
        Outer::Associated(inner()),
        Outer::Object(Box::new(inner())),
        Outer::SendableObject(Box::new(inner())),
        Outer::SharedObject(Arc::new(inner())),
        Outer::Failure(inner().into()),
        Outer::BoxedFailure(Box::new(inner().into())),
        Outer::Itself(Box::new(Outer::Tuple(inner()))),
    ] {
        assert_is_inner(&outer);
    }
}

#[derive(JobFailure)]
#[failure(transparent)]
struct Struct(Inner);

#[derive(JobFailure)]
#[failure(transparent)]
struct Second {
    only: Struct,
}

#[derive(JobFailure)]
#[failure(JobFailed)]
enum Third {
    #[failure(transparent)]
    Third(Second),
}

#[derive(Debug, thiserror::Error, JobFailure)]
#[error(transparent)]
#[failure(transparent)]
struct WithThiserror(#[from] Inner);

#[test]
fn a_chain() {
    assert_is_inner(&Third::Third(Second { only: Struct(inner()) }));
    let with_thiserror = WithThiserror::from(inner());
    assert_is_inner(&with_thiserror);
    // As there, the source of a transparent error is that of its field.
    assert_eq!(with_thiserror.source().map(ToString::to_string), inner().source().map(ToString::to_string));
}

#[derive(Debug, JobFailure)]
#[failure(error)]
enum WithError {
    #[failure(transparent)]
    Inner(#[failure(from)] Inner),
}

#[test]
fn with_error() {
    let error = WithError::from(inner());
    assert_eq!(error.to_string(), "inner and hidden");
    assert!(error.source().is_some_and(<dyn Error>::is::<fmt::Error>));
    assert_is_inner(&error);
}

#[test]
fn a_failure_made_on_the_spot() {
    let outer =
        Outer::<Service>::Failure(failure!(JobFailed, "2 tests failed").with_external_execution_id("3"));
    let details = FailureDetails::of(&outer);
    assert_eq!(details.message(), "2 tests failed");
    assert_eq!(details.external_execution_id(), Some("3"));
}
