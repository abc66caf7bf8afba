//! `#[failure(from)]`: an implementation of `From`, for `?`.

#![deny(warnings)]

use std::error::Error;
use std::num::ParseIntError;

use codepipeline_fail::{Failure, FailureType, JobFailure};
use derive_tests::assert_reports;

#[derive(JobFailure)]
enum Converted {
    #[failure(ConfigurationError, "{0}")]
    Tuple(#[failure(from)] ParseIntError),
    #[failure(inherit, "{error}")]
    Named {
        #[failure(from)]
        error: std::io::Error,
    },
    #[failure(JobFailed, "{}", .0.is_some())]
    Optional(#[failure(from)] Option<std::str::Utf8Error>),
    #[failure(transparent)]
    Boxed(#[failure(from)] Box<Inner>),
}

#[derive(JobFailure)]
#[failure(PermissionError, "inner")]
struct Inner;

#[derive(JobFailure)]
#[failure(JobFailed, "struct")]
struct Struct(#[failure(from)] ParseIntError);

fn parse<E: From<ParseIntError>>(text: &str) -> Result<u8, E> {
    Ok(text.parse()?)
}

#[test]
fn with_the_question_mark() {
    let invalid = "invalid digit found in string";
    assert!(parse::<Converted>("1").is_ok_and(|number| number == 1));
    let Err(error) = parse::<Converted>("x") else { unreachable!() };
    assert_reports(&error, FailureType::ConfigurationError, invalid);
    assert!(error.cause().is_some_and(<dyn Error>::is::<ParseIntError>));
    let Err(error) = parse::<Struct>("x") else { unreachable!() };
    assert_reports(&error, FailureType::JobFailed, "struct");
    assert!(error.cause().is_some_and(<dyn Error>::is::<ParseIntError>));
}

#[test]
fn of_fields_of_every_type() {
    let io = Converted::from(std::io::Error::from(std::io::ErrorKind::PermissionDenied));
    assert_reports(&io, FailureType::PermissionError, "permission denied");
    let utf8 = String::from_utf8(vec![0xFF]).map_err(|error| error.utf8_error()).unwrap_err();
    assert_reports(&Converted::from(utf8), FailureType::JobFailed, "true");
    assert!(Converted::Optional(None).cause().is_none());
    assert_reports(&Converted::from(Box::new(Inner)), FailureType::PermissionError, "inner");
}

#[test]
fn on_to_a_failure() {
    fn handler() -> Result<u8, Failure> {
        Ok(parse::<Converted>("x")?)
    }
    let failure = handler().unwrap_err();
    assert_reports(&*failure, FailureType::ConfigurationError, "invalid digit found in string");
}
