//! `crate = PATH`, for a crate that is found elsewhere; and what has to be imported.

#![deny(warnings)]

use derive_tests::{assert_reports, assert_reports_with_id};

mod facade {
    pub use codepipeline_fail as failures;

    pub mod deeper {
        pub use codepipeline_fail::*;
    }
}

mod by_alias {
    use codepipeline_fail as cpf;

    #[derive(Debug, cpf::JobFailure)]
    #[failure(crate = cpf, error)]
    pub enum Everything {
        #[failure(JobFailed, external_execution_id = id, "{path} {}", .path.exists())]
        Named {
            id: u8,
            path: std::path::PathBuf,
            #[failure(secret)]
            secret: Option<u8>,
        },
        #[failure(inherit, causes, "m")]
        Inherits(#[failure(from)] std::io::Error),
        #[failure(transparent)]
        Transparent(Box<Self>),
        #[failure(JobFailed, "{0:p}")]
        Pointer(&'static u8),
    }
}

#[derive(facade::failures::JobFailure)]
#[failure(crate = facade::failures, JobFailed, "{0}")]
struct ByFacade(u8);

#[derive(facade::deeper::JobFailure)]
#[failure(JobFailed, "{0}")]
#[failure(crate = crate::facade::deeper)]
struct FromTheRoot(u8);

mod inner {
    #[derive(super::facade::deeper::JobFailure)]
    #[failure(crate = super::facade::deeper)]
    pub enum FromTheParent {
        #[failure(JobFailed, "{0}")]
        Only(u8),
    }
}

#[derive(codepipeline_fail::JobFailure)]
#[failure(crate = ::codepipeline_fail, JobFailed, "{0}")]
struct Absolute(u8);

#[derive(codepipeline_fail::JobFailure)]
#[failure(JobFailed, "{0}")]
struct NothingImported(u8);

#[test]
fn paths_of_every_kind() {
    use by_alias::Everything;
    use codepipeline_fail::FailureType;

    let failed = FailureType::JobFailed;
    let named = Everything::Named { id: 7, path: "/no".into(), secret: Some(9) };
    assert_reports_with_id(&named, failed, "/no false", Some("7"));
    let inherits = Everything::from(std::io::Error::from(std::io::ErrorKind::TimedOut));
    assert_eq!(inherits.to_string(), "m: timed out");
    assert_reports(
        &Everything::Transparent(Box::new(inherits)),
        FailureType::SystemUnavailable,
        "m: timed out",
    );
    assert_reports(&Everything::Pointer(&0), failed, &Everything::Pointer(&0).to_string());
    assert_reports(&ByFacade(1), failed, "1");
    assert_reports(&FromTheRoot(1), failed, "1");
    assert_reports(&inner::FromTheParent::Only(1), failed, "1");
    assert_reports(&Absolute(1), failed, "1");
    assert_reports(&NothingImported(1), failed, "1");
}

/// One import brings the derive and the trait.
mod one_import {
    use codepipeline_fail::JobFailure;

    #[derive(JobFailure)]
    #[failure(PermissionError, "{0}")]
    pub struct Both(pub u8);

    pub fn type_of(failure: &impl JobFailure) -> codepipeline_fail::FailureType {
        failure.failure_type()
    }
}

#[test]
fn one_import_for_trait_and_derive() {
    assert_eq!(one_import::type_of(&one_import::Both(1)), codepipeline_fail::FailureType::PermissionError);
    assert_reports(&one_import::Both(1), codepipeline_fail::FailureType::PermissionError, "1");
}

#[test]
fn a_dependency_under_another_name() {
    let error = derive_tests_renamed::Renamed { key: 1, run: Some("run") };
    assert_reports_with_id(&error, codepipeline_fail::FailureType::JobFailed, "renamed 1", Some("run"));
}
