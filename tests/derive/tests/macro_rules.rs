//! Errors that macros make, whole or in parts.

#![deny(warnings)]

use codepipeline_fail::{FailureCatalog as _, FailureType, JobFailure};
use derive_tests::{assert_reports, assert_reports_with_id};

macro_rules! whole {
    ($name:ident) => {
        #[derive(JobFailure)]
        enum $name {
            #[failure(JobFailed, external_execution_id = key, "{key} {} {self_}", .key + 1)]
            Named { key: u8, self_: u8 },
            #[failure(ConfigurationError, "{0} {n}", n = .0 + 1)]
            Tuple(u8),
        }
    };
}

whole!(Whole);

#[test]
fn a_whole_enum() {
    assert_reports_with_id(&Whole::Named { key: 1, self_: 2 }, FailureType::JobFailed, "1 2 2", Some("1"));
    assert_reports(&Whole::Tuple(1), FailureType::ConfigurationError, "1 2");
}

macro_rules! item {
    ($item:item) => {
        $item
    };
}

item! {
    #[derive(JobFailure)]
    #[failure(JobFailed, external_execution_id = .key, "{key}")]
    struct Item {
        key: u8,
    }
}

macro_rules! variants {
    (enum $name:ident { $($body:tt)* }) => {
        #[derive(JobFailure)]
        enum $name { $($body)* }
    };
}

variants! {
    enum Variants {
        #[failure(JobFailed, "{key:?} {}", .key.len())]
        One { key: String },
        #[failure(JobFailed, "{0}")]
        Two(u8),
    }
}

#[test]
fn an_item_passed_through() {
    assert_reports_with_id(&Item { key: 1 }, FailureType::JobFailed, "1", Some("1"));
    assert_reports(&Variants::One { key: "k".to_owned() }, FailureType::JobFailed, "\"k\" 1");
    assert_reports(&Variants::Two(2), FailureType::JobFailed, "2");
}

/// Every part of the attribute and the item as a fragment.
macro_rules! fragments {
    (
        $vis:vis $name:ident, $variant:ident, $kind:ident, $literal:literal, $field:ident: $ty:ty, $id:expr,
        $tokens:tt, $argument:expr, $path:path, $lifetime:lifetime, $inner:ty
    ) => {
        #[derive(JobFailure)]
        $vis enum $name<$lifetime> {
            #[failure($kind, external_execution_id = $id, $literal)]
            $variant { $field: $ty },
            #[failure($kind, external_execution_id = .$field, "{}{}", .$field, $argument)]
            Shorthand { $field: $ty },
            #[failure($kind, $tokens)]
            Tokens($ty),
            #[failure($kind, fmt = $path)]
            Function(&$lifetime str),
            #[failure(inherit, $literal, $field = 1)]
            Source(#[failure(source)] Option<$inner>),
        }
    };
}

fragments! {
    pub(crate) Fragments, Literal, SystemUnavailable, "key: {key}", key: u8, FALLBACK,
    "{0:?}", FALLBACK + 1, crate::write_text, 'text, std::io::Error
}

const FALLBACK: u8 = 7;

fn write_text(text: &str, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
    formatter.write_str(text)
}

#[test]
fn fragments_of_every_kind() {
    let unavailable = FailureType::SystemUnavailable;
    assert_reports_with_id(&Fragments::Literal { key: 1 }, unavailable, "key: 1", Some("7"));
    assert_reports_with_id(&Fragments::Shorthand { key: 1 }, unavailable, "18", Some("1"));
    assert_reports(&Fragments::Tokens(1), unavailable, "1");
    assert_reports(&Fragments::Function("text"), unavailable, "text");
    let denied = std::io::Error::from(std::io::ErrorKind::PermissionDenied);
    assert_reports(&Fragments::Source(Some(denied)), FailureType::PermissionError, "key: 1");
    assert_eq!(Fragments::FAILURES[0].message, Some("key: {key}"));
}

/// The message as an expression, which is a literal in an invisible group.
macro_rules! message_as_expression {
    ($name:ident, $message:expr) => {
        #[derive(JobFailure)]
        #[failure(JobFailed, $message)]
        struct $name {
            key: u8,
        }
    };
}

message_as_expression!(MessageAsExpression, "as an expression: {key}");

#[test]
fn a_message_as_an_expression() {
    assert_reports(&MessageAsExpression { key: 1 }, FailureType::JobFailed, "as an expression: 1");
}

/// Names from the macro and from its caller meet in one variant.
macro_rules! mixed {
    ($name:ident, $theirs:ident, $message:literal, $argument:expr) => {
        #[derive(JobFailure)]
        enum $name {
            #[failure(JobFailed, $message, $argument, ours = .ours + $theirs)]
            Mixed { ours: u8, $theirs: u8 },
            #[failure(JobFailed, "{ours} {}", ours + .$theirs)]
            Own { ours: u8, $theirs: u8 },
        }
    };
}

mixed!(Mixed, theirs, "{theirs} {ours} {}", 40 + 2);

#[test]
fn names_from_both_sides() {
    assert_reports(&Mixed::Mixed { ours: 1, theirs: 2 }, FailureType::JobFailed, "2 3 42");
    assert_reports(&Mixed::Own { ours: 1, theirs: 2 }, FailureType::JobFailed, "1 3");
}

macro_rules! nested {
    ($($rest:tt)*) => { whole! { $($rest)* } };
}

mod by_another_macro {
    use super::{FailureType, JobFailure, assert_reports, assert_reports_with_id};

    nested!(Nested);

    #[test]
    fn a_macro_in_a_macro() {
        assert_reports(&Nested::Tuple(1), FailureType::ConfigurationError, "1 2");
        assert_reports_with_id(
            &Nested::Named { key: 1, self_: 1 },
            FailureType::JobFailed,
            "1 2 1",
            Some("1"),
        );
    }
}
