use super::*;
use proptest::prelude::*;
use std::time::Duration;

/// Signed by nobody, but well formed.
fn request(credential: &str) -> Request<Bytes> {
    Request::post("/")
        .header("host", "localhost")
        .header("x-amz-date", "20150830T123600Z")
        .header(
            "authorization",
            format!("AWS4-HMAC-SHA256 Credential={credential}, SignedHeaders=host;x-amz-date, Signature=0"),
        )
        .body(Bytes::new())
        .unwrap()
}

/// The time of [`request`].
const SIGNED_AT: u64 = 1_440_938_160;

const SCOPED: &str = "AKIDEXAMPLE/20150830/us-east-1/codepipeline/aws4_request";

#[test]
fn off_looks_at_nothing() {
    let now = SystemTime::now();
    assert_eq!(Authentication::Off.check(&Request::default(), now), Ok(None));
    assert_eq!(Authentication::Off.check(&request("nonsense"), now), Ok(None));
}

#[test]
fn the_scope_is_checked_and_no_more() {
    let caller = Authentication::default().check(&request(SCOPED), SystemTime::now()).unwrap().unwrap();
    assert_eq!((caller.access_key_id.as_str(), caller.region.as_str()), ("AKIDEXAMPLE", "us-east-1"));
    assert_eq!(format!("{caller:?}"), r#"Caller { access_key_id: "AKID...", region: "us-east-1" }"#);

    let refused = |request| Authentication::Scope.check(&request, SystemTime::now()).unwrap_err().code;
    assert_eq!(refused(Request::default()), "MissingAuthenticationTokenException");
    assert_eq!(refused(request("AKID")), "IncompleteSignatureException");
    assert_eq!(refused(request(&SCOPED.replace("codepipeline", "s3"))), "InvalidSignatureException");
    assert_eq!(refused(request(&SCOPED.replace("AKID", "AK+D"))), "UnrecognizedClientException");
}

/// Every way of checking.
fn all() -> Vec<Authentication> {
    vec![
        Authentication::Off,
        Authentication::Scope,
        #[cfg(feature = "signatures")]
        Authentication::Signature(AccessKeys::new().with("AKIDEXAMPLE", "secret")),
    ]
}

proptest! {
    #[test]
    fn any_request_is_answered(
        method in prop::sample::select(vec!["GET", "POST", "CONNECT", "OPTIONS"]),
        uri in prop_oneof![
            Just("*".to_owned()), Just("localhost:80".to_owned()), Just("http://localhost".to_owned()),
            "/[a-z./%+&=?:]{0,40}", "http://[a-z.]{1,9}(:[0-9]{1,5})?(/[a-z./?%]{0,20})?",
            Just(format!("/?{}", "~'\"+".repeat(15_000))), Just(format!("/{}", "%".repeat(60_000))),
        ],
        headers in prop::collection::vec(("(host|x-amz-content-sha256|x-extra)", prop::collection::vec(any::<u8>(), 0..40)), 0..5),
        signed in "(host;x-amz-date(;x-extra)?|host;x-amz-content-sha256;x-amz-date|[a-z;-]{0,20})",
        body in any::<Vec<u8>>(),
    ) {
        let mut request = request(SCOPED);
        let Ok(uri) = uri.parse() else { return Ok(()) };
        *request.uri_mut() = uri;
        *request.method_mut() = method.parse().unwrap();
        *request.body_mut() = body.into();
        request.headers_mut().remove("host");
        for (name, value) in headers {
            if let Ok(value) = http::HeaderValue::from_bytes(&value) {
                request.headers_mut().append(http::HeaderName::try_from(name).unwrap(), value);
            }
        }
        let header = request.headers()["authorization"].to_str().unwrap().replace("host;x-amz-date", &signed);
        request.headers_mut().insert("authorization", header.parse().unwrap());
        let signed_at = SystemTime::UNIX_EPOCH + Duration::from_secs(SIGNED_AT);
        for authentication in all() {
            if let Err(error) = authentication.check(&request, signed_at) {
                prop_assert_eq!(error.status, 400);
            }
        }
    }
}
