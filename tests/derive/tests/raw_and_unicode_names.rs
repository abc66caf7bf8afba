//! Names that are keywords, and names beyond ASCII.

#![deny(warnings)]

use codepipeline_fail::{FailureCatalog as _, FailureType, JobFailure};
use derive_tests::{assert_reports, assert_reports_with_id};

#[derive(JobFailure)]
#[allow(non_camel_case_types, reason = "keywords are in small letters")]
enum r#enum {
    #[failure(JobFailed, external_execution_id = r#type, "{type} {fn:?} {match:>3}")]
    r#struct { r#type: u8, r#fn: u8, r#match: u8 },
    #[failure(JobFailed, external_execution_id = .r#type, "{} {}", .r#type, r#type + 1)]
    r#if { r#type: u8 },
    #[failure(JobFailed, "{type}", type = 3)]
    r#while,
    #[failure(JobFailed, "{type} {r}", r#type = .type + 1, r = r#type)]
    r#for { r#type: u8 },
    #[failure(inherit, "{source}")]
    r#loop {
        r#source: std::num::ParseIntError, // written so, it is no source by its name, but it is the only field
    },
}

#[test]
fn raw_names() {
    let failed = FailureType::JobFailed;
    assert_reports_with_id(
        &r#enum::r#struct { r#type: 1, r#fn: 2, r#match: 3 },
        failed,
        "1 2   3",
        Some("1"),
    );
    assert_reports_with_id(&r#enum::r#if { r#type: 1 }, failed, "1 2", Some("1"));
    assert_reports(&r#enum::r#while, failed, "3");
    assert_reports(&r#enum::r#for { r#type: 1 }, failed, "2 1");
    let source = "x".parse::<u8>().unwrap_err();
    assert_reports(
        &r#enum::r#loop { source },
        FailureType::ConfigurationError,
        "invalid digit found in string",
    );
    assert_eq!(r#enum::NAME, "enum");
    assert_eq!(r#enum::FAILURES[0].name, "struct");
}

#[derive(JobFailure)]
#[failure(JobFailed, "{source}")]
struct NoSource {
    r#source: &'static str,
}

#[test]
fn a_field_called_source_need_not_be_one() {
    assert_reports(&NoSource { source: "the spring" }, FailureType::JobFailed, "the spring");
    assert!(NoSource { source: "" }.cause().is_none());
}

#[derive(JobFailure)]
enum Größen {
    #[failure(ConfigurationError, external_execution_id = größe, "{größe} {größe:?} {}", .größe.len())]
    Größe { größe: String, gr: u8 },
    #[failure(JobFailed, "{数} {数:>3}", 数 = .数 + gr)]
    数字 { 数: u8, gr: u8 },
    #[failure(JobFailed, "{ñ}")]
    Ñ { ñ: u8 },
}

#[test]
fn names_beyond_ascii() {
    let größe = Größen::Größe { größe: "XL".to_owned(), gr: 0 };
    assert_reports_with_id(&größe, FailureType::ConfigurationError, "XL \"XL\" 2", Some("XL"));
    let Größen::Größe { gr: 0, .. } = größe else { unreachable!() };
    assert_reports(&Größen::数字 { 数: 1, gr: 1 }, FailureType::JobFailed, "2   2");
    assert_reports(&Größen::Ñ { ñ: 1 }, FailureType::JobFailed, "1");
    assert_eq!(Größen::FAILURES[1].name, "数字");
}
