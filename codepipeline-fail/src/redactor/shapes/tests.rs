use std::borrow::Cow;

use proptest::prelude::*;

use super::super::merged;
use super::{Range, pem, shape_at};
use crate::Redactor;

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
    assert_redacted(
        "a\n-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----\nb",
        "a\n***\nb",
    );
    assert_redacted("key: -----BEGIN PRIVATE KEY-----\\nMIIE\\n-----END PRIVATE KEY-----\\n", "key: ***\\n");
    assert_redacted("a -----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXk\nand so on", "a ***");
    assert_redacted("-----BEGIN A----------END A-----b-----BEGIN C-----", "***b***");
    assert_redacted("-----BEGIN A-----\nx\n-----END ", "***");
}

#[test]
fn pem_blocks_are_read_once() {
    let text = "-----BEGIN A-----".repeat(3);
    let mut found = Vec::new();
    super::find(&text, &mut found);
    assert_eq!(found, std::iter::once(0..text.len()).collect::<Vec<_>>());
}

#[test]
fn shapes_inside_shapes() {
    assert_redacted("Bearer abcdefg1-----BEGIN PRIVATE KEY-----\nMIIE", "Bearer ***");
    assert_redacted("sessionToken=AAAAAAAAAAAAAAAAAAAAAAsecretKey=\"abcdefg1\"", "sessionToken=***\"***\"");
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

/// What shapes are found at all places whose byte may be a mark, whatever stands beside it.
fn found_place_by_place(text: &str) -> Vec<Range<usize>> {
    let mut blocks = pem::Blocks::default();
    let may_be_mark = |&at: &usize| b"IyBb:=>".contains(&text.as_bytes()[at]);
    (0..text.len()).filter(may_be_mark).filter_map(|at| shape_at(text, at, &mut blocks)).collect()
}

/// Texts of what shapes begin with and go on with, so that many are found.
fn text() -> impl Strategy<Value = String> {
    let pieces = proptest::sample::select(vec![
        "AKIAIOSFODNN7EXAMPLE",
        "ASIA",
        "A",
        "eyJ",
        "eyJhbGci.eyJz.c2ln",
        "bearer ",
        "BEARER\t",
        "abcdefg1",
        "secret_key",
        "SessionToken",
        "authorization",
        "Credential",
        "\"",
        "=",
        ":",
        ">",
        "://",
        "a:b@c",
        "http",
        " ",
        "-----BEGIN ",
        "A-----",
        "-----END A-----",
        "I",
        "b",
        "r",
        "é",
        "\u{2028}",
    ]);
    let piece = prop_oneof![3 => pieces.prop_map(str::to_owned), 1 => "[ -~]{0,40}"];
    proptest::collection::vec(piece, 0..20).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn what_is_skipped_begins_no_shape(text in text()) {
        let mut found = Vec::new();
        super::find(&text, &mut found);
        prop_assert_eq!(merged(found), merged(found_place_by_place(&text)));
    }
}
