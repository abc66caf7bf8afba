//! Which field is the source, and of what types it can be.

#![deny(warnings)]

use std::error::Error;
use std::fmt;
use std::rc::Rc;
use std::sync::Arc;

use codepipeline_fail::JobFailure;

type MaybeError = Option<fmt::Error>;

#[derive(JobFailure)]
#[failure(JobFailed)]
enum Sources {
    #[failure("m")]
    ByName { source: fmt::Error },
    #[failure("m")]
    Marked(#[allow(dead_code)] u8, #[failure(source)] fmt::Error),
    #[failure("m")]
    MarkedOverNamed {
        #[failure(source)]
        why: fmt::Error,
        #[allow(dead_code)]
        source: u8,
    },
    #[failure("m")]
    Optional(#[failure(source)] Option<fmt::Error>),
    #[failure("m")]
    Alias(#[failure(source)] MaybeError),
    #[failure("m")]
    Boxed(#[failure(source)] Box<fmt::Error>),
    #[failure("m")]
    OptionalBox(#[failure(source)] Option<Box<fmt::Error>>),
    #[failure("m")]
    Shared(#[failure(source)] Arc<fmt::Error>),
    #[failure("m")]
    LocallyShared(#[failure(source)] Rc<fmt::Error>),
    #[failure("m")]
    Reference(#[failure(source)] &'static fmt::Error),
    #[failure("m")]
    Object(#[failure(source)] Box<dyn Error>),
    #[failure("m")]
    SendObject(#[failure(source)] Box<dyn Error + Send>),
    #[failure("m")]
    SendSyncObject(#[failure(source)] Box<dyn Error + Send + Sync + 'static>),
    #[failure("m")]
    SharedObject(#[failure(source)] Arc<dyn Error + Send + Sync>),
    #[failure("m")]
    OptionalObject(#[failure(source)] Option<Box<dyn Error + Send + Sync>>),
    #[failure("m")]
    ReferenceToObject(#[failure(source)] &'static (dyn Error + 'static)),
    #[failure("m")]
    Anyhow(#[failure(source)] anyhow::Error),
    #[failure("m")]
    OptionalAnyhow(#[failure(source)] Option<anyhow::Error>),
}

#[test]
fn sources_of_every_type() {
    use Sources::*;
    for error in [
        ByName { source: fmt::Error },
        Marked(1, fmt::Error),
        MarkedOverNamed { why: fmt::Error, source: 1 },
        Optional(Some(fmt::Error)),
        Alias(Some(fmt::Error)),
        Boxed(Box::new(fmt::Error)),
        OptionalBox(Some(Box::new(fmt::Error))),
        Shared(Arc::new(fmt::Error)),
        LocallyShared(Rc::new(fmt::Error)),
        Reference(&fmt::Error),
        Object(Box::new(fmt::Error)),
        SendObject(Box::new(fmt::Error)),
        SendSyncObject(Box::new(fmt::Error)),
        SharedObject(Arc::new(fmt::Error)),
        OptionalObject(Some(Box::new(fmt::Error))),
        ReferenceToObject(&fmt::Error),
        Anyhow(fmt::Error.into()),
        OptionalAnyhow(Some(fmt::Error.into())),
    ] {
        assert_eq!(error.cause().map(ToString::to_string), Some(fmt::Error.to_string()));
    }
    for none in [Optional(None), Alias(None), OptionalBox(None), OptionalObject(None), OptionalAnyhow(None)] {
        assert!(none.cause().is_none());
    }
}

#[derive(Debug, thiserror::Error, JobFailure)]
#[failure(JobFailed)]
enum OfThiserror {
    #[error("m")]
    From(#[from] fmt::Error),
    #[error("m")]
    Source(#[source] Box<Self>),
}

#[test]
fn the_marks_of_thiserror() {
    let error = OfThiserror::from(fmt::Error);
    assert!(JobFailure::cause(&error).is_some_and(<dyn Error>::is::<fmt::Error>));
    assert!(JobFailure::cause(&OfThiserror::Source(Box::new(error))).is_some());
}

/// The types that are known to be no error need no mark either.
#[derive(JobFailure)]
#[failure(JobFailed, "{0}")]
struct NoSource(fmt::Error);

#[test]
fn a_field_without_a_mark_is_no_source() {
    assert!(NoSource(fmt::Error).cause().is_none());
}
