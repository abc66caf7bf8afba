//! `external_execution_id`: values of every type, and what is sent of them.

#![deny(warnings)]

use std::borrow::Cow;
use std::fmt::{self, Display};
use std::rc::Rc;

use codepipeline_fail::{FailureType, JobFailure};
use derive_tests::assert_reports_with_id;

struct RunId(u32);

impl Display for RunId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "run-{}", self.0)
    }
}

type MaybeRun = Option<RunId>;

#[derive(JobFailure)]
#[failure(JobFailed)]
enum Field<'a> {
    #[failure(external_execution_id = run, "m")]
    Text { run: String },
    #[failure(external_execution_id = .0, "m")]
    Borrowed(&'a str),
    #[failure(external_execution_id = .0, "m")]
    CopyOnWrite(Cow<'a, str>),
    #[failure(external_execution_id = .0, "m")]
    Shared(Rc<str>),
    #[failure(external_execution_id = .0, "m")]
    Number(u64),
    #[failure(external_execution_id = _0, "m")]
    Own(RunId),
    #[failure(external_execution_id = .0, "m")]
    Optional(Option<RunId>),
    #[failure(external_execution_id = .0, "m")]
    Alias(MaybeRun),
    #[failure(external_execution_id = .0, "m")]
    OptionalReference(Option<&'a RunId>),
    #[failure(external_execution_id = .0, "m")]
    BoxedOptional(Option<Box<RunId>>),
}

#[test]
fn fields_of_every_type() {
    let run = || RunId(7);
    let reference = &run();
    for (error, id) in [
        (Field::Text { run: "text".to_owned() }, "text"),
        (Field::Borrowed("text"), "text"),
        (Field::CopyOnWrite("text".into()), "text"),
        (Field::Shared("text".into()), "text"),
        (Field::Number(7), "7"),
        (Field::Own(run()), "run-7"),
        (Field::Optional(Some(run())), "run-7"),
        (Field::Alias(Some(run())), "run-7"),
        (Field::OptionalReference(Some(reference)), "run-7"),
        (Field::BoxedOptional(Some(Box::new(run()))), "run-7"),
    ] {
        assert_reports_with_id(&error, FailureType::JobFailed, "m", Some(id));
    }
    for none in [
        Field::Optional(None),
        Field::Alias(None),
        Field::OptionalReference(None),
        Field::BoxedOptional(None),
    ] {
        assert_reports_with_id(&none, FailureType::JobFailed, "m", None);
    }
}

const PREFIX: &str = "deploy";

#[derive(JobFailure)]
#[failure(JobFailed)]
enum Expression {
    #[failure(external_execution_id = "the-only-run", "m")]
    Literal,
    #[failure(external_execution_id = PREFIX, "m")]
    Constant,
    #[failure(external_execution_id = format!("{PREFIX}-{run}"), "m")]
    Formatted { run: u8 },
    #[failure(external_execution_id = format_args!("{}-{}", .0, .1), "m")]
    FormatArguments(u8, u8),
    #[failure(external_execution_id = run.as_ref().map(|run| run.0 + 1), "m")]
    Mapped { run: Option<RunId> },
    #[failure(external_execution_id = if *.0 > 1 { Some(*.0) } else { None }, "m")]
    Condition(u8),
    #[failure(external_execution_id = crate::last_of(.0), "m")]
    Function(Vec<u8>),
    #[failure(external_execution_id = .0.0, "{0}")]
    Nested(RunId),
    #[failure(external_execution_id = self.own_id(), "m")]
    Method(u8),
    #[failure(external_execution_id = Some::<Option<u8>>(None).flatten(), "m")]
    Generics,
}

fn last_of(runs: &[u8]) -> Option<u8> {
    runs.last().copied()
}

impl Expression {
    fn own_id(&self) -> Option<String> {
        match self {
            Self::Method(number) => Some(format!("own-{number}")),
            _ => None,
        }
    }
}

#[test]
fn expressions() {
    for (error, id) in [
        (Expression::Literal, Some("the-only-run")),
        (Expression::Constant, Some("deploy")),
        (Expression::Formatted { run: 1 }, Some("deploy-1")),
        (Expression::FormatArguments(1, 2), Some("1-2")),
        (Expression::Mapped { run: Some(RunId(1)) }, Some("2")),
        (Expression::Mapped { run: None }, None),
        (Expression::Condition(2), Some("2")),
        (Expression::Condition(1), None),
        (Expression::Function(vec![1, 2]), Some("2")),
        (Expression::Function(vec![]), None),
        (Expression::Method(3), Some("own-3")),
        (Expression::Generics, None),
    ] {
        assert_reports_with_id(&error, FailureType::JobFailed, "m", id);
    }
    assert_reports_with_id(&Expression::Nested(RunId(4)), FailureType::JobFailed, "run-4", Some("4"));
}
