//! Structs and enums of every shape, and the attributes that can stand on them.

#![deny(warnings)]

use std::fmt::{self, Display};

use codepipeline_fail::{FailureCatalog as _, FailureType, JobFailure};
use derive_tests::{assert_reports, assert_reports_with_id};

#[derive(JobFailure)]
#[failure(JobFailed, "unit")]
struct Unit;

#[derive(JobFailure)]
#[failure(ConfigurationError, "tuple {0}")]
struct Tuple(u8);

#[derive(JobFailure)]
#[failure(PermissionError, "named {key}")]
struct Named {
    key: &'static str,
}

#[derive(JobFailure)]
#[failure(RevisionOutOfSync, "empty")]
struct EmptyTuple();

#[derive(JobFailure)]
#[failure(RevisionUnavailable, "empty")]
struct EmptyNamed {}

#[test]
fn structs() {
    assert_reports(&Unit, FailureType::JobFailed, "unit");
    assert_reports(&Tuple(1), FailureType::ConfigurationError, "tuple 1");
    assert_reports(&Named { key: "k" }, FailureType::PermissionError, "named k");
    assert_reports(&EmptyTuple(), FailureType::RevisionOutOfSync, "empty");
    assert_reports(&EmptyNamed {}, FailureType::RevisionUnavailable, "empty");
}

#[derive(JobFailure)]
enum EmptyEnum {}

#[derive(JobFailure)]
#[failure(JobFailed)]
enum EmptyEnumWithDefault {}

#[test]
fn an_enum_without_variants() {
    assert_eq!(EmptyEnum::FAILURES, []);
    assert_eq!(EmptyEnumWithDefault::FAILURES, []);
    assert!(None::<EmptyEnum>.is_none_or(|never| never.failure_type() == FailureType::JobFailed));
    assert!(None::<EmptyEnumWithDefault>.is_none_or(|never| match never {}));
}

#[derive(JobFailure)]
enum One {
    #[failure(JobFailed, "only")]
    Only,
}

#[derive(JobFailure)]
enum AllTypes {
    #[failure(JobFailed, "1")]
    JobFailed,
    #[failure(ConfigurationError, "2")]
    ConfigurationError(),
    #[failure(PermissionError, "3")]
    PermissionError {},
    #[failure(RevisionOutOfSync, "4 {0}")]
    RevisionOutOfSync(u8),
    #[failure(RevisionUnavailable, "5 {a}")]
    RevisionUnavailable { a: u8 },
    #[failure(SystemUnavailable, "6")]
    SystemUnavailable,
    #[failure(JobFailed, "7")]
    JobFailedToo,
}

#[test]
fn variants() {
    assert_reports(&One::Only, FailureType::JobFailed, "only");
    assert_reports(&AllTypes::JobFailed, FailureType::JobFailed, "1");
    assert_reports(&AllTypes::ConfigurationError(), FailureType::ConfigurationError, "2");
    assert_reports(&AllTypes::PermissionError {}, FailureType::PermissionError, "3");
    assert_reports(&AllTypes::RevisionOutOfSync(0), FailureType::RevisionOutOfSync, "4 0");
    assert_reports(&AllTypes::RevisionUnavailable { a: 0 }, FailureType::RevisionUnavailable, "5 0");
    assert_reports(&AllTypes::SystemUnavailable, FailureType::SystemUnavailable, "6");
    assert_reports(&AllTypes::JobFailedToo, FailureType::JobFailed, "7");
}

#[derive(JobFailure)]
#[failure(SystemUnavailable)]
enum Defaults {
    #[failure("by default")]
    ByDefault,
    #[failure(JobFailed, "by itself")]
    Own,
}

#[test]
fn a_default_type() {
    assert_reports(&Defaults::ByDefault, FailureType::SystemUnavailable, "by default");
    assert_reports(&Defaults::Own, FailureType::JobFailed, "by itself");
}

#[derive(JobFailure)]
enum Layout {
    #[failure(JobFailed)]
    #[failure("{0} commas")]
    Commas(u8),
    #[failure(JobFailed)]
    #[failure(external_execution_id = .run)]
    #[failure("merged")]
    Merged { run: u8 },
    #[rustfmt::skip]
    #[failure(  /* why */ JobFailed ,
        // the run
        external_execution_id = run
        ,
        "spread \
         {run}" , )]
    Spread { run: u8 },
}

impl Display for Layout {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("displayed")
    }
}

#[test]
fn attributes_in_any_layout() {
    assert_reports(&Layout::Commas(1), FailureType::JobFailed, "1 commas");
    assert_reports_with_id(&Layout::Merged { run: 7 }, FailureType::JobFailed, "merged", Some("7"));
    assert_reports_with_id(&Layout::Spread { run: 7 }, FailureType::JobFailed, "spread 7", Some("7"));
    assert_eq!(Layout::Commas(1).to_string(), "displayed");
}

#[derive(JobFailure)]
#[failure(JobFailed, "{code}: {text}")]
struct Unsized {
    code: u8,
    text: str,
}

/// A view of text as an error whose last field has no size.
fn report_of_unsized(error: &Unsized) -> String {
    fmt::from_fn(|formatter| error.fmt_message(formatter)).to_string()
}

#[test]
fn an_unsized_tail() {
    #[derive(JobFailure)]
    #[failure(ConfigurationError, "{0:?}")]
    struct Slice<T: ?Sized>(T);

    let slice: &Slice<[u8]> = &Slice([1, 2]);
    assert_eq!(slice.failure_type(), FailureType::ConfigurationError);
    assert_eq!(fmt::from_fn(|formatter| slice.fmt_message(formatter)).to_string(), "[1, 2]");
    // A struct with a `str` cannot be made without unsafe code; that it compiles is all there is to see.
    let _: fn(&Unsized) -> String = report_of_unsized;
}

mod outer {
    use codepipeline_fail::JobFailure;

    pub struct Place(pub u8);

    pub fn double(number: u8) -> u8 {
        number * 2
    }

    #[allow(unused_qualifications, reason = "a path that begins with `self` is the point")]
    pub mod inner {
        use super::JobFailure;

        pub const OWN: u8 = 9;

        #[derive(JobFailure)]
        #[failure(JobFailed, "{} {} {} {}", super::double(.place.0), self::OWN, crate::outer::double(1), .own.len())]
        pub struct Paths {
            pub place: super::Place,
            pub own: self::Own,
        }

        pub type Own = Vec<crate::outer::Place>;
    }
}

#[test]
fn relative_paths() {
    let error = outer::inner::Paths { place: outer::Place(4), own: vec![] };
    assert_reports(&error, FailureType::JobFailed, "8 9 2 0");
}

#[derive(JobFailure)]
enum Recursive {
    #[failure(JobFailed, "leaf")]
    Leaf,
    #[failure(JobFailed, "after {}", .0.depth())]
    Nested(Box<Self>),
    #[failure(transparent)]
    Transparent(Box<Recursive>),
}

impl Recursive {
    fn depth(&self) -> usize {
        match self {
            Self::Leaf => 0,
            Self::Nested(inner) | Self::Transparent(inner) => inner.depth() + 1,
        }
    }
}

#[test]
fn a_type_that_holds_itself() {
    let nested = Recursive::Nested(Box::new(Recursive::Nested(Box::new(Recursive::Leaf))));
    assert_reports(&nested, FailureType::JobFailed, "after 1");
    assert_reports(&Recursive::Transparent(Box::new(nested)), FailureType::JobFailed, "after 1");
}

enum Never {}

impl Display for Never {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {}
    }
}

#[derive(JobFailure)]
enum FieldTypes {
    #[failure(JobFailed, "{0}")]
    Reference(&'static str),
    #[failure(JobFailed, "{0:?}")]
    Slice(&'static [u8]),
    #[failure(JobFailed, "{}", (.0)(1))]
    Function(fn(u8) -> u8),
    #[failure(JobFailed, "{}", .0.is_null())]
    Pointer(*const u8),
    #[failure(JobFailed, "{0}")]
    Uninhabited(Never),
    #[failure(JobFailed, "{0:?} {1:?}")]
    TupleAndArray((u8, char), [u8; 2]),
    #[failure(JobFailed, "{0:?}")]
    Infallible(std::convert::Infallible),
    #[failure(JobFailed, "{0}")]
    TraitObject(Box<dyn Display>),
}

#[test]
fn fields_of_every_type() {
    let failed = FailureType::JobFailed;
    assert_reports(&FieldTypes::Reference("text"), failed, "text");
    assert_reports(&FieldTypes::Slice(&[1]), failed, "[1]");
    assert_reports(&FieldTypes::Function(|number| number + 1), failed, "2");
    assert_reports(&FieldTypes::Pointer(std::ptr::null()), failed, "true");
    assert_reports(&FieldTypes::TupleAndArray((1, 'c'), [2, 3]), failed, "(1, 'c') [2, 3]");
    assert_reports(&FieldTypes::TraitObject(Box::new("boxed")), failed, "boxed");
    assert!(None::<Never>.map(FieldTypes::Uninhabited).is_none());
    assert!(None::<std::convert::Infallible>.map(FieldTypes::Infallible).is_none());
}

/// Documented.
#[derive(JobFailure)]
#[non_exhaustive]
#[must_use]
#[repr(u8)]
#[failure(JobFailed)]
pub enum Attributed {
    /// Its {braces} are no placeholders.
    #[failure("one {0}")]
    One(u8) = 1,
    #[doc(hidden)]
    #[failure("two")]
    #[non_exhaustive]
    Two = 2,
}

#[test]
fn other_attributes() {
    assert_reports(&Attributed::One(0), FailureType::JobFailed, "one 0");
    assert_reports(&Attributed::Two, FailureType::JobFailed, "two");
    assert_eq!(Attributed::FAILURES[0].documentation, "Its {braces} are no placeholders.");
}

mod deprecated {
    use super::JobFailure;

    #[derive(JobFailure)]
    #[deprecated]
    #[failure(JobFailed, "{old}")]
    pub struct Old {
        #[deprecated]
        pub old: u8,
    }

    #[derive(JobFailure)]
    pub enum Variants {
        #[deprecated]
        #[failure(JobFailed, "{0}")]
        Old(u8),
        #[failure(ConfigurationError, external_execution_id = key, "{key}", key = .key + 1)]
        Field {
            #[deprecated]
            key: u8,
        },
    }
}

#[test]
#[allow(deprecated, reason = "the items are used here; what the derive adds to them is above")]
fn deprecated_items() {
    assert_reports(&deprecated::Old { old: 1 }, FailureType::JobFailed, "1");
    assert_reports(&deprecated::Variants::Old(1), FailureType::JobFailed, "1");
    let field = deprecated::Variants::Field { key: 1 };
    assert_reports_with_id(&field, FailureType::ConfigurationError, "2", Some("1"));
}

#[derive(JobFailure)]
enum Configured {
    #[cfg(not(test))]
    #[failure(Nonsense)]
    Never(NoSuchType),
    #[cfg(test)]
    #[failure(JobFailed, "{0}")]
    Always(#[cfg(not(test))] NoSuchType, u8),
    #[cfg_attr(test, failure(ConfigurationError, "{key}"))]
    #[cfg_attr(not(test), failure(Nonsense))]
    ByAttribute {
        key: u8,
        #[cfg(not(test))]
        other: NoSuchType,
    },
}

#[derive(JobFailure)]
enum AllConfiguredOut {
    #[cfg(not(test))]
    Never,
}

#[test]
fn conditional_compilation() {
    assert_reports(&Configured::Always(1), FailureType::JobFailed, "1");
    assert_reports(&Configured::ByAttribute { key: 2 }, FailureType::ConfigurationError, "2");
    assert_eq!(AllConfiguredOut::FAILURES, []);
}
