use std::borrow::Cow;
use std::fmt::{self, Write as _};

use proptest::prelude::*;

use super::Redactor;
use crate::{FailureType, JobFailure};

const SECRET_KEY: &str = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

#[test]
fn known_secrets_in_every_form() {
    let redactor = Redactor::new().with_secret(" p@ss/\"wörd\"\n+1\u{7}\\x \n");
    for form in [
        "p@ss/\"wörd\"\n+1\u{7}\\x",
        "p@ss/\"wörd\"\n+1\\x",
        "p%40ss%2F%22w%C3%B6rd%22%0A%2B1%07%5Cx",
        "p%40ss/%22w%c3%b6rd%22%0a+1%07%5cx",
        r#"p@ss/\"wörd\"\n+1\u{7}\\x"#,
        r#"p@ss\/\"w\u00f6rd\"\u000a+1\u0007\\x"#,
        "cEBzcy8id8O2cmQiCisxB1x4",
    ] {
        assert_eq!(redactor.redact(&format!("it is {form}.")), "it is ***.", "{form:?}");
    }
}

#[test]
fn known_secrets_in_base64() {
    let redactor = Redactor::new().with_secret("hunter2-hunter2");
    // printf 'eva:hunter2-hunter2' | base64, and with longer names.
    assert_eq!(redactor.redact("ZXZhOmh1bnRlcjItaHVudGVyMg=="), "ZXZhOm***g==");
    assert_eq!(redactor.redact("ZXZhbjpodW50ZXIyLWh1bnRlcjI="), "ZXZhbjp***I=");
    assert_eq!(redactor.redact("ZXZlbHluOmh1bnRlcjItaHVudGVyMjph"), "ZXZlbHluOm***jph");
}

#[test]
fn masks_are_never_longer_than_what_they_replace() {
    let redactor = Redactor::new().with_secrets(["é", "漢字", "1234"]);
    assert_eq!(redactor.redact("é, 漢字, 1234"), "*, **, ***");
}

#[test]
fn neighbours_become_one() {
    let redactor = Redactor::new().with_secrets(["abc", "cde", "xyz"]);
    assert_eq!(redactor.redact("abcde, abcxyz, abc xyz"), "***, ***, *** ***");
}

#[test]
fn what_a_replacement_brings_about_goes_too() {
    let redactor = Redactor::new().with_secrets(["inner", "out***er", "AKIA"]);
    assert_eq!(redactor.redact("outinnerer"), "***");
    assert_eq!(Redactor::new().with_secret("x").redact("xAKIAIOSFODNN7EXAMPLE"), "****");
    assert_eq!(Redactor::new().with_secrets(["x", "(*)", "(***)"]).redact("((((x))))"), "***");
}

#[test]
fn nested_secrets_do_not_cost_a_round_each() {
    let redactor = Redactor::new().with_secrets(["x", "(*)", "(***)"]);
    let text = "(".repeat(100_000) + "x" + &")".repeat(100_000);
    assert_eq!(redactor.redact(&text), "***");
}

#[test]
fn nothing_and_stars_are_no_secrets() {
    let redactor = Redactor::new().with_secrets(["", "*", "*****"]);
    assert_eq!(format!("{redactor:?}"), "Redactor { secrets: 0 }");
    assert_eq!(redactor.redact("a * b ***** c"), "a * b ***** c");
}

#[test]
fn whitespace_can_be_a_secret() {
    assert_eq!(Redactor::new().with_secrets([" ", " * "]).redact("a b * c"), "a*b***c");
}

#[test]
fn debug_tells_nothing() {
    let redactor = Redactor::new().with_secrets(["hunter2", "hunter2", "hunter3"]);
    assert_eq!(format!("{redactor:?}"), "Redactor { secrets: 2 }");
}

#[test]
fn the_reach_covers_every_form() {
    let secret = "\u{1}".repeat(1_000);
    let longest_form = "\\u0001".repeat(1_000);
    assert!(Redactor::new().with_secrets(["x", &secret]).reach() >= longest_form.len());
    assert!(Redactor::new().reach() > 1_000, "as long as most session tokens");
}

struct Talkative;

impl JobFailure for Talkative {
    fn failure_type(&self) -> FailureType {
        FailureType::JobFailed
    }

    fn fmt_message(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ok(())
    }

    fn visit_secrets(&self, visit: &mut dyn FnMut(&dyn fmt::Display)) {
        visit(&"first");
        visit(&fmt::from_fn(|formatter| formatter.write_str("half ").and(Err(fmt::Error))));
        visit(&fmt::from_fn(|formatter| {
            formatter.write_str("third")?;
            panic!("in a secret")
        }));
        visit(&4);
        panic!("between secrets")
    }
}

#[test]
fn secrets_of_a_failure_that_panics() {
    let redactor = Redactor::new().with_secrets_of(&Talkative);
    assert_eq!(redactor.redact("first half, third, 4"), "*** ***, ***, *");
}

/// Each of these would take a minute if it were read again from each of the places where a shape seems to begin.
#[test]
fn hostile_texts_take_linear_time() {
    let redactor = Redactor::new().with_secrets(["aaaaaaaaaaaaaaaab", SECRET_KEY, "%41%41", "\\\\a"]);
    for piece in [
        "AKIA",
        "A",
        "-----BEGIN ",
        "-----BEGIN A-----",
        "://",
        "a://",
        "a://b",
        "a:b@",
        "bearer ",
        "Bearer a",
        "eyJ",
        "eyJ.",
        "sessionToken=",
        "sessionToken:\"",
        "Authorization:Bearer ",
        "=",
        "%",
        "%41",
        "\\",
        "\\u{",
        "a",
    ] {
        let text = piece.repeat(100_000 / piece.len());
        assert!(redactor.redact(&text).len() <= text.len());
    }
}

fn secret() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[a-c*]{1,4}",
        2 => "[ -~]{1,12}",
        2 => "\\PC{1,8}",
        1 => any::<String>(),
        1 => Just(SECRET_KEY.to_owned()),
    ]
}

/// Secrets, and a text that is made of them, of parts of them, and of what shapes are made of.
fn secrets_in_text() -> impl Strategy<Value = (Vec<String>, String)> {
    proptest::collection::vec(secret(), 0..5).prop_flat_map(|secrets| {
        let mut pieces: Vec<String> =
            ["AKIAIOSFODNN7EXAMPLE", "https://", "a:b@", "Bearer ", "sessionToken=", "eyJa."]
                .map(str::to_owned)
                .into();
        for secret in &secrets {
            let middle = secret.floor_char_boundary(secret.len() / 2);
            let (head, tail) = secret.split_at(middle);
            pieces.extend([secret.clone(), secret.clone(), head.to_owned(), tail.to_owned()]);
            pieces.extend([
                secret.escape_debug().to_string(),
                secret.replace(' ', "%20"),
                format!("{head}***"),
            ]);
        }
        let piece =
            prop_oneof![3 => proptest::sample::select(pieces), 1 => "[ a-d*.]{1,3}", 1 => any::<String>()];
        let text = proptest::collection::vec(piece, 0..16).prop_map(|pieces| pieces.concat());
        (Just(secrets), text)
    })
}

proptest! {
    #[test]
    fn no_secret_is_left((secrets, text) in secrets_in_text()) {
        let redacted = Redactor::new().with_secrets(&secrets).redact(&text).into_owned();
        for secret in secrets.iter().filter(|secret| secret.bytes().any(|byte| byte != b'*')) {
            prop_assert!(!redacted.contains(secret), "{secret:?} is in {redacted:?}");
        }
    }

    #[test]
    fn no_text_grows((secrets, text) in secrets_in_text()) {
        let redacted = Redactor::new().with_secrets(&secrets).redact(&text).into_owned();
        prop_assert!(redacted.len() <= text.len());
        prop_assert!(redacted.chars().count() <= text.chars().count());
        prop_assert!(redacted.encode_utf16().count() <= text.encode_utf16().count());
    }

    #[test]
    fn redacting_again_changes_nothing((secrets, text) in secrets_in_text()) {
        let redactor = Redactor::new().with_secrets(&secrets);
        let redacted = redactor.redact(&text).into_owned();
        prop_assert!(matches!(redactor.redact(&redacted), Cow::Borrowed(same) if same == redacted));
    }

    #[test]
    fn copies_mean_changes((secrets, text) in secrets_in_text()) {
        let redacted = Redactor::new().with_secrets(&secrets).redact(&text);
        prop_assert_eq!(matches!(redacted, Cow::Borrowed(_)), redacted == text);
    }

    #[test]
    fn encoded_secrets_are_found(secret in "[!-)+-~é漢😀][ -~é漢😀]{4,18}[!-~é漢😀]", chosen in any::<u64>()) {
        let mut percent_encoded = String::new();
        for (index, byte) in secret.bytes().enumerate() {
            if byte.is_ascii() && byte != b'%' && (chosen >> (index % 64)) & 1 == 0 {
                percent_encoded.push(char::from(byte));
            } else {
                write!(percent_encoded, "%{byte:02x}").expect("a string takes every text");
            }
        }
        let code_units: Vec<String> = secret.encode_utf16().map(|unit| format!("\\u{unit:04x}")).collect();
        let redactor = Redactor::new().with_secret(&secret);
        for form in [
            percent_encoded,
            code_units.concat(),
            secret.escape_debug().to_string(),
            secret.escape_default().to_string(),
        ] {
            let text = format!("[{form}]");
            prop_assert_eq!(redactor.redact(&text), "[***]", "{}", text);
        }
    }
}
