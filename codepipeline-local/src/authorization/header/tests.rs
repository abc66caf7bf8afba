use super::*;
use http::HeaderValue;
use proptest::prelude::*;

const CREDENTIAL: &str = "Credential=AKID/20150830/us-east-1/codepipeline/aws4_request";

fn request(authorization: &str) -> HeaderMap {
    let headers = [
        ("authorization", authorization),
        ("host", "localhost"),
        ("x-amz-date", "20150830T123600Z"),
        ("x-amz-target", "CodePipeline_20150709.PollForJobs"),
    ];
    headers.map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).into_iter().collect()
}

/// The code and message of the refusal.
fn refused(headers: &HeaderMap) -> (&'static str, String) {
    let error = Authorization::of(headers).err().expect("a refusal");
    assert_eq!(error.status, 400);
    (error.code, error.message.into_owned())
}

fn of(parameters: &str) -> String {
    format!("AWS4-HMAC-SHA256 {CREDENTIAL}, {parameters}")
}

#[test]
fn parameters_stand_apart_by_commas_or_spaces() {
    for separator in [", ", ",", " ", " ,\t"] {
        let parameters =
            [CREDENTIAL, "SignedHeaders=host;x-amz-date;X-Amz-Target", "Signature=5d67=", "Extra=1"];
        let headers = request(&format!("AWS4-HMAC-SHA256  {}", parameters.join(separator)));
        let authorization = Authorization::of(&headers).map_err(|error| error.message).unwrap();
        assert_eq!(authorization.credential.access_key_id, "AKID");
        assert_eq!(authorization.credential.region, "us-east-1");
        assert_eq!(authorization.date.to_string(), "20150830T123600Z");
        assert_eq!(authorization.signed.text, "host;x-amz-date;X-Amz-Target");
        assert!(authorization.signed.names.contains("x-amz-target"));
        assert_eq!(authorization.signature, "5d67=");
    }
}

#[test]
fn no_header_is_no_token() {
    let mut headers = request("");
    headers.remove(AUTHORIZATION);
    let expected = ("MissingAuthenticationTokenException", "Missing Authentication Token".into());
    assert_eq!(refused(&headers), expected);
}

#[test]
fn every_missing_part_is_named() {
    let incomplete = |headers: &HeaderMap, message: &str| {
        assert_eq!(refused(headers), ("IncompleteSignatureException", message.into()));
    };
    let all = "Authorization header requires 'Credential' parameter. \
               Authorization header requires 'Signature' parameter. \
               Authorization header requires 'SignedHeaders' parameter.";
    for header in ["", "Basic dGVzdA==", "AWS4-HMAC-SHA256", "AWS4-HMAC-SHA256 Credential=,Signature="] {
        incomplete(&request(header), all);
    }
    incomplete(&request(&of("SignedHeaders=host")), "Authorization header requires 'Signature' parameter.");
    let mut undated = request(&of("Signature=0"));
    undated.remove(DATE);
    incomplete(
        &undated,
        "Authorization header requires 'SignedHeaders' parameter. \
         Authorization header requires existence of a 'X-Amz-Date' header.",
    );
    incomplete(
        &request("Bearer hidden"),
        "Not a valid key=value pair (missing equal-sign) in Authorization header.",
    );
}

#[test]
fn what_is_there_twice_is_refused() {
    let mut twice = request(&of("SignedHeaders=host;x-amz-date;x-amz-target, Signature=0"));
    twice.append(DATE, "20150830T123600Z".parse().unwrap());
    assert_eq!(refused(&twice).1, "There must be one 'x-amz-date' header.");
    twice.append(AUTHORIZATION, "Bearer hidden".parse().unwrap());
    assert_eq!(refused(&twice).1, "There must be one Authorization header.");
    let headers = request(&of("Signature=0, Signature=1, SignedHeaders=host"));
    assert_eq!(refused(&headers).1, "Authorization header has more than one 'Signature' parameter.");
}

#[test]
fn another_algorithm_is_refused() {
    let header = of("SignedHeaders=host;x-amz-date;x-amz-target, Signature=0");
    let headers = request(&header.replace("AWS4-HMAC-SHA256", "AWS4-ECDSA-P256-SHA256"));
    let message = "Unsupported AWS 'algorithm' (only AWS4-HMAC-SHA256 for now).";
    assert_eq!(refused(&headers), ("IncompleteSignatureException", message.into()));
}

#[test]
fn the_date_is_iso_8601() {
    for date in ["2015-08-30T12:36:00Z", "", "Sun, 30 Aug 2015 12:36:00 GMT"] {
        let mut headers = request(&of("SignedHeaders=host;x-amz-date;x-amz-target, Signature=0"));
        headers.insert(DATE, date.parse().unwrap());
        let (code, message) = refused(&headers);
        assert_eq!(code, "IncompleteSignatureException");
        assert!(message.starts_with("Date must be in ISO-8601 'basic format'."), "{message}");
    }
}

#[test]
fn host_and_amz_headers_must_be_signed() {
    let unsigned = |signed: &str| {
        let (code, message) = refused(&request(&of(&format!("SignedHeaders={signed}, Signature=0"))));
        assert_eq!(code, "InvalidSignatureException");
        message
    };
    assert_eq!(
        unsigned("x-amz-date;x-amz-target"),
        "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization."
    );
    assert_eq!(
        unsigned("host;x-amz-target"),
        "'x-amz-date' must be a 'SignedHeader' in the AWS Authorization."
    );
    assert_eq!(
        unsigned("host;x-amz-date"),
        "'x-amz-target' must be a 'SignedHeader' in the AWS Authorization."
    );
}

/// Headers as they come, and such as come close to a signature.
fn authorization() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        Just("AWS4-HMAC-SHA256 ".to_owned()),
        Just(CREDENTIAL.to_owned()),
        Just(", SignedHeaders=host;x-amz-date;x-amz-target".to_owned()),
        Just(",Signature=".to_owned()),
        "[/;=, a-z0-9]{0,12}",
    ];
    prop_oneof![
        any::<Vec<u8>>(),
        prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat().into_bytes()),
    ]
}

proptest! {
    #[test]
    fn any_header_is_a_signature_or_refused(
        value in authorization(),
        date in prop_oneof![Just("20150830T123600Z".to_owned()), "\\PC*"],
    ) {
        let mut headers = request("");
        let Ok(value) = HeaderValue::from_bytes(&value) else { return Ok(()) };
        headers.insert(AUTHORIZATION, value);
        if let Ok(date) = HeaderValue::from_str(&date) {
            headers.insert(DATE, date);
        }
        if let Err(error) = Authorization::of(&headers) {
            prop_assert_eq!(error.status, 400);
        }
    }

    #[test]
    fn a_refusal_repeats_nothing(secret in "[A-Za-z0-9]{12}") {
        let headers = [
            request(&secret),
            request(&format!("Bearer {secret}")),
            request(&format!("{secret} {CREDENTIAL}, SignedHeaders=host;x-amz-date;x-amz-target, Signature=0")),
            request(&format!("AWS4-HMAC-SHA256 Credential={secret}, Signature={secret}, SignedHeaders={secret}")),
            request(&of(&format!("Signature={secret}, {secret}={secret}"))),
            request(&format!(
                "AWS4-HMAC-SHA256 Credential=a/{secret}/{secret}/{secret}/{secret}, Signature=0, \
                 SignedHeaders=host;x-amz-date;x-amz-target"
            )),
        ];
        for headers in headers {
            let (_, message) = refused(&headers);
            prop_assert!(!message.contains(&secret), "{}", message);
        }
    }
}
