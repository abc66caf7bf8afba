//! An operation's input as the body of its request: JSON in ASCII, with its members in their order.

use std::fmt::Write as _;

use crate::moment;
use crate::operation::{Member, Operation, Shape};
use crate::value::{Map, Value};

/// The body for an input in which [`problems`](crate::check::problems) finds none.
///
/// ```
/// use codepipeline_fail_cli::operation::Operation;
/// use codepipeline_fail_cli::{body, json, value::Value};
///
/// let operation = Operation::of_command("put-job-success-result").unwrap();
/// let Ok(Value::Map(input)) = json::read(r#"{"jobId":"größer"}"#) else { panic!() };
/// assert_eq!(body::of(operation, &input), r#"{"jobId": "gr\u00f6\u00dfer"}"#);
/// ```
#[must_use]
pub fn of(operation: &Operation, input: &Map) -> String {
    let mut body = String::new();
    structure(operation.members, input, &mut body);
    body
}

fn structure(members: &[Member], input: &Map, body: &mut String) {
    let shape_of = |name: &str| members.iter().find(|member| member.name == name).map(|member| &member.shape);
    object(input, body, |name, value, body| shaped(shape_of(name), value, body));
}

fn shaped(shape: Option<&Shape>, value: &Value, body: &mut String) {
    match (shape, value) {
        (Some(Shape::Structure(members)), Value::Map(input)) => structure(members, input, body),
        (Some(Shape::Time), value) => {
            let _ = write!(body, "{}", moment::seconds(value).unwrap_or_default()); // A String takes everything.
        }
        (_, value) => plain(value, body),
    }
}

/// A value whose shape adds nothing to it.
fn plain(value: &Value, body: &mut String) {
    match value {
        Value::Null => body.push_str("null"),
        Value::Bool(value) => body.push_str(if *value { "true" } else { "false" }),
        Value::Integer(digits) => body.push_str(digits),
        Value::Float(number) => {
            let _ = write!(body, "{number:?}"); // A String takes everything.
        }
        Value::Text(text) | Value::Date(text) => quoted(text, body),
        // There is no shape for bytes, so that none come here.
        Value::Bytes(bytes) => quoted(&String::from_utf8_lossy(bytes), body),
        Value::List(items) => {
            body.push('[');
            for (number, item) in items.iter().enumerate() {
                body.push_str(if number == 0 { "" } else { ", " });
                plain(item, body);
            }
            body.push(']');
        }
        Value::Map(members) => object(members, body, |_, value, body| plain(value, body)),
    }
}

fn object(members: &Map, body: &mut String, mut write: impl FnMut(&str, &Value, &mut String)) {
    body.push('{');
    for (number, (name, value)) in members.iter().enumerate() {
        body.push_str(if number == 0 { "" } else { ", " });
        quoted(name, body);
        body.push_str(": ");
        write(name, value, body);
    }
    body.push('}');
}

fn quoted(text: &str, body: &mut String) {
    body.push('"');
    for character in text.chars() {
        match character {
            '"' => body.push_str("\\\""),
            '\\' => body.push_str("\\\\"),
            '\n' => body.push_str("\\n"),
            '\r' => body.push_str("\\r"),
            '\t' => body.push_str("\\t"),
            '\u{8}' => body.push_str("\\b"),
            '\u{c}' => body.push_str("\\f"),
            ' '..='~' => body.push(character),
            _ => {
                for unit in character.encode_utf16(&mut [0; 2]) {
                    let _ = write!(body, "\\u{unit:04x}"); // A String takes everything.
                }
            }
        }
    }
    body.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json;

    fn body(command: &str, input: &str) -> String {
        let Ok(Value::Map(input)) = json::read(input) else { panic!("{input} is no input") };
        of(Operation::of_command(command).expect("it is there"), &input)
    }

    #[test]
    fn members_stay_in_their_order_and_text_is_ascii() {
        let input = r#"{"failureDetails": {"message": "a\"\\/\n\u0001\u007fß😀", "type": "JobFailed"}, "jobId": "1"}"#;
        let expected = r#"{"failureDetails": {"message": "a\"\\/\n\u0001\u007f\u00df\ud83d\ude00", "type": "JobFailed"}, "jobId": "1"}"#;
        let body = body("put-job-failure-result", input);
        assert_eq!(body, expected);
        assert_eq!(json::read(&body), json::read(input));
    }

    #[test]
    fn a_moment_is_a_number() {
        let input = r#"{"jobId": "1", "currentRevision": {"created": "2024-05-31T12:00:00Z"}, "executionDetails": {"percentComplete": 5}}"#;
        let expected = r#"{"jobId": "1", "currentRevision": {"created": 1717156800}, "executionDetails": {"percentComplete": 5}}"#;
        assert_eq!(body("put-job-success-result", input), expected);
    }
}
