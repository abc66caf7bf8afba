//! The `Authorization` header of AWS Signature Version 4 (AWS IAM User Guide, "Elements of an AWS API request
//! signature").

use super::credential::Credential;
use super::date::AmzDate;
use crate::error::ApiError;
use http::header::AUTHORIZATION;
use http::{HeaderMap, HeaderName};
use std::collections::BTreeSet;

pub(super) const DATE: HeaderName = HeaderName::from_static("x-amz-date");

const ALGORITHM: &str = "AWS4-HMAC-SHA256";

/// What a request says of its signature: well formed and consistent, but not yet verified.
pub(super) struct Authorization<'a> {
    pub credential: Credential<'a>,
    pub date: AmzDate,
    pub signed: SignedHeaders<'a>,
    pub signature: &'a str,
}

/// The names of the headers that are signed.
pub(super) struct SignedHeaders<'a> {
    pub text: &'a str,
    /// In lower case.
    pub names: BTreeSet<String>,
}

impl<'a> Authorization<'a> {
    /// # Errors
    /// The first thing that is wrong, without a value of the request.
    pub(super) fn of(headers: &'a HeaderMap) -> Result<Self, ApiError> {
        let mut values = headers.get_all(AUTHORIZATION).iter();
        let value = values.next().ok_or_else(ApiError::missing_authentication_token)?;
        let incomplete = |message: &'static str| Err(ApiError::incomplete_signature(message));
        if values.next().is_some() {
            return incomplete("There must be one Authorization header.");
        }
        let Ok(value) = value.to_str() else {
            return incomplete("Authorization header must be of visible ASCII characters.");
        };
        let parameters = Parameters::parse(value)?;
        let date = one(headers, &DATE)?;
        let (Some(credential), Some(signature), Some(signed_headers), Some(date)) =
            (parameters.credential, parameters.signature, parameters.signed_headers, date)
        else {
            return Err(parameters.missing(date));
        };
        let Some(date) = AmzDate::parse(date) else {
            return incomplete(
                "Date must be in ISO-8601 'basic format'. See http://en.wikipedia.org/wiki/ISO_8601",
            );
        };
        let signed = SignedHeaders::parse(signed_headers);
        signed.check(headers)?;
        if parameters.algorithm != ALGORITHM {
            return incomplete("Unsupported AWS 'algorithm' (only AWS4-HMAC-SHA256 for now).");
        }
        Ok(Self { credential: Credential::parse(credential, date)?, date, signed, signature })
    }
}

/// The value of a header that may be there once. One that is not of visible ASCII counts as empty.
///
/// # Errors
/// If it is there more than once: it would not be clear which is signed.
fn one<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Result<Option<&'a str>, ApiError> {
    let mut values = headers.get_all(name).iter();
    let value = values.next().map(|value| value.to_str().unwrap_or_default());
    match values.next() {
        None => Ok(value),
        Some(_) => Err(ApiError::incomplete_signature(format!("There must be one '{name}' header."))),
    }
}

/// The three parameters of the header, as far as they are there and not empty.
#[derive(Debug, Default, PartialEq)]
struct Parameters<'a> {
    algorithm: &'a str,
    credential: Option<&'a str>,
    signature: Option<&'a str>,
    signed_headers: Option<&'a str>,
}

impl<'a> Parameters<'a> {
    /// AWS separates parameters by commas or by spaces, and so do clients: either will do. Parameters of other names
    /// are ignored.
    fn parse(value: &'a str) -> Result<Self, ApiError> {
        let mut words = value.split([',', ' ', '\t']).filter(|word| !word.is_empty());
        let mut parameters = Self { algorithm: words.next().unwrap_or_default(), ..Self::default() };
        for word in words {
            let (name, value) = word.split_once('=').ok_or(ApiError::incomplete_signature(
                "Not a valid key=value pair (missing equal-sign) in Authorization header.",
            ))?;
            let parameter = match name {
                "Credential" => &mut parameters.credential,
                "Signature" => &mut parameters.signature,
                "SignedHeaders" => &mut parameters.signed_headers,
                _ => continue,
            };
            if parameter.is_some() {
                let message = format!("Authorization header has more than one '{name}' parameter.");
                return Err(ApiError::incomplete_signature(message));
            }
            *parameter = Some(value).filter(|value| !value.is_empty());
        }
        Ok(parameters)
    }

    /// What is not there, all at once as AWS lists it. AWS takes a `Date` header too, which no SDK sends.
    fn missing(&self, date: Option<&str>) -> ApiError {
        let parts = [
            (self.credential, "Authorization header requires 'Credential' parameter."),
            (self.signature, "Authorization header requires 'Signature' parameter."),
            (self.signed_headers, "Authorization header requires 'SignedHeaders' parameter."),
            (date, "Authorization header requires existence of a 'X-Amz-Date' header."),
        ];
        let missing: Vec<_> =
            parts.iter().filter(|(part, _)| part.is_none()).map(|(_, words)| *words).collect();
        ApiError::incomplete_signature(missing.join(" "))
    }
}

impl<'a> SignedHeaders<'a> {
    fn parse(text: &'a str) -> Self {
        Self { text, names: text.split(';').map(str::to_ascii_lowercase).collect() }
    }

    /// That `host` and every `X-Amz-` header are signed: "You must include the host header, and any x-amz-* headers in
    /// the signature" (same guide).
    fn check(&self, headers: &HeaderMap) -> Result<(), ApiError> {
        let unsigned = |what: &str| {
            let message = format!("{what} must be a 'SignedHeader' in the AWS Authorization.");
            Err(ApiError::invalid_signature(message))
        };
        if !self.names.contains("host") {
            return unsigned("'Host' or ':authority'");
        }
        let mut asked = headers.keys().map(HeaderName::as_str).filter(|name| name.starts_with("x-amz-"));
        match asked.find(|name| !self.names.contains(*name)) {
            Some(name) => unsigned(&format!("'{name}'")),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests;
