//! What the API accepts of a success and of the ids of a job, checked before anything is sent.
//!
//! Source: the service's model, <https://github.com/aws/api-models-aws/tree/main/models/codepipeline>. Lengths are
//! counted in UTF-16 units, which no way of counting exceeds but bytes.

use std::fmt;

use super::request::Target;
use super::success::Success;

pub const SUMMARY: usize = 2048;
pub const REVISION_SUMMARY: usize = 2048;
const CONTINUATION_TOKEN: usize = 2048;
const REVISION: usize = 1500;
const CHANGE_IDENTIFIER: usize = 100;
const OUTPUT_VARIABLES_BYTES: usize = 122_880;
const THIRD_PARTY_JOB_ID: usize = 512;
const CLIENT_TOKEN: usize = 256;

/// Why a success cannot be sent.
#[derive(Debug, PartialEq, Eq)]
pub enum Unacceptable {
    Length { what: &'static str, most: usize },
    PercentComplete(u8),
    VariableName(String),
    VariablesSize(usize),
    VariablesWithContinuation,
    VariablesOfThirdParty,
}

impl fmt::Display for Unacceptable {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Length { what, most } => {
                write!(formatter, "its {what} does not have 1 to {most} characters")
            }
            Self::PercentComplete(percent) => write!(formatter, "it is {percent} percent complete"),
            Self::VariableName(name) => write!(
                formatter,
                "the name of its output variable {name:?} has other characters than letters, digits, @, - and _"
            ),
            Self::VariablesSize(bytes) => write!(
                formatter,
                "its output variables have {bytes} bytes, and {OUTPUT_VARIABLES_BYTES} are the most"
            ),
            Self::VariablesWithContinuation => {
                formatter.write_str("it has output variables, which a job that continues cannot have")
            }
            Self::VariablesOfThirdParty => {
                formatter.write_str("it has output variables, which a third-party job cannot have")
            }
        }
    }
}

pub fn check(success: &Success, is_third_party: bool) -> Result<(), Unacceptable> {
    length("continuation token", success.continuation_token.as_deref(), CONTINUATION_TOKEN)?;
    if let Some(revision) = &success.revision {
        length("revision", Some(&revision.name), REVISION)?;
        length("change identifier", Some(&revision.change_identifier), CHANGE_IDENTIFIER)?;
    }
    match success.percent_complete {
        Some(percent) if percent > 100 => return Err(Unacceptable::PercentComplete(percent)),
        Some(_) | None => {}
    }
    variables(success, is_third_party)
}

fn length(what: &'static str, text: Option<&str>, most: usize) -> Result<(), Unacceptable> {
    match text {
        Some(text) if !has_length(text, most) => Err(Unacceptable::Length { what, most }),
        Some(_) | None => Ok(()),
    }
}

fn has_length(text: &str, most: usize) -> bool {
    (1..=most).contains(&text.encode_utf16().count())
}

fn variables(success: &Success, is_third_party: bool) -> Result<(), Unacceptable> {
    let variables = &success.variables;
    if variables.is_empty() {
        return Ok(());
    }
    if is_third_party {
        return Err(Unacceptable::VariablesOfThirdParty);
    }
    if success.continuation_token.is_some() {
        return Err(Unacceptable::VariablesWithContinuation);
    }
    let belongs = |character: char| character.is_ascii_alphanumeric() || matches!(character, '@' | '-' | '_');
    if let Some(name) = variables.keys().find(|name| name.is_empty() || !name.chars().all(belongs)) {
        return Err(Unacceptable::VariableName(name.clone()));
    }
    let bytes = variables.iter().map(|(name, value)| name.len() + value.len()).sum();
    if bytes > OUTPUT_VARIABLES_BYTES { Err(Unacceptable::VariablesSize(bytes)) } else { Ok(()) }
}

/// A custom job's id is a UUID in small letters; a third-party job's has 1 to 512 characters.
pub fn is_job_id(target: &Target) -> bool {
    match target {
        Target::Custom { job_id } => is_lower_case_uuid(job_id),
        Target::ThirdParty { job_id, .. } => has_length(job_id, THIRD_PARTY_JOB_ID),
    }
}

/// A client token has 1 to 256 characters.
pub fn is_client_token(target: &Target) -> bool {
    match target {
        Target::Custom { .. } => true,
        Target::ThirdParty { client_token, .. } => has_length(client_token.as_str(), CLIENT_TOKEN),
    }
}

fn is_lower_case_uuid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(position, byte)| match position {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => matches!(byte, b'0'..=b'9' | b'a'..=b'f'),
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sdk::Revision;

    fn custom(job_id: &str) -> Target {
        Target::Custom { job_id: job_id.to_owned() }
    }

    fn third_party(job_id: &str, client_token: &str) -> Target {
        Target::third_party(job_id, client_token.to_owned())
    }

    #[test]
    fn job_ids() {
        assert!(is_job_id(&custom("01234567-89ab-cdef-0123-456789abcdef")));
        for id in ["", "0", "01234567-89AB-cdef-0123-456789abcdef", "01234567-89ab-cdef-0123-456789abcdef "] {
            assert!(!is_job_id(&custom(id)), "{id:?}");
        }
        assert!(is_job_id(&third_party("anything", "t")));
        assert!(!is_job_id(&third_party("", "t")));
        assert!(!is_job_id(&third_party(&"x".repeat(513), "t")));
        assert!(!is_client_token(&third_party("x", "")));
        assert!(!is_client_token(&third_party("x", &"t".repeat(257))));
    }

    #[test]
    fn what_a_success_may_hold() {
        let plain = Success::new().summary("s").percent_complete(100).output_variable("a@b-c_1", "");
        assert_eq!(check(&plain, false), Ok(()));
        assert_eq!(check(&plain, true), Err(Unacceptable::VariablesOfThirdParty));
        let cases = [
            (Success::new().percent_complete(101), Unacceptable::PercentComplete(101)),
            (Success::new().output_variable("a b", ""), Unacceptable::VariableName("a b".to_owned())),
            (Success::new().output_variable("", ""), Unacceptable::VariableName(String::new())),
            (
                Success::new().output_variable("a", "x".repeat(OUTPUT_VARIABLES_BYTES)),
                Unacceptable::VariablesSize(OUTPUT_VARIABLES_BYTES + 1),
            ),
            (
                Success::new().output_variable("a", "b").continuation_token("t"),
                Unacceptable::VariablesWithContinuation,
            ),
            (
                Success::new().continuation_token("x".repeat(2049)),
                Unacceptable::Length { what: "continuation token", most: 2048 },
            ),
            (
                Success::new().revision(Revision::new("", "x")),
                Unacceptable::Length { what: "revision", most: 1500 },
            ),
            (
                Success::new().revision(Revision::new("x", "x".repeat(101))),
                Unacceptable::Length { what: "change identifier", most: 100 },
            ),
        ];
        for (success, expected) in cases {
            assert_eq!(check(&success, false), Err(expected));
        }
        let most = Success::new().output_variable("a", "x".repeat(OUTPUT_VARIABLES_BYTES - 1));
        assert_eq!(check(&most, false), Ok(()));
    }
}
