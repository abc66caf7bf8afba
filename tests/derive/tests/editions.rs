//! Crates of other editions.

#![deny(warnings)]

use codepipeline_fail::FailureType;
use derive_tests::{assert_reports, assert_reports_with_id};

macro_rules! test_edition {
    ($test:ident, $edition:ident) => {
        #[test]
        fn $test() {
            use $edition::Everything;

            let named = Everything::Named { r#gen: 1, key: "k".to_owned(), path: "/p".into() };
            assert_reports_with_id(&named, FailureType::JobFailed, "1 \"k\" /p 1", Some("1"));
            let inherits = Everything::from(std::io::Error::from(std::io::ErrorKind::TimedOut));
            assert_reports(&inherits, FailureType::SystemUnavailable, "Kind(TimedOut): timed out");
            let transparent = Everything::Transparent(Box::new(Everything::Function(3)));
            assert_reports(&transparent, FailureType::PermissionError, "3");
            assert_eq!(Everything::Gap(9, 2).to_string(), "gap 2");
        }
    };
}

test_edition!(edition_2018, derive_tests_edition_2018);
test_edition!(edition_2021, derive_tests_edition_2021);
