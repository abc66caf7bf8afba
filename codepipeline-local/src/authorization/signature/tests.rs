//! Against requests signed by botocore and curl, and by AWS's signer for Rust.

use super::*;
use crate::authorization::Authentication;
use aws_sigv4::http_request::SignatureLocation;
use http::{HeaderValue, Method};
use proptest::prelude::*;
use serde_json::Value;
use std::time::{Duration, SystemTime};

#[cfg(feature = "sdk")]
mod sdk;

const ID: &str = "AKIDEXAMPLE";
const SECRET: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
const MISMATCH: &str = "The request signature we calculated does not match the signature you provided.";

struct Signed {
    name: String,
    request: Request<Bytes>,
    at: SystemTime,
    region: String,
    accepted: bool,
}

fn signed_by_others() -> Vec<Signed> {
    let data: Value = serde_json::from_str(include_str!("../../../tests/data/signed-requests.json")).unwrap();
    assert_eq!((&data["access_key_id"], &data["secret_access_key"]), (&ID.into(), &SECRET.into()));
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let read = |data: &Value| {
        let mut request = Request::builder().method(&*text(&data["method"])).uri(text(&data["path"]));
        for header in data["headers"].as_array().unwrap() {
            request = request.header(text(&header[0]), text(&header[1]).trim());
        }
        Signed {
            name: text(&data["name"]),
            request: request.body(text(&data["body"]).into()).unwrap(),
            at: SystemTime::UNIX_EPOCH + Duration::from_secs(data["seconds"].as_u64().unwrap()),
            region: text(&data["region"]),
            accepted: data["accepted"].as_bool().unwrap(),
        }
    };
    data["requests"].as_array().unwrap().iter().map(read).collect()
}

fn authentication() -> Authentication {
    Authentication::Signature(AccessKeys::new().with("AKIDOTHER", "other").with(ID, SECRET))
}

/// Nothing, or the code and the message of the refusal.
fn check(request: &Request<Bytes>, at: SystemTime) -> Result<(), (&'static str, String)> {
    match authentication().check(request, at) {
        Ok(caller) => {
            assert_eq!(caller.unwrap().access_key_id, ID);
            Ok(())
        }
        Err(error) => Err((error.code, error.message.into_owned())),
    }
}

fn assert_mismatch(request: &Request<Bytes>, at: SystemTime, what: &str) {
    let (code, message) = check(request, at).expect_err(what);
    assert_eq!(code, "InvalidSignatureException", "{what}");
    assert!(message.starts_with(MISMATCH), "{what}: {message}");
}

fn authorize(request: &mut Request<Bytes>, from: &str, to: &str) {
    let header = request.headers()["authorization"].to_str().unwrap();
    assert!(header.contains(from), "{from} in {header}");
    let header = header.replacen(from, to, 1).parse().unwrap();
    request.headers_mut().insert("authorization", header);
}

/// Every change of a request that its signature has to notice.
fn assert_tamper_proof(original: &Request<Bytes>, at: SystemTime, region: &str, name: &str) {
    let tampered = |what: &str, change: &dyn Fn(&mut Request<Bytes>)| {
        let mut request = original.clone();
        change(&mut request);
        assert_mismatch(&request, at, &format!("{name}: {what}"));
    };
    for index in 0..original.body().len() {
        tampered("a byte of the body", &|request| {
            let mut body = request.body().to_vec();
            body[index] ^= 1;
            *request.body_mut() = body.into();
        });
    }
    tampered("more of a body", &|request| *request.body_mut() = [request.body(), &b" "[..]].concat().into());
    tampered("the method", &|request| *request.method_mut() = Method::PUT);
    tampered("the path", &|request| *request.uri_mut() = "/elsewhere".parse().unwrap());
    tampered("the query", &|request| {
        *request.uri_mut() = format!("{}?x=1", request.uri().path()).parse().unwrap();
    });
    tampered("the region", &|request| authorize(request, region, "mx-central-1"));

    let header = original.headers()["authorization"].to_str().unwrap().to_owned();
    let (_, signature) = header.split_once("Signature=").unwrap();
    let (_, names) = header.split_once("SignedHeaders=").unwrap();
    let (names, _) = names.split_once(',').unwrap();
    for index in 0..signature.len() {
        tampered("a digit of the signature", &|request| {
            let digit = if &signature[index..=index] == "0" { "1" } else { "0" };
            let changed = format!("{}{digit}{}", &signature[..index], &signature[index + 1..]);
            authorize(request, signature, &changed);
        });
    }
    tampered("half a signature", &|request| authorize(request, signature, &signature[..32]));
    tampered("upper case", &|request| authorize(request, signature, &signature.to_uppercase()));
    tampered("a name twice", &|request| authorize(request, "SignedHeaders=", "SignedHeaders=accept;accept;"));
    tampered("a name in upper case", &|request| authorize(request, ";x-amz-date", ";X-Amz-Date"));
    let reversed: Vec<_> = names.rsplit(';').collect();
    tampered("another order of names", &|request| authorize(request, names, &reversed.join(";")));
    tampered("a name that is not there", &|request| authorize(request, names, &format!("{names};z")));

    for name in names.split(';').filter(|name| *name != "x-amz-date") {
        let header = HeaderName::try_from(name).unwrap();
        tampered(name, &|request| {
            request.headers_mut().insert(header.clone(), HeaderValue::from_static("tampered"));
        });
        tampered(name, &|request| drop(request.headers_mut().remove(&header)));
        tampered(name, &|request| {
            let value = request.headers()[&header].clone();
            request.headers_mut().append(header.clone(), value);
        });
    }
    tampered("another second", &|request| {
        let date = request.headers()[DATE].to_str().unwrap();
        let second = if date.ends_with("0Z") { "1Z" } else { "0Z" };
        let date = format!("{}{second}", &date[..date.len() - 2]).parse().unwrap();
        request.headers_mut().insert(DATE, date);
    });
}

#[test]
fn signatures_of_others_are_right_and_of_no_other_request() {
    let all = signed_by_others();
    assert!(all.iter().filter(|signed| signed.accepted).count() >= 8);
    for Signed { name, request, at, region, accepted } in all {
        if accepted {
            assert_eq!(check(&request, at), Ok(()), "{name}");
            assert_tamper_proof(&request, at, &region, &name);
        } else {
            assert_mismatch(&request, at, &name);
        }
    }
}

#[test]
fn a_header_that_is_not_signed_may_change() {
    let Signed { mut request, at, .. } = signed_by_others().swap_remove(0);
    request.headers_mut().insert("user-agent", HeaderValue::from_static("another"));
    request.headers_mut().append("x-amzn-trace-id", HeaderValue::from_static("Root=1"));
    assert_eq!(check(&request, at), Ok(()));

    request.headers_mut().append("x-amz-more", HeaderValue::from_static("unsigned"));
    let (code, message) = check(&request, at).unwrap_err();
    assert_eq!(code, "InvalidSignatureException");
    assert_eq!(message, "'x-amz-more' must be a 'SignedHeader' in the AWS Authorization.");
}

#[test]
fn only_known_keys_and_their_own_secrets() {
    let Signed { mut request, at, .. } = signed_by_others().swap_remove(0);
    let other_secret = Authentication::Signature(AccessKeys::new().with(ID, "other"));
    let error = other_secret.check(&request, at).unwrap_err();
    assert!(error.message.starts_with(MISMATCH), "{}", error.message);

    let mut of_other = request.clone();
    authorize(&mut of_other, ID, "AKIDOTHER");
    assert_mismatch(&of_other, at, "another's key");

    authorize(&mut request, ID, "AKIDUNKNOWN");
    let message = "The security token included in the request is invalid.";
    assert_eq!(check(&request, at), Err(("UnrecognizedClientException", message.into())));
}

#[test]
fn five_minutes_either_way_and_no_more() {
    let Signed { request, at, .. } = signed_by_others().swap_remove(0);
    let minutes = Duration::from_mins(5);
    assert_eq!(check(&request, at + minutes), Ok(()));
    assert_eq!(check(&request, at - minutes), Ok(()));
    let expired = check(&request, at + minutes + Duration::from_secs(1)).unwrap_err();
    let early = check(&request, at - minutes - Duration::from_secs(1)).unwrap_err();
    for ((code, message), start) in [(expired, "Signature expired: "), (early, "Signature not yet current: ")]
    {
        assert_eq!(code, "InvalidSignatureException");
        assert!(message.starts_with(start), "{message}");
    }
}

#[test]
fn more_headers_than_the_signer_can_take_are_refused() {
    let Signed { mut request, at, .. } = signed_by_others().swap_remove(0);
    for _ in 0..30_000 {
        request.headers_mut().append("content-type", HeaderValue::from_static("a"));
    }
    assert_mismatch(&request, at, "30,000 headers");
}

#[test]
fn a_longer_uri_than_the_signer_can_take_is_refused() {
    let Signed { mut request, at, .. } = signed_by_others().swap_remove(0);
    for start in ["/", "/?"] {
        *request.uri_mut() = format!("{start}{}", "'+".repeat(30_000)).parse().unwrap();
        assert_mismatch(&request, at, start);
    }
}

/// Signs as an AWS SDK for Rust does.
fn sign_here(request: &mut Request<Bytes>, at: SystemTime, region: &str, settings: SigningSettings) {
    let token = request.headers().get("x-token").map(|token| token.to_str().unwrap().to_owned());
    let identity = Credentials::new(ID, SECRET, token, None, "test").into();
    let params = v4::SigningParams::builder()
        .identity(&identity)
        .region(region)
        .name("codepipeline")
        .time(at)
        .settings(settings)
        .build()
        .unwrap()
        .into();
    let unsigned = request.clone();
    let headers = unsigned.headers().iter().map(|(name, value)| (name.as_str(), value.to_str().unwrap()));
    let uri = unsigned.uri().to_string();
    let body = SignableBody::Bytes(unsigned.body());
    let signable = SignableRequest::new(unsigned.method().as_str(), uri, headers, body).unwrap();
    sign(signable, &params).unwrap().into_parts().0.apply_to_request_http1x(request);
}

fn round_trip(mut settings: SigningSettings, headers: &[(&str, &str)], uri: &str, wire: bool) {
    settings.signature_location = SignatureLocation::Headers;
    let at = SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000);
    let mut request = Request::post(uri).body(Bytes::from_static(br#"{"jobId":"1"}"#)).unwrap();
    for (name, value) in headers {
        let name = HeaderName::try_from(*name).unwrap();
        request.headers_mut().append(name, value.parse().unwrap());
    }
    sign_here(&mut request, at, "eu-west-3", settings);
    if wire {
        // What the HTTP client makes of it.
        let host = host(&request).unwrap().parse().unwrap();
        request.headers_mut().insert(HOST, host);
        *request.uri_mut() = request.uri().path().parse().unwrap();
    }
    assert_eq!(check(&request, at), Ok(()), "{request:?}");
    let mut other = request.clone();
    *other.body_mut() = Bytes::from_static(br#"{"jobId":"2"}"#);
    assert_mismatch(&other, at, uri);
    if wire {
        assert_tamper_proof(&request, at, "eu-west-3", uri);
    }
}

#[test]
fn what_the_signer_signs_is_right() {
    let headers = [
        ("x-amz-target", "CodePipeline_20150709.PollForJobs"),
        ("content-type", "application/x-amz-json-1.1"),
        ("content-length", "13"),
        ("user-agent", "aws-sdk-rust/1  (a)  Linux"),
        ("x-amz-user-agent", "aws-sdk-rust/1"),
        ("x-token", "token"),
    ];
    for uri in [
        "http://localhost",
        "http://localhost:80/",
        "http://127.0.0.1:4566/a/../b%20c",
        "https://[::1]:8443/",
    ] {
        for wire in [false, true] {
            round_trip(SigningSettings::default(), &headers[..4], uri, wire);
            let mut settings = SigningSettings::default();
            settings.excluded_headers = None; // so user-agent is signed, as by the SDK for Java
            settings.payload_checksum_kind = PayloadChecksumKind::XAmzSha256;
            round_trip(settings, &headers, uri, wire);
        }
    }
}

#[test]
fn a_hash_that_was_changed_on_the_way_is_refused() {
    let mut settings = SigningSettings::default();
    settings.payload_checksum_kind = PayloadChecksumKind::XAmzSha256;
    let at = SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000);
    let mut request = Request::post("http://localhost/").body(Bytes::from_static(b"{}")).unwrap();
    sign_here(&mut request, at, "us-east-1", settings);
    assert_eq!(check(&request, at), Ok(()));
    for hash in ["UNSIGNED-PAYLOAD", "", "44136FA355B3678A1146AD16F7E8649E94FB4FC21FE77E8310C060F61CAAFF8A"] {
        let mut request = request.clone();
        request.headers_mut().insert(CONTENT_HASH, hash.parse().unwrap());
        assert_mismatch(&request, at, hash);
    }
}

proptest! {
    #[test]
    fn what_is_signed_is_verified(
        secret in "[!-~]{1,64}",
        region in "[a-z][a-z0-9]{0,12}",
        seconds in 0_u64..253_402_300_799,
        body in any::<Vec<u8>>(),
        extra in prop::collection::btree_map("x-[a-z]{1,8}", "[ -~]{0,20}", 0..5),
    ) {
        let at = SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
        let mut request = Request::post("http://localhost:1/").body(Bytes::from(body)).unwrap();
        for (name, value) in &extra {
            request.headers_mut().insert(HeaderName::try_from(name).unwrap(), value.trim().parse().unwrap());
        }
        let identity = Credentials::new(ID, secret.as_str(), None, None, "test").into();
        let params = v4::SigningParams::builder().identity(&identity).region(&region).name("codepipeline");
        let params = params.time(at).settings(SigningSettings::default()).build().unwrap().into();
        let unsigned = request.clone();
        let headers = unsigned.headers().iter().map(|(name, value)| (name.as_str(), value.to_str().unwrap()));
        let body = SignableBody::Bytes(unsigned.body());
        let signable = SignableRequest::new("POST", unsigned.uri().to_string(), headers, body).unwrap();
        sign(signable, &params).unwrap().into_parts().0.apply_to_request_http1x(&mut request);

        let right = Authentication::Signature(AccessKeys::new().with(ID, secret.as_str()));
        prop_assert!(right.check(&request, at).is_ok());
        let wrong = Authentication::Signature(AccessKeys::new().with(ID, format!("{secret}!")));
        prop_assert!(wrong.check(&request, at).is_err());
    }
}
