//! The check of a JSON value against a shape: types first, then every constraint, all violations at once.

use crate::error::ApiError;
use crate::shape::{Member, Shape, Text};
use serde_json::{Map, Value};
use std::fmt;

/// A value that breaks a constraint: where, and what it should have been. The value itself is not kept.
#[derive(Debug, PartialEq)]
struct Violation {
    path: String,
    constraint: String,
}

/// Every violation of one value, in the order of the model's members.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Violations(Vec<Violation>);

impl Violations {
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn add(&mut self, path: &str, constraint: impl Into<String>) {
        self.0.push(Violation { path: path.into(), constraint: constraint.into() });
    }
}

/// As CodePipeline words it: `1 validation error detected: Value at 'a.b' failed to satisfy constraint: ...`.
impl fmt::Display for Violations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = self.0.len();
        write!(f, "{count} validation error{} detected: ", if count == 1 { "" } else { "s" })?;
        for (index, Violation { path, constraint }) in self.0.iter().enumerate() {
            let separator = if index == 0 { "" } else { "; " };
            write!(f, "{separator}Value at '{path}' failed to satisfy constraint: {constraint}")?;
        }
        Ok(())
    }
}

/// Checks `value` against the members of a structure.
///
/// # Errors
/// `SerializationException` for the first value of a wrong type.
pub(crate) fn check(members: &[Member], value: &Value) -> Result<Violations, ApiError> {
    let mut violations = Violations::default();
    structure(members, value, "", &mut violations)?;
    Ok(violations)
}

fn structure(members: &[Member], value: &Value, path: &str, found: &mut Violations) -> Result<(), ApiError> {
    let object = value.as_object().ok_or_else(|| mismatch(value, "Structure"))?;
    for member in members {
        let path = if path.is_empty() { member.name.to_owned() } else { format!("{path}.{}", member.name) };
        match object.get(member.name) {
            // A member that is null counts as absent (Smithy, AWS JSON 1.1 protocol).
            None | Some(Value::Null) if member.required => found.add(&path, "Member must not be null"),
            None | Some(Value::Null) => {}
            Some(value) => shape(member.shape, value, &path, found)?,
        }
    }
    Ok(())
}

fn shape(shape: Shape, value: &Value, path: &str, found: &mut Violations) -> Result<(), ApiError> {
    match shape {
        Shape::Text(rules) => {
            let text = value.as_str().ok_or_else(|| mismatch(value, "String"))?;
            for constraint in broken(rules, text) {
                found.add(path, constraint);
            }
        }
        Shape::Enum(names) => {
            let text = value.as_str().ok_or_else(|| mismatch(value, "String"))?;
            if !names.contains(&text) {
                found.add(path, format!("Member must satisfy enum value set: [{}]", names.join(", ")));
            }
        }
        Shape::Integer { min, max } => integer(min, max, value, path, found)?,
        Shape::Timestamp if value.is_number() => {}
        Shape::Timestamp => return Err(mismatch(value, "Date")),
        Shape::List(member) => {
            let list = value.as_array().ok_or_else(|| mismatch(value, "List"))?;
            for (index, value) in list.iter().enumerate() {
                self::shape(*member, value, &format!("{path}.{}.member", index + 1), found)?;
            }
        }
        Shape::Map { max, key, value: rules } => {
            let map = value.as_object().ok_or_else(|| mismatch(value, "Map"))?;
            self::map(max, key, rules, map, path, found)?;
        }
        Shape::Structure(members) => structure(members, value, path, found)?,
    }
    Ok(())
}

fn integer(
    min: i32,
    max: Option<i32>,
    value: &Value,
    path: &str,
    found: &mut Violations,
) -> Result<(), ApiError> {
    let number = value.as_i64().and_then(|number| i32::try_from(number).ok());
    let number = number.ok_or_else(|| mismatch(value, "Integer"))?;
    if let Some(max) = max.filter(|max| number > *max) {
        found.add(path, format!("Member must have value less than or equal to {max}"));
    }
    if number < min {
        found.add(path, format!("Member must have value greater than or equal to {min}"));
    }
    Ok(())
}

/// A map has at most one violation for its keys and one for its values, however many of them are wrong.
fn map(
    max: Option<usize>,
    key_rules: Text,
    value_rules: Text,
    map: &Map<String, Value>,
    path: &str,
    found: &mut Violations,
) -> Result<(), ApiError> {
    if let Some(max) = max.filter(|max| map.len() > *max) {
        found.add(path, format!("Member must have length less than or equal to {max}"));
    }
    if map.keys().any(|key| !broken(key_rules, key).is_empty()) {
        let rules = constraints(key_rules).join(", ");
        found.add(path, format!("Map keys must satisfy constraint: [{rules}]"));
    }
    let mut wrong = None;
    for value in map.values() {
        match value {
            Value::Null => wrong = Some("Member must not be null".to_owned()),
            Value::String(text) if broken(value_rules, text).is_empty() => {}
            Value::String(_) => wrong = Some(constraints(value_rules).join(", ")),
            other => return Err(mismatch(other, "String")),
        }
    }
    if let Some(rules) = wrong {
        found.add(path, format!("Map value must satisfy constraint: [{rules}]"));
    }
    Ok(())
}

/// The constraints of `rules` that `text` breaks, each in CodePipeline's words.
fn broken(rules: Text, text: &str) -> Vec<String> {
    let length = text.chars().count();
    let mut broken = Vec::new();
    if let Some((_, max)) = rules.length.filter(|(_, max)| length > *max) {
        broken.push(at_most(max));
    }
    if let Some((min, _)) = rules.length.filter(|(min, _)| length < *min) {
        broken.push(at_least(min));
    }
    if let Some(pattern) = rules.pattern.filter(|pattern| !pattern.matches(text)) {
        broken.push(of_pattern(pattern.source()));
    }
    broken
}

/// All constraints of `rules`: what a message about a map lists.
fn constraints(rules: Text) -> Vec<String> {
    let length = rules.length.into_iter().flat_map(|(min, max)| [at_most(max), at_least(min)]);
    length.chain(rules.pattern.map(|pattern| of_pattern(pattern.source()))).collect()
}

fn at_most(max: usize) -> String {
    format!("Member must have length less than or equal to {max}")
}

fn at_least(min: usize) -> String {
    format!("Member must have length greater than or equal to {min}")
}

fn of_pattern(source: &str) -> String {
    format!("Member must satisfy regular expression pattern: {source}")
}

/// AWS's JSON services name the token they found and the type they wanted; the value is not echoed.
fn mismatch(value: &Value, wanted: &str) -> ApiError {
    let token = match value {
        Value::Null => "NULL_VALUE",
        Value::Bool(true) => "TRUE_VALUE",
        Value::Bool(false) => "FALSE_VALUE",
        Value::Number(_) => "NUMBER_VALUE",
        Value::String(_) => "STRING_VALUE",
        Value::Array(_) => return ApiError::serialization("Start of list found where not expected"),
        Value::Object(_) => {
            return ApiError::serialization("Start of structure or map found where not expected");
        }
    };
    ApiError::serialization(format!("{token} cannot be converted to {wanted}"))
}
