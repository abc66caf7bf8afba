//! From options to an operation's input.
//!
//! Values are read in the order of the operation's members, whatever the order of the options is; then what
//! `--cli-input-json` or `--cli-input-yaml` holds is put beside them, where there is no option for it.

mod text;

use crate::command_line::Given;
use crate::failure::{Failure, FailureKind};
use crate::operation::{Member, Operation, Shape};
use crate::value::{Map, Value};
use crate::{file, integer, json, shorthand};

/// The input that options say.
///
/// # Errors
/// If a value cannot be read, or both kinds of a whole input are given: in the words of the AWS CLI, with more where they
/// say little.
pub fn read(operation: &Operation, given: &[Given]) -> Result<Map, Failure> {
    let mut input = Map::new();
    for member in operation.members {
        if let Some(text) = value_of(given, &member.option()) {
            input.insert(member.name.to_owned(), member_value(member, text)?);
        }
    }
    let whole = match (value_of(given, "--cli-input-json"), value_of(given, "--cli-input-yaml")) {
        (None, None) => return Ok(input),
        (Some(_), Some(_)) => {
            return Err(Failure::value("Only one --cli-input- parameter may be specified."));
        }
        (Some(text), None) => whole("cli-input-json", "JSON", text, json::read)?,
        (None, Some(text)) => whole("cli-input-yaml", "YAML", text, yaml)?,
    };
    for (name, value) in whole {
        input.entry(name).or_insert(value);
    }
    Ok(input)
}

fn yaml(text: &str) -> Result<Value, String> {
    crate::yaml::read(text).map_err(|error| error.to_string())
}

/// The value of an option; of the last one, if it was given more than once.
fn value_of<'g>(given: &'g [Given], name: &str) -> Option<&'g str> {
    given.iter().rev().find(|option| option.name == name)?.value.as_deref()
}

/// What is wrong with the value of an option.
fn wrong(option: &str, reason: &str) -> Failure {
    Failure::value(format!("Error parsing parameter '{option}': {reason}"))
}

/// What is in the file that the value of an option names.
fn load(option: &str, given: &str) -> Result<Option<Value>, Failure> {
    file::load(given).map_err(|failure| match failure.kind {
        FailureKind::Value => wrong(option, &failure.text),
        _ => failure,
    })
}

fn member_value(member: &Member, given: &str) -> Result<Value, Failure> {
    let option = member.option();
    let value = match load(&option, given)? {
        None => Value::from(given),
        Some(value) => value,
    };
    match (&member.shape, value) {
        (Shape::Structure(_) | Shape::Map, Value::Text(text)) => {
            structured(member, &text).map_err(|reason| wrong(&option, &reason))
        }
        (Shape::Structure(_) | Shape::Map, _) => Err(wrong(
            &option,
            "bytes are no structure: use the file:// prefix instead of the fileb:// prefix.",
        )),
        (_, value) => Ok(value),
    }
}

/// JSON if it looks so, else shorthand.
fn structured(member: &Member, text: &str) -> Result<Value, String> {
    match text.trim_start().chars().next() {
        Some('{') => json::read(text).map_err(|reason| format!("Invalid JSON: {reason}")),
        Some('[') => Err("Invalid JSON: a list is no structure".to_owned()),
        _ => {
            let mut load = |value: &str| file::load(value).map_err(|failure| failure.text);
            let members = shorthand::parse(text, &mut load).map_err(|error| error.to_string())?;
            let mut value = Value::Map(members);
            numbered(&member.shape, &mut value);
            Ok(value)
        }
    }
}

/// Makes numbers of the texts that have to be: shorthand has texts only.
fn numbered(shape: &Shape, value: &mut Value) {
    match (shape, &mut *value) {
        (Shape::Structure(members), Value::Map(values)) => {
            for member in *members {
                if let Some(value) = values.get_mut(member.name) {
                    numbered(&member.shape, value);
                }
            }
        }
        (Shape::Integer { .. }, Value::Text(text)) => {
            if let Some(digits) = integer::read(text) {
                *value = Value::Integer(digits);
            }
        }
        _ => {}
    }
}

/// The whole input, as one value of an option.
fn whole(
    option: &str,
    format: &str,
    given: &str,
    read: impl Fn(&str) -> Result<Value, String>,
) -> Result<Map, Failure> {
    let (name, invalid) = (format!("--{option}"), format!("Invalid {format} received."));
    let text = match load(&name, given)? {
        None => given.to_owned(),
        Some(Value::Bytes(bytes)) => text::decoded(&bytes).ok_or_else(|| wrong(option, &invalid))?,
        Some(Value::Text(text)) => text,
        Some(other) => unreachable!("a file holds text or bytes, and not {other}"),
    };
    match read(&text).map_err(|reason| wrong(option, &format!("{invalid} ({reason})")))? {
        Value::Map(members) => Ok(members),
        other => {
            let kind = crate::check::type_of(&other);
            Err(wrong(&name, &format!("Invalid type: expecting map, received {kind}")))
        }
    }
}

#[cfg(test)]
mod tests;
