//! Derives in every place where a type can be declared, and with every visibility.

#![deny(warnings)]

use codepipeline_fail::{FailureType, JobFailure};
use derive_tests::assert_reports;

#[test]
fn in_a_function() {
    const SUFFIX: &str = "!";

    fn twice(number: u8) -> u8 {
        number * 2
    }

    #[derive(JobFailure)]
    #[failure(JobFailed, "{key}{SUFFIX} {}", twice(*.key))]
    struct Local {
        key: u8,
    }
    assert_reports(&Local { key: 1 }, FailureType::JobFailed, "1! 2");

    let closure = || {
        #[derive(JobFailure)]
        #[failure(JobFailed, "{0}")]
        struct InAClosure(u8);
        assert_reports(&InAClosure(1), FailureType::JobFailed, "1");
    };
    closure();
}

const _: () = {
    #[derive(JobFailure)]
    #[failure(JobFailed, "{0}")]
    struct InAConstant(u8);

    impl Produce for u16 {
        fn produce(&self) -> Box<dyn JobFailure> {
            Box::new(InAConstant(3))
        }
    }
};

trait Produce {
    fn produce(&self) -> Box<dyn JobFailure>;
}

impl Produce for u8 {
    fn produce(&self) -> Box<dyn JobFailure> {
        #[derive(JobFailure)]
        #[failure(SystemUnavailable, "{0}")]
        struct InAMethod(u8);
        Box::new(InAMethod(*self))
    }
}

#[test]
fn in_a_constant_and_in_a_method() {
    assert_reports(&*1_u8.produce(), FailureType::SystemUnavailable, "1");
    assert_reports(&*1_u16.produce(), FailureType::JobFailed, "3");
}

mod visibility {
    use codepipeline_fail::JobFailure;

    #[derive(Debug)]
    struct Private;

    #[derive(JobFailure)]
    #[failure(JobFailed, "{key} {private:?}")]
    pub struct WithPrivateFields {
        key: u8,
        private: Private,
    }

    impl WithPrivateFields {
        pub fn new() -> Self {
            Self { key: 1, private: Private }
        }
    }

    pub mod deeper {
        #[derive(codepipeline_fail::JobFailure)]
        #[failure(JobFailed, "{key} {0}", 2)]
        pub(in crate::visibility) struct InPath {
            pub(super) key: u8,
        }
    }

    pub fn in_path() -> impl JobFailure {
        deeper::InPath { key: 1 }
    }
}

#[test]
fn with_every_visibility() {
    assert_reports(&visibility::WithPrivateFields::new(), FailureType::JobFailed, "1 Private");
    assert_reports(&visibility::in_path(), FailureType::JobFailed, "1 2");
}

/// What an included file declares.
mod included {
    include!("../included/declarations.rs");
}

#[test]
fn from_an_included_file() {
    assert_reports(&included::Included { key: 1 }, FailureType::ConfigurationError, "included 1 2");
}
