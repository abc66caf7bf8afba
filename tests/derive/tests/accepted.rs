//! What could be taken for a mistake, and is none.

use std::convert::Infallible;
use std::fmt;
use std::path::PathBuf;

use codepipeline_fail::{FailureCatalog, FailureType, JobFailure};
use derive_tests::{assert_reports, assert_reports_with_id};

#[derive(JobFailure)]
#[failure(JobFailed)]
enum Empty {}

impl fmt::Display for Empty {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {}
    }
}

#[derive(JobFailure)]
enum NeverAField {
    #[failure(transparent)]
    Never(Empty),
    #[failure(JobFailed, "never {0}")]
    Shown(Infallible),
    #[failure(JobFailed, "but this")]
    This,
}

#[test]
fn enums_and_fields_that_cannot_be() {
    assert!(Empty::FAILURES.is_empty());
    assert_reports(&NeverAField::This, FailureType::JobFailed, "but this");
    let _ = (NeverAField::Never, NeverAField::Shown);
}

#[derive(JobFailure)]
#[failure(JobFailed)]
enum DefaultOfNone {
    #[failure(PermissionError, "each has its own")]
    Only,
}

#[test]
fn a_default_that_no_variant_takes() {
    assert_reports(&DefaultOfNone::Only, FailureType::PermissionError, "each has its own");
}

#[derive(JobFailure)]
enum Written {
    #[failure(r#ConfigurationError, "raw")]
    Raw,
    #[failure(JobFailed, "trailing")]
    Trailing,
    #[failure(JobFailed)]
    #[failure(external_execution_id = run)]
    #[failure("merged {run}")]
    Merged { run: u32 },
    #[failure(JobFailed, external_execution_id = "always", "literal id")]
    LiteralId,
    #[failure(JobFailed, external_execution_id = "run-{other}", "braces that name no field")]
    Braces { run: u32 },
    #[failure(JobFailed, "{path}")]
    Path { path: PathBuf },
    #[failure(JobFailed, "{password}")]
    OnlyCalledSecret { password: &'static str },
    #[failure(JobFailed, "{__codepipeline_fail_x} {formatter} {field_0}")]
    OwnNames { __codepipeline_fail_x: u8, formatter: u8, field_0: u8 },
}

#[test]
fn other_ways_to_write_it() {
    let failed = FailureType::JobFailed;
    assert_reports(&Written::Raw, FailureType::ConfigurationError, "raw");
    assert_reports(&Written::Trailing, failed, "trailing");
    assert_reports_with_id(&Written::Merged { run: 7 }, failed, "merged 7", Some("7"));
    assert_reports_with_id(&Written::LiteralId, failed, "literal id", Some("always"));
    let braces = Written::Braces { run: 7 };
    assert_reports_with_id(&braces, failed, "braces that name no field", Some("run-{other}"));
    assert!(matches!(braces, Written::Braces { run: 7 }));
    assert_reports(&Written::Path { path: "/a".into() }, failed, "/a");
    assert_reports(&Written::OnlyCalledSecret { password: "x" }, failed, "x");
    let own_names = Written::OwnNames { __codepipeline_fail_x: 1, formatter: 2, field_0: 3 };
    assert_reports(&own_names, failed, "1 2 3");
}

/// Words of the attribute as the names of fields.
#[derive(JobFailure)]
enum Words {
    #[failure(JobFailed, "{inherit} {causes} {error} {}", secret)]
    Fields { inherit: u8, causes: u8, error: u8, secret: u8 },
    #[failure(JobFailed, "{} {}", inherit, causes)]
    Arguments { inherit: u8, causes: u8 },
    #[failure(JobFailed, "{fmt} {from} {source}", fmt = key, from = .key, source = key + 1)]
    Names { key: u8 },
    #[failure(JobFailed, "{} {}", "one", "two")]
    Strings,
}

#[test]
fn words_of_the_attribute_as_names() {
    let failed = FailureType::JobFailed;
    assert_reports(&Words::Fields { inherit: 1, causes: 2, error: 3, secret: 4 }, failed, "1 2 3 4");
    assert_reports(&Words::Arguments { inherit: 1, causes: 2 }, failed, "1 2");
    assert_reports(&Words::Names { key: 1 }, failed, "1 1 2");
    assert_reports(&Words::Strings, failed, "one two");
}

#[derive(JobFailure)]
enum UsesSelf {
    #[failure(JobFailed, "{}", .key.len() + usize::from(self.is_long()))]
    Long { key: String },
}

impl UsesSelf {
    fn is_long(&self) -> bool {
        let Self::Long { key } = self;
        key.len() > 3
    }
}

#[test]
fn arguments_that_use_self() {
    assert_reports(&UsesSelf::Long { key: "abcd".to_owned() }, FailureType::JobFailed, "5");
}

/// `{self:?}` is not `Display`, and so ends.
#[derive(Debug, JobFailure)]
#[failure(JobFailed, error, "{self:?} {}", self.0)]
struct DebugOfSelf(u8);

#[test]
fn a_message_that_shows_self_by_debug() {
    assert_reports(&DebugOfSelf(1), FailureType::JobFailed, "DebugOfSelf(1) 1");
    assert_eq!(DebugOfSelf(1).to_string(), "DebugOfSelf(1) 1");
}

/// The message is what `Display` says anyway.
#[derive(Debug, thiserror::Error, JobFailure)]
#[error("the same")]
#[failure(JobFailed, "the same")]
struct SaidTwice;

#[test]
fn a_message_that_is_the_same_as_display() {
    assert_reports(&SaidTwice, FailureType::JobFailed, "the same");
}

#[derive(JobFailure)]
enum Recursive {
    #[failure(transparent)]
    Again(Box<Recursive>),
    #[failure(SystemUnavailable, "the end")]
    End,
}

#[test]
fn a_type_that_is_transparent_to_itself() {
    let twice = Recursive::Again(Box::new(Recursive::Again(Box::new(Recursive::End))));
    assert_reports(&twice, FailureType::SystemUnavailable, "the end");
}

/// Needs `T: JobFailure` where it is used as a failure, and nowhere else.
#[derive(JobFailure)]
#[failure(transparent)]
struct Wrapper<T>(T);

#[test]
fn a_parameter_that_need_not_be_a_failure_until_it_is_used_as_one() {
    assert_eq!(Wrapper(7).0, 7);
    assert_reports(&Wrapper(SaidTwice), FailureType::JobFailed, "the same");
}

/// A failure type by its name in an expression, where it is no argument.
#[derive(JobFailure)]
#[failure(JobFailed, "{}", FailureType::JobFailed)]
struct NamesAType;

#[test]
fn a_failure_type_in_an_argument() {
    assert_reports(&NamesAType, FailureType::JobFailed, "JobFailed");
}
