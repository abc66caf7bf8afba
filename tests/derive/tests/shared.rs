//! Variants whose messages show fields of the same types share the code that writes them.

#![deny(warnings, clippy::all, clippy::pedantic, clippy::nursery)]

use std::path::{Path, PathBuf};

use codepipeline_fail::{FailureType, JobFailure};
use derive_tests::assert_reports;

use FailureType::JobFailed;

#[derive(JobFailure)]
#[failure(JobFailed)]
enum Alike<'a> {
    #[failure("no {name} in {count}")]
    Named { name: String, count: u8 },
    #[failure("{1} is not {0}")]
    Turned(u8, String),
    #[failure("{name}, {count}")]
    Turned2 { count: u8, name: String },
    #[failure("{0} and {0}")]
    Twice(String),
    #[failure("{a}{b}")]
    Different { a: String, b: String },
    #[failure(r#"{0} "and" {1}"#)]
    Raw(String, String),
    #[failure("{0}{{}}{1}")]
    Braces(String, String),
    #[failure("\u{7b}0\u{7d} is \u{7b}1}")]
    Escapes(String, String),
    #[failure("{a}")]
    Borrowed { a: &'a str },
    #[failure("{0}.")]
    BorrowedToo(&'a str),
    #[failure("{0}!")]
    Static(&'static str),
    #[failure("no {0}")]
    Path(PathBuf),
    #[failure("no {path} either")]
    Another { path: PathBuf },
    #[failure(
        "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456{0}{1}"
    )]
    Long(String, String),
    #[failure(
        "01234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567{0}{1}"
    )]
    Longer(String, String),
    #[failure("ä{0}ö{1}ü")]
    Wide(String, String),
    #[failure("{0}, {1}, {2}")]
    Three(u8, u8, u8),
    #[failure("{2}{1}{0}")]
    ThreeTurned(u8, u8, u8),
    #[failure("{0}{1}{0}")]
    FirstAgain(String, String),
    #[failure("{0}{1}{1}")]
    SecondAgain(String, String),
    #[failure("{1}{0}{1}")]
    SecondAround(String, String),
    #[failure("the same")]
    Unit,
    #[failure("the same")]
    UnitToo {},
    #[failure("{{the same}}")]
    UnitWithBraces,
}

#[test]
fn each_says_its_own() {
    let text = |text: &str| text.to_owned();
    assert_reports(&Alike::Named { name: text("a"), count: 1 }, JobFailed, "no a in 1");
    assert_reports(&Alike::Turned(1, text("a")), JobFailed, "a is not 1");
    assert_reports(&Alike::Turned2 { count: 1, name: text("a") }, JobFailed, "a, 1");
    assert_reports(&Alike::Twice(text("a")), JobFailed, "a and a");
    assert_reports(&Alike::Different { a: text("a"), b: text("b") }, JobFailed, "ab");
    assert_reports(&Alike::Raw(text("a"), text("b")), JobFailed, "a \"and\" b");
    assert_reports(&Alike::Braces(text("a"), text("b")), JobFailed, "a{}b");
    assert_reports(&Alike::Escapes(text("a"), text("b")), JobFailed, "a is b");
    assert_reports(&Alike::Unit, JobFailed, "the same");
    assert_reports(&Alike::UnitToo {}, JobFailed, "the same");
    assert_reports(&Alike::UnitWithBraces, JobFailed, "{the same}");
}

#[test]
fn fields_that_are_shown_again() {
    let text = |text: &str| text.to_owned();
    assert_reports(&Alike::FirstAgain(text("a"), text("b")), JobFailed, "aba");
    assert_reports(&Alike::SecondAgain(text("a"), text("b")), JobFailed, "abb");
    assert_reports(&Alike::SecondAround(text("a"), text("b")), JobFailed, "bab");
}

#[test]
fn references_and_paths() {
    let text = "a".to_owned();
    assert_reports(&Alike::Borrowed { a: &text }, JobFailed, "a");
    assert_reports(&Alike::BorrowedToo(&text), JobFailed, "a.");
    assert_reports(&Alike::Static("a"), JobFailed, "a!");
    assert_reports(&Alike::Path("/a".into()), JobFailed, "no /a");
    assert_reports(&Alike::Another { path: Path::new("/a").into() }, JobFailed, "no /a either");
}

#[test]
fn texts_of_any_length() {
    let text = |text: &str| text.to_owned();
    let long = "0123456789".repeat(13);
    assert_reports(&Alike::Long(text("a"), text("b")), JobFailed, &format!("{}ab", &long[..127]));
    assert_reports(&Alike::Longer(text("a"), text("b")), JobFailed, &format!("{}ab", &long[..128]));
    assert_reports(&Alike::Wide(text("a"), text("b")), JobFailed, "äaöbü");
    assert_reports(&Alike::Three(1, 2, 3), JobFailed, "1, 2, 3");
    assert_reports(&Alike::ThreeTurned(1, 2, 3), JobFailed, "321");
}

/// A field's braces are no placeholders.
#[test]
fn braces_in_fields() {
    let named = Alike::Named { name: "{count} }{".to_owned(), count: 1 };
    assert_reports(&named, JobFailed, "no {count} }{ in 1");
}

mod of_a_parameter {
    use super::{JobFailed, JobFailure, assert_reports};

    /// A type parameter that is called as a type that shows itself.
    #[derive(JobFailure)]
    #[failure(JobFailed)]
    enum Called<T, String> {
        #[failure("{0} or {1}")]
        Both(T, String),
        #[failure("{0}")]
        One(T),
        #[failure("only {0}")]
        Other(String),
        #[failure("only {0} this time")]
        Again(String),
    }

    #[test]
    fn names_of_parameters() {
        assert_reports(&Called::Both(1, 'b'), JobFailed, "1 or b");
        assert_reports(&Called::<u8, char>::One(1), JobFailed, "1");
        assert_reports(&Called::<u8, char>::Other('b'), JobFailed, "only b");
        assert_reports(&Called::<u8, char>::Again('b'), JobFailed, "only b this time");
    }
}

mod of_a_macro {
    use super::{JobFailed, JobFailure, assert_reports};

    pub type PathBuf = std::path::PathBuf;

    macro_rules! in_a_macro {
        ($name:ident, $ty:ty) => {
            #[derive(JobFailure)]
            #[failure(JobFailed)]
            enum $name {
                #[failure("{0} is one")]
                One($ty),
                #[failure("{0} is another")]
                Another($ty),
                #[failure("{0} is a path")]
                Path($crate::of_a_macro::PathBuf),
                #[failure("{0} is a path, too")]
                PathToo($crate::of_a_macro::PathBuf),
            }
        };
    }

    in_a_macro!(Enum, String);

    #[test]
    fn types_from_fragments() {
        assert_reports(&Enum::One("a".to_owned()), JobFailed, "a is one");
        assert_reports(&Enum::Another("a".to_owned()), JobFailed, "a is another");
        assert_reports(&Enum::Path("/a".into()), JobFailed, "/a is a path");
        assert_reports(&Enum::PathToo("/a".into()), JobFailed, "/a is a path, too");
    }
}
