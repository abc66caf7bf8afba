//! `secret`: the text of a field goes into nothing that leaves.

#![deny(warnings)]

use std::borrow::Cow;
use std::fmt;

use codepipeline_fail::{Failure, FailureDetails, FailureType, JobFailure, Redactor};
use derive_tests::{assert_reports, assert_reports_with_id};

#[derive(Debug, thiserror::Error, JobFailure)]
#[error("cannot log in: {self:?}")]
enum Login {
    #[failure(JobFailed)]
    Named {
        user: &'static str,
        #[failure(secret)]
        password: String,
    },
    #[failure(JobFailed)]
    Tuple(#[failure(secret)] Option<&'static str>, #[failure(secret)] u64, u8),
    #[failure(JobFailed, external_execution_id = run, "refused")]
    Run {
        #[failure(secret)]
        token: Cow<'static, str>,
        run: String,
    },
    #[failure(JobFailed)]
    Boxed(#[failure(secret)] Box<str>),
}

fn secrets_of(failure: &dyn JobFailure) -> Vec<String> {
    let mut secrets = Vec::new();
    failure.visit_secrets(&mut |secret| secrets.push(secret.to_string()));
    secrets
}

#[test]
fn the_text_is_removed_wherever_it_turns_up() {
    let failed = FailureType::JobFailed;
    let named = Login::Named { user: "ada", password: "countess".to_owned() };
    assert_reports(&named, failed, "cannot log in: Named { user: \"ada\", password: \"***\" }");
    assert_reports(
        &Login::Tuple(Some("countess"), 18_151_210, 3),
        failed,
        "cannot log in: Tuple(Some(\"***\"), ***, 3)",
    );
    let run = Login::Run { token: "countess".into(), run: "run-countess".to_owned() };
    assert_reports_with_id(&run, failed, "refused", Some("run-***"));
    assert_reports(&Login::Boxed("countess".into()), failed, "cannot log in: Boxed(\"***\")");
    assert_eq!(secrets_of(&Login::Tuple(None, 18_151_210, 3)), ["18151210"]);
}

#[derive(JobFailure)]
enum Outer {
    #[failure(JobFailed, "{source}")]
    Source { source: Login },
    #[failure(JobFailed, "{0}")]
    Optional(#[failure(source)] std::sync::Arc<Login>),
    #[failure(transparent)]
    Transparent(Login),
    #[failure(inherit, "{0}")]
    Inherit(Box<Login>),
    #[failure(JobFailed, "{0}")]
    NoFailure(#[failure(source)] fmt::Error),
    #[failure(JobFailed, "{text}")]
    Both {
        text: String,
        #[failure(secret)]
        own: &'static str,
        source: Option<Login>,
    },
}

#[test]
fn the_secrets_of_a_source_are_secret_too() {
    let boxed = || Login::Boxed("countess".into());
    let text = "cannot log in: Boxed(\"***\")";
    for outer in [
        Outer::Source { source: boxed() },
        Outer::Optional(boxed().into()),
        Outer::Transparent(boxed()),
        Outer::Inherit(boxed().into()),
    ] {
        assert_reports(&outer, FailureType::JobFailed, text);
    }
    assert_eq!(secrets_of(&Outer::NoFailure(fmt::Error)), Vec::<String>::new());
    let both =
        Outer::Both { text: "countess of mathematics".to_owned(), own: "mathematics", source: Some(boxed()) };
    assert_eq!(secrets_of(&both), ["mathematics", "countess"]);
    assert_reports(&both, FailureType::JobFailed, "*** of ***");
}

#[derive(JobFailure)]
#[failure(JobFailed, fmt = everything)]
struct Struct(#[failure(secret)] String);

fn everything(secret: &str, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
    write!(formatter, "it is {secret}")
}

#[test]
fn a_function_may_say_it() {
    let error = Struct("countess".to_owned());
    assert_reports(&error, FailureType::JobFailed, "it is ***");
    assert_eq!(Redactor::new().with_secrets_of(&error).redact("countess"), "***");
    assert_eq!(FailureDetails::of(&Failure::from(error)).message(), "it is ***");
}
