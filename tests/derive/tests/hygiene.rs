//! What the user's code calls its things does not matter.

#![deny(warnings)]

use derive_tests::{assert_reports, assert_reports_with_id};

mod names_of_fields {
    use codepipeline_fail::{FailureType, JobFailure};

    /// Every one of these is, or was, a name in the output of some derive.
    #[derive(JobFailure)]
    #[failure(
        JobFailed,
        external_execution_id = formatter,
        "{_x}{__formatter}{formatter}{f}{self_}{this}{msg}{kind}{message}{e}{std}{core}{result}{field_0}{field_1}{visit} {}",
        field_2 + .field_0 + visit + .formatter
    )]
    struct Fields {
        _x: u8,
        __formatter: u8,
        formatter: u8,
        f: u8,
        self_: u8,
        this: u8,
        msg: u8,
        kind: u8,
        message: u8,
        e: u8,
        std: u8,
        core: u8,
        result: u8,
        field_0: u8,
        field_1: u8,
        field_2: u8,
        #[failure(secret)]
        value: &'static str,
        visit: u8,
    }

    #[test]
    fn of_fields() {
        let error = Fields {
            _x: 0,
            __formatter: 1,
            formatter: 2,
            f: 3,
            self_: 4,
            this: 5,
            msg: 6,
            kind: 7,
            message: 8,
            e: 9,
            std: 0,
            core: 1,
            result: 2,
            field_0: 3,
            field_1: 4,
            field_2: 5,
            value: "nothing that turns up",
            visit: 6,
        };
        super::assert_reports_with_id(&error, FailureType::JobFailed, "0123456789012346 16", Some("2"));
    }
}

mod names_of_constants {
    use codepipeline_fail::{FailureType, JobFailure};

    const LIMIT: u8 = 1;
    static PREFIX: &str = "static";
    #[allow(non_upper_case_globals, reason = "to be mistaken for a field")]
    const limit: u8 = 2;

    #[derive(JobFailure)]
    enum Constants {
        #[failure(JobFailed, "{LIMIT} {PREFIX} {}", LIMIT + 2)]
        None,
        #[failure(JobFailed, "{key} {limit:width$} {}", LIMIT + limit, width = LIMIT as usize)]
        InSmallLetters { key: u8 },
        #[failure(JobFailed, "{LIMIT}")]
        #[allow(non_snake_case, reason = "to be mistaken for a constant")]
        Field { LIMIT: u8 },
    }

    #[test]
    fn of_constants() {
        super::assert_reports(&Constants::None, FailureType::JobFailed, "1 static 3");
        super::assert_reports(&Constants::InSmallLetters { key: 0 }, FailureType::JobFailed, "0 2 3");
        super::assert_reports(&Constants::Field { LIMIT: 9 }, FailureType::JobFailed, "9");
    }
}

mod names_of_variants {
    use codepipeline_fail::{FailureType, JobFailure as Derive};
    use std::string::String as Text;

    #[derive(Derive)]
    pub enum Result {
        #[failure(JobFailed, "ok {0}")]
        Ok(Text),
        #[failure(JobFailed, external_execution_id = .0, "err")]
        Err(u8),
        #[failure(ConfigurationError, "some")]
        Some(
            #[failure(secret)]
            #[allow(dead_code)]
            u8,
        ),
        #[failure(JobFailed, "none")]
        None,
        #[failure(JobFailed, "self")]
        Self_,
        #[failure(SystemUnavailable, "job failed")]
        JobFailed,
        #[failure(JobFailed, "error {source}")]
        Error { source: std::fmt::Error },
    }

    #[derive(Derive)]
    #[failure(JobFailed, "{0}")]
    pub struct Option(pub String);

    #[derive(Derive)]
    #[failure(JobFailed, "{0}")]
    pub struct String(pub Box);

    #[derive(Derive)]
    #[failure(JobFailed, external_execution_id = .0, "boxed")]
    pub struct Box(pub u8);

    #[derive(Derive)]
    #[failure(transparent)]
    pub struct JobFailure(pub FailureCatalog);

    #[derive(Derive)]
    #[failure(JobFailed, "catalog")]
    pub struct FailureCatalog;

    impl std::fmt::Display for Box {
        fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            self.0.fmt(formatter)
        }
    }

    impl std::fmt::Display for String {
        fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            self.0.fmt(formatter)
        }
    }

    #[test]
    fn of_variants_and_types() {
        let failed = FailureType::JobFailed;
        super::assert_reports(&Result::Ok("x".to_owned()), failed, "ok x");
        super::assert_reports_with_id(&Result::Err(1), failed, "err", Some("1"));
        super::assert_reports(&Result::Some(99), FailureType::ConfigurationError, "some");
        super::assert_reports(&Result::None, failed, "none");
        super::assert_reports(&Result::Self_, failed, "self");
        super::assert_reports(&Result::JobFailed, FailureType::SystemUnavailable, "job failed");
        let error = Result::Error { source: std::fmt::Error };
        super::assert_reports(&error, failed, &format!("error {}", std::fmt::Error));
        super::assert_reports(&Option(String(Box(1))), failed, "1");
        super::assert_reports_with_id(&Box(1), failed, "boxed", Some("1"));
        super::assert_reports(&JobFailure(FailureCatalog), failed, "catalog");
    }
}

#[allow(dead_code, unused_macros, unused_imports, reason = "what is in the way is not used")]
mod names_of_modules_and_macros {
    mod core {}
    mod std {}
    mod alloc {}
    mod codepipeline_fail {}

    macro_rules! write {
        ($($anything:tt)*) => {
            compile_error!("the user's `write!`")
        };
    }
    macro_rules! format {
        ($($anything:tt)*) => {
            compile_error!("the user's `format!`")
        };
    }
    macro_rules! format_args {
        ($($anything:tt)*) => {
            compile_error!("the user's `format_args!`")
        };
    }
    macro_rules! matches {
        ($($anything:tt)*) => {
            compile_error!("the user's `matches!`")
        };
    }
    macro_rules! concat {
        ($($anything:tt)*) => {
            compile_error!("the user's `concat!`")
        };
    }
    macro_rules! stringify {
        ($($anything:tt)*) => {
            compile_error!("the user's `stringify!`")
        };
    }

    /// Traits that have the methods of the ones we call.
    trait Into {
        fn into(&self) {}
        fn to_string(&self) {}
        fn cause(&self) {}
        fn write_fmt(&self, _: u8) {}
        fn write_str(&self, _: u8) {}
        fn visit_secrets(&self, _: u8) {}
        fn external_execution_id(&self) {}
        fn failure_type(&self) {}
        fn found(&self) {}
    }
    impl<T: ?Sized> Into for T {}
    use Into as TryFrom;
    use Into as ToString;
    use Into as Display;
    use Into as Error;
    use Into as Iterator;
    type Option = u8;
    type Result = u8;
    type String = u8;
    type Send = u8;
    #[allow(non_snake_case)]
    fn Some(_: u8) {}
    #[allow(non_snake_case)]
    fn Ok(_: u8) {}
    #[allow(non_snake_case)]
    fn Err(_: u8) {}

    /// All that the macro can write.
    #[derive(::codepipeline_fail::JobFailure, Debug)]
    #[failure(error, causes)]
    pub enum Everything {
        #[failure(JobFailed, external_execution_id = id, "{path} {pointer:p} {}", .id + 1)]
        Named {
            path: ::std::path::PathBuf,
            pointer: &'static u8,
            id: u8,
            // Of digits that no address has.
            #[failure(secret)]
            secret: i8,
        },
        #[failure(inherit, "{0} failed")]
        Inherits(#[failure(from)] ::std::io::Error),
        #[failure(transparent)]
        Transparent(Leaf),
        #[failure(JobFailed, fmt = function)]
        Function(u8),
        #[failure(JobFailed, external_execution_id = "text", "a source")]
        Source(#[failure(source)] ::core::option::Option<::std::boxed::Box<Leaf>>),
    }

    #[derive(::codepipeline_fail::JobFailure, Debug)]
    #[failure(JobFailed, error, "leaf")]
    pub struct Leaf;

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "fields are passed by reference")]
    fn function(number: &u8, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        ::core::fmt::Display::fmt(number, formatter)
    }

    static ZERO: u8 = 0;

    #[test]
    fn of_modules_macros_and_traits() {
        use ::codepipeline_fail::FailureType;
        let failed = FailureType::JobFailed;
        let pointer = ::std::format!("{:p}", &ZERO);
        let named =
            Everything::Named { path: ::std::path::PathBuf::from("/a"), pointer: &ZERO, id: 7, secret: -99 };
        let expected = ::std::string::String::from("/a *** 8");
        let details = ::codepipeline_fail::FailureDetails::of(&named);
        ::core::assert_eq!(details.message().replace(&pointer, "***"), expected);
        let io = ::std::io::Error::from(::std::io::ErrorKind::PermissionDenied);
        let inherits = <Everything as From<::std::io::Error>>::from(io);
        super::assert_reports(&inherits, FailureType::PermissionError, "permission denied failed");
        super::assert_reports(&Everything::Transparent(Leaf), failed, "leaf");
        super::assert_reports(&Everything::Function(3), failed, "3");
        let source = Everything::Source(::core::option::Option::Some(::std::boxed::Box::new(Leaf)));
        super::assert_reports_with_id(
            &source,
            failed,
            "a source: leaf",
            ::core::option::Option::Some("text"),
        );
    }
}

mod renamed_prelude {
    use codepipeline_fail::{FailureType, JobFailure};
    use std::option::Option as Maybe;
    use std::result::Result as Option;

    #[derive(JobFailure)]
    #[failure(JobFailed, external_execution_id = .1, "{0:?}")]
    struct Renamed(Option<u8, u8>, Maybe<u8>);

    #[test]
    fn a_result_called_option() {
        super::assert_reports_with_id(&Renamed(Err(1), Some(2)), FailureType::JobFailed, "Err(1)", Some("2"));
    }
}
