//! The signature itself: the request is signed once more with the key it names, by AWS's own signer, and the two
//! signatures are compared.

use super::credential::SERVICE;
use super::header::{Authorization, DATE};
use super::keys::AccessKeys;
use crate::error::ApiError;
use aws_credential_types::Credentials;
use aws_sigv4::http_request::{PayloadChecksumKind, SignableBody, SignableRequest, SigningSettings, sign};
use aws_sigv4::sign::v4;
use bytes::Bytes;
use http::header::HOST;
use http::{HeaderName, Request, Uri};
use std::borrow::Cow;

const CONTENT_HASH: HeaderName = HeaderName::from_static("x-amz-content-sha256");

/// The longest path and query that is signed, in bytes. Those of the API are far shorter, and the signer cannot take
/// what grows past 64 KiB when it is encoded.
const LONGEST_PATH: usize = 8 << 10;

/// The most header fields that are signed. A client sends a dozen; the signer has room for some 20,000.
const MOST_HEADERS: usize = 1000;

/// # Errors
/// `UnrecognizedClientException` if the key is none of `keys`, `InvalidSignatureException` if the signature is not that
/// key's, or not of this request.
pub(super) fn verify(
    request: &Request<Bytes>,
    authorization: &Authorization<'_>,
    keys: &AccessKeys,
) -> Result<(), ApiError> {
    let id = authorization.credential.access_key_id;
    let secret = keys.secret(id).ok_or_else(ApiError::unrecognized_client)?;
    if is_signed(request, authorization, secret) == Some(true) {
        Ok(())
    } else {
        Err(ApiError::invalid_signature(
            "The request signature we calculated does not match the signature you provided. Check your AWS Secret \
             Access Key and signing method. Consult the service documentation for details.",
        ))
    }
}

/// Whether the signature is right. `None` if this request cannot have one that is.
fn is_signed(request: &Request<Bytes>, authorization: &Authorization<'_>, secret: &str) -> Option<bool> {
    let Authorization { credential, date, signed, signature } = authorization;
    if request.headers().len() > MOST_HEADERS {
        return None;
    }
    let host = host(request)?;
    let mut headers = vec![(HOST.as_str(), host.as_ref())];
    for (name, value) in request.headers() {
        // The signer adds the time, and the hash of the body, by itself.
        let added = [HOST, DATE, CONTENT_HASH].contains(name);
        if !added && signed.names.contains(name.as_str()) {
            headers.push((name.as_str(), std::str::from_utf8(value.as_bytes()).ok()?));
        }
    }

    let mut settings = SigningSettings::default();
    // A client signs what it likes. Which headers those are was settled above.
    settings.excluded_headers = None;
    let has_hash = signed.names.contains(CONTENT_HASH.as_str());
    if has_hash {
        settings.payload_checksum_kind = PayloadChecksumKind::XAmzSha256;
    }
    let time = date.time()?;
    let identity =
        Credentials::new(credential.access_key_id, secret, None, None, "codepipeline-local").into();
    let params = v4::SigningParams::builder()
        .identity(&identity)
        .region(credential.region)
        .name(SERVICE)
        .time(time)
        .settings(settings)
        .build()
        .ok()?
        .into();
    let body = SignableBody::Bytes(request.body());
    let target = target(request.uri())?;
    let signable = SignableRequest::new(request.method().as_str(), target, headers.into_iter(), body).ok()?;
    let (instructions, expected) = sign(signable, &params).ok()?.into_parts();

    // The list of names is itself signed, in order, in lower case and each name once; and of the headers it names the
    // signer left out those that are not there.
    let header = instructions.headers().find(|(name, _)| *name == "authorization")?.1;
    let names = header.split(", ").find_map(|parameter| parameter.strip_prefix("SignedHeaders="));
    if names != Some(signed.text) {
        return Some(false);
    }
    if has_hash {
        let hash = instructions.headers().find(|(name, _)| *name == CONTENT_HASH.as_str())?.1;
        let mut claimed = request.headers().get_all(CONTENT_HASH).iter();
        if claimed.next()?.as_bytes() != hash.as_bytes() || claimed.next().is_some() {
            return Some(false);
        }
    }
    Some(is_equal(&expected, signature, secret))
}

/// The path and query, which is all of a URI that is signed.
fn target(uri: &Uri) -> Option<&str> {
    let target = uri.path_and_query()?.as_str();
    (target.starts_with('/') && target.len() <= LONGEST_PATH).then_some(target)
}

/// The header `Host`, or what it will be: a request that never left the process may have none. A client leaves out the
/// port that its scheme has anyway (RFC 9110, section 7.2).
fn host(request: &Request<Bytes>) -> Option<Cow<'_, str>> {
    if let Some(host) = request.headers().get(HOST) {
        let several = request.headers().get_all(HOST).iter().count() > 1;
        return std::str::from_utf8(host.as_bytes()).ok().filter(|_| !several).map(Cow::Borrowed);
    }
    let uri = request.uri();
    let host = uri.host()?;
    match (uri.scheme_str(), uri.port_u16()) {
        (_, None) | (Some("http"), Some(80)) | (Some("https"), Some(443)) => Some(host.into()),
        (_, Some(port)) => Some(format!("{host}:{port}").into()),
    }
}

/// Whether two signatures are the same, in a time that tells nothing of where they differ: their codes under a key
/// that the sender does not have are compared.
fn is_equal(expected: &str, given: &str, secret: &str) -> bool {
    let code = |signature: &str| v4::calculate_signature(secret, signature.as_bytes());
    code(expected) == code(given)
}

#[cfg(test)]
mod tests;
