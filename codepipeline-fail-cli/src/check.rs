//! What is wrong with an operation's input, as far as it is checked before anything is sent: members that are missing,
//! unknown, of another type or too short. All the rest is the service's to say.

use crate::moment;
use crate::operation::{Member, Operation, Shape};
use crate::value::{Map, Value};

/// All that is wrong with an input, in the words of the AWS CLI; nothing if it can be sent.
///
/// Of each structure: first what is missing, then what is unknown, then what is wrong within its members.
#[must_use]
pub fn problems(operation: &Operation, input: &Map) -> Vec<String> {
    let mut problems = Vec::new();
    structure(operation.members, input, "", &mut problems);
    problems
}

fn structure(members: &[Member], input: &Map, name: &str, problems: &mut Vec<String>) {
    let shown = if name.is_empty() { "input" } else { name };
    for member in members.iter().filter(|member| member.is_required && !input.contains_key(member.name)) {
        problems.push(format!("Missing required parameter in {shown}: \"{}\"", member.name));
    }
    let mut known = Vec::new();
    for (key, value) in input {
        match members.iter().find(|member| member.name == key) {
            Some(member) => known.push((member, value)),
            None => {
                let names: Vec<_> = members.iter().map(|member| member.name).collect();
                let names = names.join(", ");
                problems.push(format!("Unknown parameter in {shown}: \"{key}\", must be one of: {names}"));
            }
        }
    }
    for (member, value) in known {
        let name = if name.is_empty() { member.name.to_owned() } else { format!("{name}.{}", member.name) };
        shape(&member.shape, value, &name, problems);
    }
}

fn shape(shape: &Shape, value: &Value, name: &str, problems: &mut Vec<String>) {
    match (shape, value) {
        (Shape::Text { least, .. }, Value::Text(text)) => {
            let length = text.chars().count();
            if length < *least {
                problems.push(format!(
                    "Invalid length for parameter {name}, value: {length}, valid min length: {least}"
                ));
            }
        }
        (Shape::Integer { least, .. }, Value::Integer(digits)) => {
            // One that does not fit is far from the limit on one side or the other.
            let is_small = digits.parse::<i64>().map_or(digits.starts_with('-'), |number| number < *least);
            if is_small {
                problems.push(format!(
                    "Invalid value for parameter {name}, value: {digits}, valid min value: {least}"
                ));
            }
        }
        (Shape::Time, value) if moment::seconds(value).is_some() => {}
        (Shape::Structure(members), Value::Map(input)) => structure(members, input, name, problems),
        (Shape::Map, Value::Map(input)) => {
            for (key, value) in input {
                self::shape(&ANY_TEXT, value, &format!("{name}.{key}"), problems);
            }
        }
        (expected, value) => problems.push(format!(
            "Invalid type for parameter {name}, value: {}, type: {}, valid types: {}",
            shown(value),
            type_of(value),
            types_for(expected),
        )),
    }
}

const ANY_TEXT: Shape = Shape::Text { least: 0, most: None, choices: &[] };

/// The original prints text as it is, and only what is in lists and maps in quotes.
fn shown(value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        other => other.to_string(),
    }
}

/// The type of a value, as Python names it.
pub(crate) fn type_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "<class 'NoneType'>",
        Value::Bool(_) => "<class 'bool'>",
        Value::Integer(_) => "<class 'int'>",
        Value::Float(_) => "<class 'float'>",
        Value::Text(_) => "<class 'str'>",
        Value::Bytes(_) => "<class 'bytes'>",
        Value::Date(text) if text.contains(':') => "<class 'datetime.datetime'>",
        Value::Date(_) => "<class 'datetime.date'>",
        Value::List(_) => "<class 'list'>",
        Value::Map(_) => "<class 'dict'>",
    }
}

fn types_for(shape: &Shape) -> &'static str {
    match shape {
        Shape::Text { .. } => "<class 'str'>",
        Shape::Integer { .. } => "<class 'int'>",
        Shape::Time => "<class 'datetime.datetime'>, timestamp-string",
        Shape::Structure(_) | Shape::Map => "<class 'dict'>",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn map<const N: usize>(members: [(&str, Value); N]) -> Map {
        members.map(|(name, value)| (name.to_owned(), value)).into()
    }

    fn problems_of(command: &str, input: &Map) -> Vec<String> {
        problems(Operation::of_command(command).expect("it is there"), input)
    }

    #[test]
    fn what_can_be_sent_has_no_problems() {
        // The service may find some: this is not a job's id, and there is no such type.
        let details = map([("type", "NoSuchType".into()), ("message", "it broke".into())]);
        let input = map([("jobId", "".into()), ("failureDetails", Value::Map(details))]);
        assert_eq!(problems_of("put-job-failure-result", &input), Vec::<String>::new());
    }

    #[test]
    fn all_problems_are_told_at_once() {
        let details = map([
            ("message", "".into()),
            ("foo", "".into()),
            ("externalExecutionId", Value::List(vec![Value::Integer("5".into()), "a".into()])),
        ]);
        let input = map([("failureDetails", Value::Map(details)), ("bar", Value::Null)]);
        let expected = [
            "Missing required parameter in input: \"jobId\"",
            "Unknown parameter in input: \"bar\", must be one of: jobId, failureDetails",
            "Missing required parameter in failureDetails: \"type\"",
            "Unknown parameter in failureDetails: \"foo\", must be one of: type, message, externalExecutionId",
            "Invalid length for parameter failureDetails.message, value: 0, valid min length: 1",
            "Invalid type for parameter failureDetails.externalExecutionId, value: [5, 'a'], type: <class 'list'>, valid \
             types: <class 'str'>",
        ];
        assert_eq!(problems_of("put-job-failure-result", &input), expected);
    }

    #[test]
    fn every_shape_is_checked() {
        let revision =
            map([("revision", "1".into()), ("changeIdentifier", "2".into()), ("created", "soon".into())]);
        let input = map([
            ("jobId", "1".into()),
            ("currentRevision", Value::Map(revision)),
            ("executionDetails", Value::Map(map([("percentComplete", Value::Integer("-1".into()))]))),
            ("outputVariables", Value::Map(map([("a", Value::Float(1.5)), ("b", "".into())]))),
        ]);
        let expected = [
            "Invalid type for parameter currentRevision.created, value: soon, type: <class 'str'>, valid types: <class \
             'datetime.datetime'>, timestamp-string",
            "Invalid value for parameter executionDetails.percentComplete, value: -1, valid min value: 0",
            "Invalid type for parameter outputVariables.a, value: 1.5, type: <class 'float'>, valid types: <class 'str'>",
        ];
        assert_eq!(problems_of("put-job-success-result", &input), expected);
        let input = map([("jobId", "1".into()), ("executionDetails", "x".into())]);
        assert_eq!(problems_of("put-job-success-result", &input).len(), 1);
    }
}
