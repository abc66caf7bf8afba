//! Skeletons of an operation's input, to be filled in: what `--generate-cli-skeleton` prints.

use std::fmt::Write as _;

use crate::operation::{Member, Operation, Shape};

/// The input with an empty value for each member, as JSON.
#[must_use]
pub fn json(operation: &Operation) -> String {
    let mut text = String::new();
    json_members(operation.members, 0, &mut text);
    text.push('\n');
    text
}

fn json_members(members: &[Member], depth: usize, text: &mut String) {
    text.push('{');
    for (number, member) in members.iter().enumerate() {
        text.push_str(if number == 0 { "\n" } else { ",\n" });
        indent(4 * (depth + 1), text);
        let _ = write!(text, "\"{}\": ", member.name); // A String takes everything.
        match &member.shape {
            Shape::Structure(members) => json_members(members, depth + 1, text),
            Shape::Text { choices, .. } => {
                let _ = write!(text, "\"{}\"", choices.first().unwrap_or(&""));
            }
            Shape::Integer { .. } => text.push('0'),
            Shape::Time => text.push_str("\"1970-01-01T00:00:00\""),
            Shape::Map => {
                text.push_str("{\n");
                indent(4 * (depth + 2), text);
                text.push_str("\"KeyName\": \"\"\n");
                indent(4 * (depth + 1), text);
                text.push('}');
            }
        }
    }
    text.push('\n');
    indent(4 * depth, text);
    text.push('}');
}

/// The input with an empty value for each member, as YAML whose comments tell what each is for.
#[must_use]
pub fn yaml(operation: &Operation) -> String {
    let mut text = String::new();
    yaml_members(operation.members, 0, &mut text);
    text
}

fn yaml_members(members: &[Member], depth: usize, text: &mut String) {
    for (number, member) in members.iter().enumerate() {
        indent(2 * depth, text);
        text.push_str(member.name);
        text.push(':');
        let is_scalar = match &member.shape {
            Shape::Text { choices, .. } => {
                text.push(' ');
                text.push_str(choices.first().unwrap_or(&"''"));
                true
            }
            Shape::Integer { .. } => {
                text.push_str(" 0");
                true
            }
            Shape::Time => {
                text.push_str(" 1970-01-01 00:00:00");
                true
            }
            Shape::Structure(_) | Shape::Map => false,
        };
        // The original has one blank more where a structure begins with a scalar.
        text.push_str(if number == 0 && is_scalar { "  # " } else { " # " });
        text.push_str(if member.is_required { "[REQUIRED] " } else { "" });
        text.push_str(member.summary());
        if let Shape::Text { choices: choices @ [_, ..], .. } = &member.shape {
            let _ = write!(text, " Valid values are: {}.", choices.join(", ")); // A String takes everything.
        }
        text.push('\n');
        match &member.shape {
            Shape::Structure(members) => yaml_members(members, depth + 1, text),
            Shape::Map => {
                indent(2 * (depth + 1), text);
                text.push_str("KeyName: ''\n");
            }
            Shape::Text { .. } | Shape::Integer { .. } | Shape::Time => {}
        }
    }
}

fn indent(blanks: usize, text: &mut String) {
    text.extend(std::iter::repeat_n(' ', blanks));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn operation() -> &'static Operation {
        Operation::of_command("put-job-failure-result").expect("it is there")
    }

    #[test]
    fn the_skeletons_are_those_of_the_aws_cli() {
        let expected = r#"{
    "jobId": "",
    "failureDetails": {
        "type": "JobFailed",
        "message": "",
        "externalExecutionId": ""
    }
}
"#;
        assert_eq!(json(operation()), expected);
        let expected = "\
jobId: ''  # [REQUIRED] The unique system-generated ID of the job that failed.
failureDetails: # [REQUIRED] The details about the failure of a job.
  type: JobFailed  # [REQUIRED] The type of the failure. Valid values are: JobFailed, ConfigurationError, \
PermissionError, RevisionOutOfSync, RevisionUnavailable, SystemUnavailable.
  message: '' # [REQUIRED] The message about the failure.
  externalExecutionId: '' # The external ID of the run of the action that failed.
";
        assert_eq!(yaml(operation()), expected);
    }

    #[test]
    fn all_shapes_have_a_place_in_them() {
        let operation = Operation::of_command("put-job-success-result").expect("it is there");
        let read: serde_json::Value = serde_json::from_str(&json(operation)).expect("JSON");
        assert_eq!(read["outputVariables"]["KeyName"], "");
        assert_eq!(read["currentRevision"]["created"], "1970-01-01T00:00:00");
        assert_eq!(read["executionDetails"]["percentComplete"], 0);
        let yaml = yaml(operation);
        assert!(yaml.contains("\n  created: 1970-01-01 00:00:00 # The date"), "{yaml}");
        assert!(yaml.ends_with("downstream action configuration.\n  KeyName: ''\n"), "{yaml}");
    }
}
