//! The parameter `Credential` of an `Authorization` header: an access key id and the scope it signs for.

use super::date::AmzDate;
use crate::error::ApiError;

/// The name that requests to CodePipeline are signed for (the trait `aws.auth#sigv4` of the API's model).
pub(super) const SERVICE: &str = "codepipeline";

const TERMINATOR: &str = "aws4_request";

/// `AKID/20150830/us-east-1/codepipeline/aws4_request`. The day is the request's own, the rest is constant.
#[derive(Debug, PartialEq)]
pub(super) struct Credential<'a> {
    pub access_key_id: &'a str,
    pub region: &'a str,
}

impl<'a> Credential<'a> {
    pub(super) fn parse(text: &'a str, date: AmzDate) -> Result<Self, ApiError> {
        let mut parts = text.split('/');
        let mut next = || parts.next();
        let (Some(access_key_id), Some(day), Some(region), Some(service), Some(terminator), None) =
            (next(), next(), next(), next(), next(), next())
        else {
            return Err(ApiError::incomplete_signature(
                "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term",
            ));
        };
        let faults = [
            (!is_region(region), "Credential should be scoped to a valid region."),
            (service != SERVICE, "Credential should be scoped to correct service: 'codepipeline'."),
            (
                terminator != TERMINATOR,
                "Credential should be scoped with a valid terminator: 'aws4_request'.",
            ),
            (
                day != date.day(),
                "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP.",
            ),
        ];
        let faults: Vec<_> = faults.iter().filter(|(found, _)| *found).map(|(_, fault)| *fault).collect();
        if faults.is_empty() {
            Ok(Self { access_key_id, region })
        } else {
            Err(ApiError::invalid_signature(faults.join(" ")))
        }
    }

    /// Whether the access key id can be one: of word characters, as AWS's are (AWS IAM API Reference, `AccessKey`), but
    /// of any length up to AWS's 128, so that `test` is one. A secret in its place seldom is.
    pub(super) fn check_key_id(&self) -> Result<(), ApiError> {
        let is_word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
        if (1..=128).contains(&self.access_key_id.len()) && self.access_key_id.bytes().all(is_word) {
            Ok(())
        } else {
            Err(ApiError::unrecognized_client())
        }
    }
}

/// Whether `region` can be the name of one: a label of a host name, in lower case. Which regions there are changes.
fn is_region(region: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    (1..=63).contains(&region.len())
        && region.bytes().all(allowed)
        && !region.starts_with('-')
        && !region.ends_with('-')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Credential<'_>, ApiError> {
        Credential::parse(text, AmzDate::parse("20150830T123600Z").unwrap())
    }

    fn invalid(message: &'static str) -> ApiError {
        ApiError::invalid_signature(message)
    }

    #[test]
    fn a_credential_has_five_parts() {
        let credential = parse("AKID/20150830/us-east-1/codepipeline/aws4_request").unwrap();
        assert_eq!(credential, Credential { access_key_id: "AKID", region: "us-east-1" });

        for text in ["", "AKID", "AKID/20150830/us-east-1/codepipeline", "/////"] {
            assert_eq!(parse(text).unwrap_err().code, "IncompleteSignatureException", "{text}");
        }
        // A secret with a slash in the place of the id.
        let six = parse("se/cret/20150830/us-east-1/codepipeline/aws4_request").unwrap_err();
        assert_eq!(six.code, "IncompleteSignatureException");
        assert!(!six.message.contains("cret"), "{}", six.message);
    }

    #[test]
    fn the_scope_is_this_service_on_the_requests_day() {
        assert_eq!(
            parse("AKID/20150830/us-east-1/codebuild/aws4_request").unwrap_err(),
            invalid("Credential should be scoped to correct service: 'codepipeline'."),
        );
        assert_eq!(
            parse("AKID/20150831/us-east-1/codepipeline/aws4_request").unwrap_err(),
            invalid(
                "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP."
            ),
        );
        assert_eq!(
            parse("AKID/20150830//CodePipeline/aws4").unwrap_err(),
            invalid(
                "Credential should be scoped to a valid region. \
                 Credential should be scoped to correct service: 'codepipeline'. \
                 Credential should be scoped with a valid terminator: 'aws4_request'."
            ),
        );
    }

    #[test]
    fn a_region_is_a_host_label() {
        for region in ["us-east-1", "us-gov-west-1", "local", "eusc-de-east-1"] {
            assert!(is_region(region), "{region}");
        }
        for region in
            ["", "US-EAST-1", "us east 1", "us_east_1", "-east", "east-", "us.east", &"a".repeat(64)]
        {
            assert!(!is_region(region), "{region}");
        }
    }

    #[test]
    fn a_key_id_is_of_word_characters() {
        let check = |access_key_id| Credential { access_key_id, region: "us-east-1" }.check_key_id();
        for id in ["test", "AKIAIOSFODNN7EXAMPLE", "an_id"] {
            assert_eq!(check(id), Ok(()), "{id}");
        }
        for id in ["", "wJalrXUtnFEMI+bPxRfiCYEXAMPLEKEY", "a b", &"A".repeat(129)] {
            assert_eq!(check(id), Err(ApiError::unrecognized_client()), "{id}");
        }
    }
}
