//! Without the prelude: every name in the macro's output is a path from the root.

#![deny(warnings)]
#![no_implicit_prelude]

use ::codepipeline_fail::{FailureType, JobFailure};
use ::core::option::Option;
use ::derive_tests::{assert_reports, assert_reports_with_id};

#[derive(JobFailure, ::core::fmt::Debug)]
#[failure(error)]
enum Everything {
    #[failure(JobFailed, external_execution_id = id, "{path} {id:?} {}", .path.exists())]
    Named {
        path: ::std::path::PathBuf,
        id: Option<u8>,
        #[failure(secret)]
        secret: Option<u8>,
    },
    #[failure(inherit, causes, "it failed")]
    Inherits(#[failure(from)] ::std::io::Error),
    #[failure(transparent)]
    Transparent(::std::boxed::Box<Leaf>),
    #[failure(SystemUnavailable, fmt = function)]
    Function(u8),
    #[failure(JobFailed, "gap {1}")]
    Gap(#[failure(secret)] u8, u8),
}

#[derive(JobFailure, ::core::fmt::Debug)]
#[failure(PermissionError, "leaf")]
struct Leaf;

#[expect(clippy::trivially_copy_pass_by_ref, reason = "fields are passed by reference")]
fn function(number: &u8, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
    ::core::fmt::Display::fmt(number, formatter)
}

#[test]
fn everything() {
    use ::core::convert::From as _;
    let path = ::std::path::PathBuf::from("/nowhere");
    let named = Everything::Named { path, id: Option::Some(1), secret: Option::Some(99) };
    assert_reports_with_id(&named, FailureType::JobFailed, "/nowhere Some(1) false", Option::Some("1"));
    let inherits = Everything::from(::std::io::Error::from(::std::io::ErrorKind::TimedOut));
    assert_reports(&inherits, FailureType::SystemUnavailable, "it failed: timed out");
    let transparent = Everything::Transparent(::std::boxed::Box::new(Leaf));
    assert_reports(&transparent, FailureType::PermissionError, "leaf");
    assert_reports(&Everything::Function(1), FailureType::SystemUnavailable, "1");
    assert_reports(&Everything::Gap(99, 2), FailureType::JobFailed, "gap 2");
    ::core::assert_eq!(::std::string::ToString::to_string(&inherits), "it failed: timed out");
}
