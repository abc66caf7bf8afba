//! Generic types: what is asked of a parameter is what the messages need of it, and no more.

#![deny(warnings)]

use std::borrow::Cow;
use std::error::Error;
use std::fmt::{self, Debug, Display, LowerHex, Pointer};
use std::marker::PhantomData;
use std::path::Path;
use std::sync::Arc;

use codepipeline_fail::{Classify, FailureCatalog, FailureType, JobFailure};
use derive_tests::{assert_reports, assert_reports_with_id};

/// Has none of the traits that messages could ask for.
struct Opaque;

fn text(failure: &impl JobFailure) -> String {
    fmt::from_fn(|formatter| failure.fmt_message(formatter)).to_string()
}

#[derive(JobFailure)]
enum Shown<T, U> {
    #[failure(JobFailed, "{0}")]
    Display(T),
    #[failure(JobFailed, "nothing of it")]
    Other(#[allow(dead_code, reason = "not shown")] U),
    #[failure(JobFailed, "{thing}", thing = "something else")]
    Overridden {
        #[allow(dead_code, reason = "not shown")]
        thing: U,
    },
}

#[test]
fn only_what_is_shown_is_bounded() {
    assert_reports(&Shown::<u8, Opaque>::Display(1), FailureType::JobFailed, "1");
    assert_reports(&Shown::<u8, Opaque>::Other(Opaque), FailureType::JobFailed, "nothing of it");
    let overridden = Shown::<u8, Opaque>::Overridden { thing: Opaque };
    assert_reports(&overridden, FailureType::JobFailed, "something else");
}

#[derive(JobFailure)]
#[failure(JobFailed, "{a} {b:?} {c:x} {d:p}")]
struct Traits<A, B, C, D> {
    a: A,
    b: B,
    c: C,
    d: D,
}

#[test]
fn each_trait_is_asked_for_by_itself() {
    fn is_failure<A: Display, B: Debug, C: LowerHex, D: Pointer>(error: &Traits<A, B, C, D>) -> String {
        text(error)
    }
    let number = &5;
    let error = Traits { a: 1, b: "b", c: 255, d: number };
    assert_eq!(is_failure(&error), format!("1 \"b\" ff {number:p}"));
}

trait Chunked {
    type Item;
}

impl Chunked for Opaque {
    type Item = u8;
}

macro_rules! wrap {
    ($inner:ty) => { Option<$inner> };
}

trait Named<T: ?Sized> {
    fn name(&self) -> &'static str;
}

impl<T: ?Sized> Display for dyn Named<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

impl Named<Opaque> for () {
    fn name(&self) -> &'static str {
        "named"
    }
}

/// Fields whose traits follow from those of a parameter, in all ways in which a type can hold one.
#[derive(JobFailure)]
enum Held<'a, T: Chunked, U> {
    #[failure(JobFailed, "{0}")]
    Reference(&'a U),
    #[failure(JobFailed, "{0:?}")]
    Array([U; 2]),
    #[failure(JobFailed, "{0:?}")]
    Slice(&'a [U]),
    #[failure(JobFailed, "{0:?}")]
    Tuple((U, u8)),
    #[failure(JobFailed, "{0}")]
    Boxed(Box<U>),
    #[failure(JobFailed, "{0:?}")]
    Optional(Option<U>),
    #[failure(JobFailed, "{0:?}")]
    Projection(T::Item),
    #[failure(JobFailed, "{0:?}")]
    QualifiedProjection(<T as Chunked>::Item),
    #[failure(JobFailed, "{0:?}")]
    FromAMacro(wrap![U]),
    #[failure(JobFailed, "{0}")]
    TraitObject(&'a dyn Named<T>),
}

#[test]
fn bounds_on_types_that_hold_a_parameter() {
    type Error<'a> = Held<'a, Opaque, u8>;
    let failed = FailureType::JobFailed;
    assert_reports(&Error::Reference(&1), failed, "1");
    assert_reports(&Error::Array([1, 2]), failed, "[1, 2]");
    assert_reports(&Error::Slice(&[1]), failed, "[1]");
    assert_reports(&Error::Tuple((1, 2)), failed, "(1, 2)");
    assert_reports(&Error::Boxed(Box::new(1)), failed, "1");
    assert_reports(&Error::Optional(Some(1)), failed, "Some(1)");
    assert_reports(&Error::Projection(1), failed, "1");
    assert_reports(&Error::QualifiedProjection(1), failed, "1");
    assert_reports(&Error::FromAMacro(None), failed, "None");
    assert_reports(&Error::TraitObject(&()), failed, "named");
}

#[derive(JobFailure)]
#[failure(JobFailed, external_execution_id = run, "{text} {path} {N} {shown} {}", .list.len())]
#[allow(explicit_outlives_requirements, reason = "a parameter that has one is the point")]
struct Parameters<'a, 'b: 'a, T: Display + 'a = u8, const N: usize = 3, U = ()>
where
    U: Clone,
{
    text: &'a str,
    path: Cow<'b, Path>,
    shown: &'a T,
    list: [u8; N],
    run: Option<&'b str>,
    #[allow(dead_code, reason = "holds a parameter")]
    marker: PhantomData<U>,
}

#[test]
fn parameters_of_every_kind() {
    let error: Parameters<'_, '_> = Parameters {
        text: "t",
        path: Path::new("/p").into(),
        shown: &1,
        list: [0; 3],
        run: Some("r"),
        marker: PhantomData,
    };
    assert_reports_with_id(&error, FailureType::JobFailed, "t /p 3 1 3", Some("r"));
}

#[derive(JobFailure)]
enum Roles<S, F, C, R, K> {
    #[failure(JobFailed, "a source")]
    Source { source: S },
    #[failure(JobFailed, "an optional source")]
    OptionalSource { source: Option<S> },
    #[failure(JobFailed, "a boxed source")]
    BoxedSource { source: Box<S> },
    #[failure(JobFailed, "a shared source")]
    SharedSource { source: Arc<S> },
    #[failure(transparent)]
    Transparent(F),
    #[failure(transparent)]
    TransparentBox(Box<F>),
    #[failure(transparent)]
    TransparentArc(Arc<F>),
    #[failure(inherit, "inherited")]
    Inherit(C),
    #[failure(inherit, "inherited")]
    InheritOption(Option<C>),
    #[failure(inherit, "inherited")]
    InheritArc(Arc<C>),
    #[failure(JobFailed, external_execution_id = .0, "a run")]
    Run(R),
    #[failure(JobFailed, external_execution_id = run, "an optional run")]
    OptionalRun { run: Option<R> },
    #[failure(JobFailed, "it was {key}", key = "key")]
    Secret(#[failure(secret)] K),
    #[failure(JobFailed, "it was {key}", key = "key")]
    OptionalSecret(#[failure(secret)] Option<K>),
}

#[derive(JobFailure)]
#[failure(PermissionError, "no")]
struct No;

struct Classified;

impl Classify for Classified {
    fn classify(&self) -> FailureType {
        FailureType::RevisionOutOfSync
    }
}

#[test]
fn parameters_in_every_role() {
    type Error = Roles<fmt::Error, No, Classified, u8, &'static str>;

    let failed = FailureType::JobFailed;
    for with_source in [
        Error::Source { source: fmt::Error },
        Error::OptionalSource { source: Some(fmt::Error) },
        Error::BoxedSource { source: Box::new(fmt::Error) },
        Error::SharedSource { source: Arc::new(fmt::Error) },
    ] {
        assert_eq!(with_source.failure_type(), failed);
        assert_eq!(with_source.cause().map(ToString::to_string), Some(fmt::Error.to_string()));
    }
    assert!(Error::OptionalSource { source: None }.cause().is_none());
    for transparent in
        [Error::Transparent(No), Error::TransparentBox(No.into()), Error::TransparentArc(No.into())]
    {
        assert_reports(&transparent, FailureType::PermissionError, "no");
    }
    let classified = || Arc::new(Classified);
    let inherited =
        [Error::Inherit(Classified), Error::InheritOption(Some(Classified)), Error::InheritArc(classified())];
    for inherited in inherited {
        assert_reports(&inherited, FailureType::RevisionOutOfSync, "inherited");
    }
    assert_reports_with_id(&Error::Run(1), failed, "a run", Some("1"));
    assert_reports_with_id(&Error::OptionalRun { run: Some(1) }, failed, "an optional run", Some("1"));
    assert_reports(&Error::Secret("it was"), failed, "*** key");
    assert_reports(&Error::OptionalSecret(Some("it was")), failed, "*** key");
}

#[derive(Debug, thiserror::Error, JobFailure)]
#[failure(JobFailed)]
enum ByDisplay<T> {
    #[error("displayed {0}")]
    Shown(T),
    #[error("unused")]
    #[failure("{0:?}")]
    Own(Vec<T>),
}

#[derive(Debug, JobFailure)]
#[failure(JobFailed, error, "{0}")]
struct WithError<T>(T, #[failure(source)] Option<Box<dyn Error + Send + Sync>>);

#[derive(Debug, JobFailure)]
#[failure(error)]
enum WithFrom<T> {
    #[failure(ConfigurationError, "it was {0:?}")]
    From(#[failure(from)] Box<WithError<T>>),
}

#[test]
fn other_impls() {
    assert_reports(&ByDisplay::Shown(1), FailureType::JobFailed, "displayed 1");
    assert_reports(&ByDisplay::Own(vec![1]), FailureType::JobFailed, "[1]");

    let error: &dyn Error = &WithError(1, Some("cause".into()));
    assert_eq!(error.to_string(), "1");
    assert_eq!(error.source().map(ToString::to_string).as_deref(), Some("cause"));

    let error = WithFrom::from(Box::new(WithError(1, None)));
    assert_eq!(error.to_string(), "it was WithError(1, None)");
    assert_eq!(WithFrom::<Opaque>::NAME, "WithFrom");
}

/// A type that holds itself needs no bound on itself.
#[derive(JobFailure)]
enum Recursive<T> {
    #[failure(JobFailed, "leaf {0}")]
    Leaf(T),
    #[failure(transparent)]
    Boxed(Box<Self>),
    #[failure(transparent)]
    ByName(Box<Recursive<T>>),
    #[failure(inherit, "after {} more", .0.is_some())]
    Inherit(Option<Box<Recursive<T>>>),
    #[failure(JobFailed, "shown: {0}")]
    Shown(Box<Recursive<T>>),
}

impl<T: Display> Display for Recursive<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.fmt_message(formatter)
    }
}

#[test]
fn types_that_hold_themselves() {
    let leaf = || Box::new(Recursive::Leaf(1));
    let failed = FailureType::JobFailed;
    assert_reports(&Recursive::Boxed(leaf()), failed, "leaf 1");
    assert_reports(&Recursive::ByName(Box::new(Recursive::Boxed(leaf()))), failed, "leaf 1");
    assert_reports(&Recursive::Inherit(Some(leaf())), failed, "after true more");
    assert_reports(&Recursive::Shown(leaf()), failed, "shown: leaf 1");
}
