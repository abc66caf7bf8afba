//! The check of a JSON value against a shape: types first, then every constraint, all violations at once.

use crate::error::ApiError;
use crate::model::LengthUnit;
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

    pub(crate) fn len(&self) -> usize {
        self.0.len()
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

/// A value of a wrong type, and where it is.
#[derive(Debug, PartialEq)]
pub(crate) struct Mismatch {
    path: String,
    message: String,
}

/// What a person reads, who has to find it.
impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.path.as_str() {
            "" => f.write_str(&self.message),
            path => write!(f, "Value at '{path}': {}", self.message),
        }
    }
}

/// AWS's JSON services do not say where.
impl From<Mismatch> for ApiError {
    fn from(mismatch: Mismatch) -> Self {
        Self::serialization(mismatch.message)
    }
}

/// Checks `value` against the members of a structure.
///
/// # Errors
/// The first value of a wrong type.
pub(crate) fn check(members: &[Member], value: &Value, unit: LengthUnit) -> Result<Violations, Mismatch> {
    let mut check = Check { unit, found: Violations::default() };
    check.structure(members, value, "")?;
    Ok(check.found)
}

/// The violations as one text, for one who brings the value otherwise than by the API.
pub(crate) fn mistake(members: &[Member], value: &Value) -> Option<String> {
    match check(members, value, LengthUnit::CodePoint) {
        Ok(violations) if violations.is_empty() => None,
        Ok(violations) => Some(violations.to_string()),
        Err(mismatch) => Some(mismatch.to_string()),
    }
}

/// A check under way.
struct Check {
    unit: LengthUnit,
    found: Violations,
}

impl Check {
    fn structure(&mut self, members: &[Member], value: &Value, path: &str) -> Result<(), Mismatch> {
        let object = value.as_object().ok_or_else(|| mismatch(value, "Structure", path))?;
        for member in members {
            let path =
                if path.is_empty() { member.name.to_owned() } else { format!("{path}.{}", member.name) };
            match object.get(member.name) {
                // A member that is null counts as absent (Smithy, AWS JSON 1.1 protocol).
                None | Some(Value::Null) if member.required => {
                    self.found.add(&path, "Member must not be null");
                }
                None | Some(Value::Null) => {}
                Some(value) => self.shape(member.shape, value, &path)?,
            }
        }
        Ok(())
    }

    fn shape(&mut self, shape: Shape, value: &Value, path: &str) -> Result<(), Mismatch> {
        match shape {
            Shape::Text(rules) => {
                let text = value.as_str().ok_or_else(|| mismatch(value, "String", path))?;
                for constraint in self.broken(rules, text) {
                    self.found.add(path, constraint);
                }
            }
            Shape::Enum(names) => {
                let text = value.as_str().ok_or_else(|| mismatch(value, "String", path))?;
                if !names.contains(&text) {
                    self.found
                        .add(path, format!("Member must satisfy enum value set: [{}]", names.join(", ")));
                }
            }
            Shape::Integer { min, max } => self.integer(min, max, value, path)?,
            Shape::Timestamp if value.is_number() => {}
            Shape::Timestamp => return Err(mismatch(value, "Date", path)),
            Shape::List(member) => {
                let list = value.as_array().ok_or_else(|| mismatch(value, "List", path))?;
                for (index, value) in list.iter().enumerate() {
                    self.shape(*member, value, &format!("{path}.{}.member", index + 1))?;
                }
            }
            Shape::Map { max, key, value: rules } => {
                let map = value.as_object().ok_or_else(|| mismatch(value, "Map", path))?;
                self.map(max, key, rules, map, path)?;
            }
            Shape::Structure(members) => self.structure(members, value, path)?,
        }
        Ok(())
    }

    fn integer(&mut self, min: i32, max: Option<i32>, value: &Value, path: &str) -> Result<(), Mismatch> {
        let number = value.as_i64().and_then(|number| i32::try_from(number).ok());
        let number = number.ok_or_else(|| mismatch(value, "Integer", path))?;
        if let Some(max) = max.filter(|max| number > *max) {
            self.found.add(path, format!("Member must have value less than or equal to {max}"));
        }
        if number < min {
            self.found.add(path, format!("Member must have value greater than or equal to {min}"));
        }
        Ok(())
    }

    /// A map has at most one violation for its keys and one for its values, however many of them are wrong.
    fn map(
        &mut self,
        max: Option<usize>,
        key_rules: Text,
        value_rules: Text,
        map: &Map<String, Value>,
        path: &str,
    ) -> Result<(), Mismatch> {
        if let Some(max) = max.filter(|max| map.len() > *max) {
            self.found.add(path, format!("Member must have length less than or equal to {max}"));
        }
        if map.keys().any(|key| !self.broken(key_rules, key).is_empty()) {
            let rules = constraints(key_rules).join(", ");
            self.found.add(path, format!("Map keys must satisfy constraint: [{rules}]"));
        }
        let mut wrong = None;
        for value in map.values() {
            match value {
                Value::Null => wrong = Some("Member must not be null".to_owned()),
                Value::String(text) if self.broken(value_rules, text).is_empty() => {}
                Value::String(_) => wrong = Some(constraints(value_rules).join(", ")),
                other => return Err(mismatch(other, "String", path)),
            }
        }
        if let Some(rules) = wrong {
            self.found.add(path, format!("Map value must satisfy constraint: [{rules}]"));
        }
        Ok(())
    }

    /// The constraints of `rules` that `text` breaks, each in CodePipeline's words.
    fn broken(&self, rules: Text, text: &str) -> Vec<String> {
        let length = self.unit.length(text);
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
fn mismatch(value: &Value, wanted: &str, path: &str) -> Mismatch {
    let token = match value {
        Value::Null => "NULL_VALUE",
        Value::Bool(true) => "TRUE_VALUE",
        Value::Bool(false) => "FALSE_VALUE",
        Value::Number(_) => "NUMBER_VALUE",
        Value::String(_) => "STRING_VALUE",
        Value::Array(_) => "Start of list",
        Value::Object(_) => "Start of structure or map",
    };
    let message = if value.is_array() || value.is_object() {
        format!("{token} found where not expected")
    } else {
        format!("{token} cannot be converted to {wanted}")
    };
    Mismatch { path: path.to_owned(), message }
}
