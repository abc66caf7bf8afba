//! What becomes of a failure before it is sent, if `--redact` or `--truncate` says so.
//!
//! Without them it is sent as it is given, as the AWS CLI does: what is too long is then refused by the service, and the job
//! ends only when it times out.

use codepipeline_fail::{Failure, FailureDetails, FailureType, Redactor};

use crate::environment::Environment;
use crate::value::{Map, Value};

const LONGEST_MESSAGE: usize = FailureDetails::MAX_MESSAGE_LENGTH;
const LONGEST_ID: usize = FailureDetails::MAX_EXTERNAL_EXECUTION_ID_LENGTH;

/// Removes secrets from the message and the external execution id: those of the environment, the job's client token, and
/// what looks like one; and control characters and terminal sequences, which could hide them.
pub fn redact(input: &mut Map, environment: &Environment) {
    let mut redactor = redactor(environment);
    if let Some(Value::Text(token)) = input.get("clientToken") {
        redactor = redactor.with_secret(token);
    }
    for name in ["message", "externalExecutionId"] {
        if let Some(text) = text(input, name) {
            *text = redactor.sanitize(text);
        }
    }
}

/// What knows the secrets of the environment.
#[must_use]
pub fn redactor(environment: &Environment) -> Redactor {
    let names = ["AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_SECURITY_TOKEN"];
    Redactor::new().with_secrets(names.iter().filter_map(|name| environment.filled(name)))
}

/// An external execution id that the service takes, without secrets; none if nothing is left of the text.
#[must_use]
pub fn external_execution_id(text: &str, redactor: &Redactor) -> Option<String> {
    let failure = Failure::new(FailureType::JobFailed, "").with_external_execution_id(text.trim());
    let details = FailureDetails::redacted(&failure, redactor);
    details.external_execution_id().map(str::to_owned)
}

/// Cuts a message that is longer than the service takes in its middle, as the beginning says what failed, and the end says
/// why; leaves an external execution id out that is too long, as a part of it finds nothing.
pub fn truncate(input: &mut Map) {
    let is_too_long = |text: &str, most: usize| text.encode_utf16().count() > most;
    if let Some(message) = text(input, "message").filter(|text| is_too_long(text, LONGEST_MESSAGE)) {
        FailureDetails::new(FailureType::JobFailed, &message).message().clone_into(message);
    }
    if text(input, "externalExecutionId").is_some_and(|id| is_too_long(id, LONGEST_ID))
        && let Some(Value::Map(details)) = input.get_mut("failureDetails")
    {
        details.shift_remove("externalExecutionId");
    }
}

/// A text of the failure, if it is one.
fn text<'m>(input: &'m mut Map, name: &str) -> Option<&'m mut String> {
    let Value::Map(details) = input.get_mut("failureDetails")? else { return None };
    let Value::Text(text) = details.get_mut(name)? else { return None };
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn input(message: &str, id: &str) -> Map {
        let details = [("message", message), ("externalExecutionId", id)];
        let details = details.map(|(name, value)| (name.to_owned(), Value::from(value)));
        [
            ("clientToken".to_owned(), Value::from("a partner's token")),
            ("failureDetails".to_owned(), Value::Map(details.into_iter().collect())),
        ]
        .into_iter()
        .collect()
    }

    fn texts(mut input: Map) -> (String, String) {
        let mut taken = |name| text(&mut input, name).map(std::mem::take).expect("a text");
        (taken("message"), taken("externalExecutionId"))
    }

    #[test]
    fn secrets_that_are_known_or_look_like_one_are_removed() {
        let environment = Environment::from_iter([("AWS_SECRET_ACCESS_KEY", "hush-hush-hush")]);
        let mut input =
            input("hush-hush-hush, a partner's token, AKIAIOSFODNN7EXAMPLE", "run of hush-hush-hush");
        redact(&mut input, &environment);
        let (message, id) = texts(input);
        assert_eq!((message.as_str(), id.as_str()), ("***, ***, ***", "run of ***"));
    }

    #[test]
    fn secrets_are_found_that_a_terminal_sequence_splits() {
        let environment = Environment::from_iter([("AWS_SECRET_ACCESS_KEY", "hush-hush-hush")]);
        let mut input = input("\u{1b}[31mhush-\u{1b}[1mhush-hush\u{1b}[0m\nline", "hush\u{0}-hush-hush");
        redact(&mut input, &environment);
        assert_eq!(texts(input), ("***\nline".to_owned(), "***".to_owned()));
    }

    #[test]
    fn what_is_too_long_is_cut_and_what_is_not_stays() {
        let long = format!("what failed{}why", "😀".repeat(2500));
        let mut cut = input(&long, &"x".repeat(LONGEST_ID));
        truncate(&mut cut);
        let (message, id) = texts(cut);
        assert!(message.starts_with("what failed") && message.ends_with("why"), "{message}");
        assert!(message.encode_utf16().count() <= LONGEST_MESSAGE);
        assert_eq!(id.len(), LONGEST_ID);

        let mut without = input("x", &"x".repeat(LONGEST_ID + 1));
        truncate(&mut without);
        assert!(text(&mut without, "externalExecutionId").is_none());

        let mut whole = input(&"x".repeat(LONGEST_MESSAGE), "\u{1b}[1mrun");
        truncate(&mut whole);
        assert_eq!(texts(whole), ("x".repeat(LONGEST_MESSAGE), "\u{1b}[1mrun".to_owned()));
    }

    #[test]
    fn what_is_no_text_is_left_to_be_refused() {
        let mut input = Map::from_iter([("failureDetails".to_owned(), Value::Null)]);
        redact(&mut input, &Environment::default());
        truncate(&mut input);
        assert_eq!(input.get("failureDetails"), Some(&Value::Null));
    }
}
