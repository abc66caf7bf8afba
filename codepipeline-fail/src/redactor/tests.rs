use std::borrow::Cow;
use std::fmt;

use proptest::prelude::*;

use super::Redactor;
use crate::{FailureType, JobFailure};

#[track_caller]
fn assert_redacted(text: &str, expected: &str) {
    assert_eq!(Redactor::new().redact(text), expected);
}

const HEX_64: &str = "aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404";
const SECRET_KEY: &str = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

#[test]
fn access_key_ids() {
    assert_redacted("AKIAIOSFODNN7EXAMPLE", "***");
    assert_redacted("the key ASIAIOSFODNN7EXAMPLE, (AKIAIOSFODNN7EXAMPLE)", "the key ***, (***)");
    assert_redacted("é_AKIAIOSFODNN7EXAMPLE_é", "é_***_é");
}

#[test]
fn signed_requests() {
    assert_redacted(
        &format!(
            "Authorization: AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request, \
             SignedHeaders=host;range;x-amz-date, Signature={HEX_64}"
        ),
        "Authorization: AWS4-HMAC-SHA256 Credential=***, SignedHeaders=host;range;x-amz-date, Signature=***",
    );
    assert_redacted(
        &format!(
            "GET https://b.s3.amazonaws.com/k?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=\
             AKIAIOSFODNN7EXAMPLE%2F20130721%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Expires=86400&\
             X-Amz-Security-Token=IQoJb3JpZ2luX2VjEHYaCXVzLWVhc3QtMSJH%3D%3D&X-Amz-Signature={HEX_64} failed"
        ),
        "GET https://b.s3.amazonaws.com/k?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=***&X-Amz-Expires=86400&\
         X-Amz-Security-Token=***&X-Amz-Signature=*** failed",
    );
}

#[test]
fn assignments() {
    for (before, after) in [
        ("aws_secret_access_key = ", "\nregion = eu-west-1"),
        ("export AWS_SECRET_ACCESS_KEY='", "'"),
        ("TF_VAR_aws_secret_access_key=", ";"),
        ("-Daws.secretKey=", " -jar"),
        (r#"{"accessKeyId":"x","secretAccessKey":"#, r#","sessionToken":null}"#),
        (r#"{"SecretAccessKey": ""#, r#""}"#),
        (r#"{\"SecretAccessKey\" : \""#, r#"\"}"#),
        ("<SecretAccessKey>", "</SecretAccessKey>"),
        ("{'aws_session_token': '", "'}"),
        ("sessionToken: ", ""),
        (":session_token => \"", "\""),
        ("Credentials { session_token: Some(\"", "\") }"),
        ("x-amz-security-token: ", "\r\n"),
        ("SESSION_TOKEN:", ""),
        ("aws-session-token=", "&a=b"),
    ] {
        for value in [SECRET_KEY, "FwoGZXIvYXdzEBYaDK==", "FwoGZXIvYXdzEBYaDK%3D%3D", "s3cr3t-token"] {
            assert_redacted(&format!("{before}{value}{after}"), &format!("{before}***{after}"));
        }
    }
}

#[test]
fn authorization() {
    assert_redacted("Authorization: Bearer short", "Authorization: Bearer ***");
    assert_redacted("\"authorization\": \"basic ZTpw\"", "\"authorization\": \"basic ***\"");
    assert_redacted("Proxy-Authorization=Basic  ZXZhOnNlY3JldA==\n", "Proxy-Authorization=Basic  ***\n");
    assert_redacted("-H 'Authorization: token ghp_16C7e42F'", "-H 'Authorization: token ***'");
    assert_redacted("sent Bearer mF_9.B5f-4.1JqM, got 401", "sent Bearer ***, got 401");
    assert_redacted("BEARER\tabcdefghijklmnopqrstuvwxyz", "BEARER\t***");
}

#[test]
fn json_web_tokens() {
    assert_redacted("id eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.SflKxwRJ-_MeKKF!", "id ***!");
    assert_redacted("eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.", "***");
    assert_redacted("eyJhbGciOiJkaXIifQ..48V1_ALb6US04U3b.5eym8TW_c8SuK0lt.XFBoMYUZodet", "***");
}

#[test]
fn user_information() {
    assert_redacted("postgres://app:pa55@db:5432/main", "postgres://***@db:5432/main");
    assert_redacted("https://user:@host https://:pässwörd@host", "https://***@host https://***@host");
    assert_redacted("https://a:b@c@host?d", "https://***@host?d");
    assert_redacted("x-proxy://a:b@host.", "x-proxy://***@host.");
    assert_redacted("https://ghp_16C7e42F292c6912E7710c@github.com/a/b", "https://***@github.com/a/b");
    assert_redacted("http://:p@h", "http://**@h");
}

#[test]
fn pem_blocks() {
    assert_redacted("a\n-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----\nb", "a\n***\nb");
    assert_redacted("key: -----BEGIN PRIVATE KEY-----\\nMIIE\\n-----END PRIVATE KEY-----\\n", "key: ***\\n");
    assert_redacted("a -----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXk\nand so on", "a ***");
    assert_redacted("-----BEGIN A----------END A-----b-----BEGIN C-----", "***b***");
    assert_redacted("-----BEGIN A-----\nx\n-----END ", "***");
}

#[test]
fn shapes_inside_shapes() {
    assert_redacted("Bearer abcdefg1-----BEGIN PRIVATE KEY-----\nMIIE", "Bearer ***");
    assert_redacted("sessionToken=AAAAAAAAAAAAAAAAAAAAAAsecretKey=\"abcdefg1\"", "sessionToken=******\"***\"");
    assert_redacted("x=https://a:Bearer abcdefg1@host", "x=https://a:Bearer ***@host");
}

#[test]
fn what_is_no_secret_stays() {
    for text in [
        "",
        "***",
        "The job failed: 2 of 40 tests; see https://ci.example.com:8443/builds/7?tab=log#line-12, then ask @eva.",
        "arn:aws:iam::123456789012:role/codepipeline-worker is not authorized to perform: s3:GetObject",
        "arn:aws:secretsmanager:eu-west-1:123456789012:secret:prod/db-AbCdEf",
        "commit da39a3ee5e6b4b0d3255bfef95601890afd80709 of 4b825dc",
        "job 0190163d-8694-739b-aea5-966c26f8ad91, nonce 3",
        "image nginx@sha256:5f1b64b9e9e0a3e9b1c7d0a9e6f9d1d7f4b2c3a4d5e6f708192a3b4c5d6e7f80",
        "signature: mismatch; Signature=missing; SignatureDoesNotMatch",
        "sha256 signature: 5f1b64b9e9e0a3e9b1c7d0a9e6f9d1d7f4b2c3a4d5e6f708192a3b4c5d6e7f80",
        "The security token included in the request is expired: ExpiredToken",
        "sessionToken: expired, secretAccessKey=, aws_secret_access_key = ${SECRET}, SecretKey: null",
        "secretAccessKey: arn:aws:secretsmanager:eu-west-1:123456789012:secret:x",
        "secretKeyRef: database-password-1, credential: my-favourite-github-connection",
        "bearer authentication is required, bearer of token 1234567, forbearer 12345678, Bearer",
        "Authorization: required; authorization failed; Basic authentication123 and Basic research",
        "AKIA, AKIAIOSFODNN7EXAMPL, AKIAIOSFODNN7EXAMPLE5, XAKIAIOSFODNN7EXAMPLE, akiaiosfodnn7example, AIDAIOSFODNN7EXAMPLE",
        "ssh://git@github.com/a/b.git, codecommit::us-east-1://profile@repository, git@github.com:a/b.git",
        "https://registry.npmjs.org/@aws-sdk/client-s3, https://example.com/?mail=eva@example.com, ://a:b@c",
        "eyJhbGciOiJIUzI1NiJ9 and eyJhbGciOiJIUzI1NiJ9.eyJz and xeyJh.eyJz.abc",
        "-----BEGIN output-----, ---- BEGIN X ----, -----BEGIN -----, -----END PRIVATE KEY-----",
        "100% of C:\\new\\table %zz \\u12 \\",
    ] {
        let redactor = Redactor::new().with_secret("another secret");
        assert_eq!(redactor.redact(text), text);
        assert!(matches!(redactor.redact(text), Cow::Borrowed(_)), "{text:?}");
    }
}

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
    assert_eq!(redactor.redact("ZXZhOmh1bnRlcjItaHVudGVyMg=="), "ZXZhO***g==");
    assert_eq!(redactor.redact("ZXZhbjpodW50ZXIyLWh1bnRlcjI="), "ZXZhbj***I=");
    assert_eq!(redactor.redact("ZXZlbHluOmh1bnRlcjItaHVudGVyMjph"), "ZXZlbHluO***jph");
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
    assert_eq!(Redactor::new().with_secrets(["x", "(***)", "***"]).redact("((((x))))"), "***");
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

/// Each of these would take hours if it were read again from each of the places where a shape seems to begin.
#[test]
fn hostile_texts_take_linear_time() {
    let redactor = Redactor::new().with_secrets(["aaaaaaaaaaaaaaaab", SECRET_KEY, "%41%41", "\\\\a"]);
    for piece in [
        "AKIA", "A", "-----BEGIN ", "-----BEGIN A-----", "://", "a://", "a://b", "a:b@", "bearer ", "Bearer a", "eyJ",
        "eyJ.", "sessionToken=", "sessionToken:\"", "Authorization:Bearer ", "=", "%", "%41", "\\", "\\u{", "a",
    ] {
        let text = piece.repeat(1_000_000 / piece.len());
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
        let mut pieces: Vec<String> = ["AKIAIOSFODNN7EXAMPLE", "https://", "a:b@", "Bearer ", "sessionToken=", "eyJa."]
            .map(str::to_owned)
            .into();
        for secret in &secrets {
            let middle = secret.floor_char_boundary(secret.len() / 2);
            let (head, tail) = secret.split_at(middle);
            pieces.extend([secret.clone(), secret.clone(), head.to_owned(), tail.to_owned()]);
            pieces.extend([secret.escape_debug().to_string(), secret.replace(' ', "%20"), format!("{head}***")]);
        }
        let piece = prop_oneof![3 => proptest::sample::select(pieces), 1 => "[ a-d*.]{1,3}", 1 => any::<String>()];
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
    fn encoded_secrets_are_found(secret in "[ -~é漢😀]{6,20}", chosen in any::<u64>()) {
        prop_assume!(!super::is_mask(secret.trim()) && !secret.trim().is_empty());
        let percent = |every: u64| -> String {
            secret.bytes().enumerate().map(|(index, byte)| {
                let is_encoded = every >> (index % 64) & 1 == 1 || !byte.is_ascii() || b"%+ ".contains(&byte);
                if is_encoded { format!("%{byte:02X}") } else { char::from(byte).to_string() }
            }).collect()
        };
        let unicode: String = secret.encode_utf16().map(|unit| format!("\\u{unit:04x}")).collect();
        let redactor = Redactor::new().with_secret(&secret);
        for form in [percent(chosen), percent(u64::MAX), unicode, secret.escape_debug().to_string(), secret.escape_default().to_string()] {
            let redacted = redactor.redact(&form).into_owned();
            prop_assert!(redacted.bytes().filter(|&byte| byte != b'*').count() <= 2 * 6 * 20, "{redacted}");
            prop_assert!(redacted.starts_with('*') || secret.starts_with(' '), "{form} became {redacted}");
        }
    }
}
