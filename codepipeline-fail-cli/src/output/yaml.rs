use std::fmt::Write as _;

use super::json;
use crate::value::Value;
use crate::yaml;

pub fn print(value: &Value) -> String {
    let mut text = String::new();
    match value {
        Value::List(items) if !items.is_empty() => list(items, 0, &mut text),
        Value::Map(members) if !members.is_empty() => map(value, 0, &mut text),
        Value::List(_) => text.push_str("[]\n"),
        Value::Map(_) => text.push_str("{}\n"),
        // The end of a document that is a scalar would be marked, and nobody wants that.
        scalar => {
            text.push_str(&json::scalar(scalar));
            text.push('\n');
        }
    }
    text
}

fn list(items: &[Value], indent: usize, text: &mut String) {
    for (number, item) in items.iter().enumerate() {
        // The first one may stand in the line of what holds the list.
        text.extend(std::iter::repeat_n(' ', if number == 0 { 0 } else { indent }));
        text.push_str("- ");
        match item {
            Value::List(items) if !items.is_empty() => list(items, indent + 2, text),
            Value::Map(members) if !members.is_empty() => map(item, indent + 2, text),
            other => end_line(other, text),
        }
    }
}

fn map(value: &Value, indent: usize, text: &mut String) {
    let Value::Map(members) = value else { return };
    let mut names: Vec<_> = members.keys().collect();
    names.sort();
    for (number, name) in names.into_iter().enumerate() {
        text.extend(std::iter::repeat_n(' ', if number == 0 { 0 } else { indent }));
        text.push_str(&scalar(&Value::Text(name.clone())));
        text.push(':');
        match &members[name] {
            Value::List(items) if !items.is_empty() => {
                text.push('\n');
                text.extend(std::iter::repeat_n(' ', indent));
                list(items, indent, text);
            }
            inner @ Value::Map(members) if !members.is_empty() => {
                text.push('\n');
                text.extend(std::iter::repeat_n(' ', indent + 2));
                map(inner, indent + 2, text);
            }
            other => {
                text.push(' ');
                end_line(other, text);
            }
        }
    }
}

fn end_line(value: &Value, text: &mut String) {
    text.push_str(&scalar(value));
    text.push('\n');
}

fn scalar(value: &Value) -> String {
    match value {
        Value::Text(text) if is_plain(text) => text.clone(),
        Value::Text(text) if !text.contains(|character: char| character.is_control()) => {
            format!("'{}'", text.replace('\'', "''"))
        }
        Value::Text(text) => escaped(text),
        Value::List(_) => "[]".to_owned(),
        Value::Map(_) => "{}".to_owned(),
        other => json::scalar(other),
    }
}

/// Whether a text means itself without quotes, wherever it stands.
fn is_plain(text: &str) -> bool {
    let is_itself =
        |document: String, shown: &str| yaml::read(&document).is_ok_and(|value| value.to_string() == shown);
    let shown = Value::from(text).to_string();
    text == text.trim()
        && !text.contains(['\n', '\r'])
        && is_itself(format!("- {text}"), &format!("[{shown}]"))
        && is_itself(format!("{text}:"), &format!("{{{shown}: None}}"))
}

fn escaped(text: &str) -> String {
    let mut escaped = "\"".to_owned();
    for character in text.chars() {
        match character {
            '"' | '\\' => escaped.extend(['\\', character]),
            '\n' => escaped.push_str("\\n"),
            '\r' => escaped.push_str("\\r"),
            '\t' => escaped.push_str("\\t"),
            '\0' => escaped.push_str("\\0"),
            _ if u32::from(character) < 0x20 || (0x7f..0xa0).contains(&u32::from(character)) => {
                let _ = write!(escaped, "\\x{:02X}", u32::from(character)); // A String takes everything.
            }
            _ => escaped.push(character),
        }
    }
    escaped.push('"');
    escaped
}
