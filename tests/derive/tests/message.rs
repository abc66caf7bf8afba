//! Messages: fields in format strings, their arguments, functions, `Display`.

use std::fmt;
use std::path::{Path, PathBuf};

use codepipeline_fail::{FailureType, JobFailure};
use derive_tests::assert_reports;

const LIMIT: usize = 3;

#[derive(JobFailure)]
enum Named {
    #[failure(JobFailed, "nothing to see")]
    Unit,
    #[failure(JobFailed, "{{literal}} {{{key}}}")]
    Braces { key: String },
    #[failure(ConfigurationError, "{key} in {region:?}, at most {LIMIT}")]
    Fields { key: String, region: &'static str },
    #[failure(JobFailed, "|{text:>width$.precision$}|")]
    Widths { text: String, width: usize, precision: usize },
    #[failure(JobFailed, "{path} {path:?} {}", path.exists())]
    Path { path: PathBuf },
    #[failure(JobFailed, "{0} {key} {}", 1 + 1, key = key.len())]
    Arguments { key: String },
    #[failure(JobFailed, "{} {}", .key.len(), (.key, .other.0).1)]
    Shorthand { key: String, other: (u8, u8) },
    #[failure(JobFailed, "{type} {fn}")]
    Raw { r#type: u8, r#fn: u8 },
    #[failure(JobFailed, "{größe} {_x} {formatter} {f}")]
    Names { größe: u8, _x: u8, formatter: u8, f: u8 },
    #[failure(JobFailed, "{n:#010x} {n:b} {n:o} {e:+.3e}")]
    Traits { n: u32, e: f64 },
}

#[derive(JobFailure)]
enum Tuple {
    #[failure(JobFailed, "{0} of {1}")]
    Both(u8, u8),
    #[failure(JobFailed, "{1}")]
    Second(#[allow(dead_code)] u8, u8),
    #[failure(JobFailed, "|{0:1$}|{0:<1$}|")]
    Width(u8, usize),
    #[failure(JobFailed, "{2} {0}")]
    Gap(u8, #[allow(dead_code)] u8, u8),
    #[failure(JobFailed, "{}", .0.len())]
    Shorthand(String),
    #[failure(JobFailed, "{} {_0}", _0.len())]
    Underscore(String),
    #[failure(JobFailed, "{0} {n}", n = .0.display().to_string().len())]
    Path(PathBuf),
    #[failure(JobFailed, "{a} {b}", a = .0.0, b = .0.1.0)]
    Nested((u8, (u8,))),
}

#[test]
fn named_fields() {
    use Named::*;
    let failed = FailureType::JobFailed;
    let key = || "key".to_owned();
    assert_reports(&Unit, failed, "nothing to see");
    assert_reports(&Braces { key: key() }, failed, "{literal} {key}");
    let region = "eu";
    assert_reports(
        &Fields { key: key(), region },
        FailureType::ConfigurationError,
        "key in \"eu\", at most 3",
    );
    assert_reports(&Widths { text: key(), width: 6, precision: 2 }, failed, "|    ke|");
    assert_reports(&Path { path: "/no".into() }, failed, "/no \"/no\" false");
    assert_reports(&Arguments { key: key() }, failed, "2 3 2");
    assert_reports(&Shorthand { key: key(), other: (1, 2) }, failed, "3 1");
    assert_reports(&Raw { r#type: 1, r#fn: 2 }, failed, "1 2");
    assert_reports(&Names { größe: 1, _x: 2, formatter: 3, f: 4 }, failed, "1 2 3 4");
    assert_reports(&Traits { n: 255, e: 1234.5 }, failed, "0x000000ff 11111111 377 +1.234e3");
}

#[test]
fn tuple_fields() {
    use Tuple::*;
    let failed = FailureType::JobFailed;
    assert_reports(&Both(1, 2), failed, "1 of 2");
    assert_reports(&Second(1, 2), failed, "2");
    assert_reports(&Width(7, 3), failed, "|  7|7  |");
    assert_reports(&Gap(1, 2, 3), failed, "3 1");
    assert_reports(&Shorthand("abc".into()), failed, "3");
    assert_reports(&Underscore("abc".into()), failed, "3 abc");
    assert_reports(&Path("/no".into()), failed, "/no 3");
    assert_reports(&Nested((1, (2,))), failed, "1 2");
}

#[derive(JobFailure)]
#[failure(JobFailed, fmt = write_pair)]
struct Function(u8, String);

#[allow(clippy::trivially_copy_pass_by_ref)]
fn write_pair(first: &u8, second: &str, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
    write!(formatter, "{first} and {second}")
}

#[test]
fn a_function() {
    assert_reports(&Function(1, "two".to_owned()), FailureType::JobFailed, "1 and two");
}

#[derive(Debug, thiserror::Error, JobFailure)]
#[failure(SystemUnavailable)]
enum ByDisplay {
    #[error("displayed {0}")]
    Default(u8),
    #[error("not this")]
    #[failure(JobFailed, "but that")]
    Own,
}

#[test]
fn display() {
    assert_reports(&ByDisplay::Default(1), FailureType::SystemUnavailable, "displayed 1");
    assert_reports(&ByDisplay::Own, FailureType::JobFailed, "but that");
}

#[derive(JobFailure)]
#[failure(JobFailed, "{path} {number:p}")]
struct Borrowed<'a> {
    path: &'a Path,
    number: &'a u8,
}

#[test]
fn references() {
    let number = &5;
    let expected = format!("/a {number:p}");
    assert_reports(&Borrowed { path: Path::new("/a"), number }, FailureType::JobFailed, &expected);
}

mod called_as_another {
    use std::fmt;

    use codepipeline_fail::{FailureType, JobFailure};
    use derive_tests::assert_reports;

    struct PathBuf(u8);

    impl fmt::Display for PathBuf {
        fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(formatter, "path {}", self.0)
        }
    }

    #[derive(JobFailure)]
    #[failure(JobFailed, "no {path} here")]
    struct NoPath {
        path: PathBuf,
    }

    #[test]
    fn a_type_called_as_one_of_the_standard_library() {
        assert_reports(&NoPath { path: PathBuf(1) }, FailureType::JobFailed, "no path 1 here");
    }
}

#[derive(Debug, JobFailure)]
#[failure(JobFailed, error, "{0}, {1} and {2}")]
struct Plain(u8, f32, &'static str);

#[derive(Debug, JobFailure)]
#[failure(JobFailed, error, "{0} {1} {2} {3}")]
struct Four(u8, u8, u8, u8);

#[test]
fn options_of_the_formatter_do_not_reach_the_fields() {
    let plain = Plain(1, 2.5, "text");
    assert_reports(&plain, FailureType::JobFailed, "1, 2.5 and text");
    assert_eq!(format!("{plain:>30.1}"), "1, 2.5 and text");
    assert_eq!(format!("{:+}", Four(1, 2, 3, 4)), "1 2 3 4");
}
