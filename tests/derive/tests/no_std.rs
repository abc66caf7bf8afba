//! In a crate without the standard library's prelude and macros.

#![deny(warnings)]
#![no_std]

extern crate alloc;

use alloc::boxed::Box;
use alloc::string::String;
use core::num::ParseIntError;

use codepipeline_fail::{FailureType, JobFailure};
use derive_tests::{assert_reports, assert_reports_with_id};

#[derive(Debug, JobFailure)]
#[failure(error)]
enum Everything {
    #[failure(JobFailed, external_execution_id = run, "{key} {run:?} {}", .key.len())]
    Named {
        key: String,
        run: Option<u8>,
        #[failure(secret)]
        secret: Option<Box<str>>,
    },
    #[failure(inherit, causes, "not a number")]
    Parse(#[failure(from)] ParseIntError),
    #[failure(transparent)]
    Transparent(Box<Self>),
}

#[test]
fn everything() {
    let named = Everything::Named { key: "key".into(), run: Some(1), secret: Some("key".into()) };
    assert_reports_with_id(&named, FailureType::JobFailed, "*** Some(1) 3", Some("1"));
    let Err(error) = "x".parse::<u8>().map_err(Everything::from) else { unreachable!() };
    let transparent = Everything::Transparent(Box::new(error));
    assert_reports(
        &transparent,
        FailureType::ConfigurationError,
        "not a number: invalid digit found in string",
    );
}
