//! The help of the commands that report a result, in the layout that people know from the AWS CLI: made from the table of
//! operations, without a pager, and wrapped to the terminal.

mod page;

use crate::command_line::{COMMON, OptionName, Takes, additions};
use crate::operation::{Member, Operation, Shape};
use page::Page;

/// The options by which a whole input is given, or its skeleton asked for.
const WHOLE_INPUT: [(&str, &str); 2] = [
    (
        "--cli-input-json | --cli-input-yaml (string)",
        "Reads arguments from the JSON or YAML string provided, or from a file: file://input.json, or file:///dev/stdin. The \
         string follows the format provided by --generate-cli-skeleton. If other arguments are provided on the command line, \
         those values override the JSON or YAML values. It is not possible to give both.",
    ),
    (
        "--generate-cli-skeleton (string)",
        "Prints a JSON skeleton to standard output without sending a request. If provided with no value or the value input, \
         prints a sample input that can be used as an argument for --cli-input-json; with the value yaml-input, one for \
         --cli-input-yaml, with comments. If provided with the value output, it validates the command inputs and prints \
         nothing, as there is no output.",
    ),
];

/// The help of the command that sends an operation, in lines of so many columns; on a terminal, headings stand out.
///
/// ```
/// use codepipeline_fail_cli::help;
/// use codepipeline_fail_cli::operation::Operation;
///
/// let operation = Operation::of_command("put-job-failure-result").unwrap();
/// assert!(help::page(operation, 80, false).starts_with("NAME\n       put-job-failure-result -\n"));
/// ```
#[must_use]
pub fn page(operation: &Operation, columns: usize, is_terminal: bool) -> String {
    let mut page = Page::new(columns, is_terminal);
    page.heading("NAME");
    page.line(7, &format!("{} -", operation.command));
    page.heading("DESCRIPTION");
    page.paragraph(7, operation.about);
    page.heading("SYNOPSIS");
    synopsis(operation, &mut page);
    page.heading("OPTIONS");
    for member in operation.members {
        option(member, &mut page);
    }
    for (names, about) in WHOLE_INPUT {
        page.term(7, names);
        page.paragraph(10, about);
    }
    for option in additions(operation) {
        page.term(7, &format!("{} ({})", option.name, type_of_option(option)));
        page.paragraph(10, option.about);
    }
    page.heading("GLOBAL OPTIONS");
    for option in COMMON {
        page.term(7, &format!("{} ({})", option.name, type_of_option(option)));
        page.paragraph(10, option.about);
        if let Takes::OneOf(choices) = option.takes {
            page.paragraph(10, &format!("Possible values: {}", choices.join(", ")));
        }
    }
    page.heading("OUTPUT");
    page.line(7, "None");
    page.text()
}

fn synopsis(operation: &Operation, page: &mut Page) {
    page.line(12, operation.command);
    for member in operation.members {
        let option = format!("{} <value>", member.option());
        page.line(10, &if member.is_required { option } else { format!("[{option}]") });
    }
    page.line(10, "[--cli-input-json | --cli-input-yaml]");
    page.line(10, "[--generate-cli-skeleton <value>]");
    for option in additions(operation) {
        page.line(10, &format!("[{}]", option.name));
    }
    for option in COMMON {
        let value = if option.takes == Takes::Nothing { "" } else { " <value>" };
        page.line(10, &format!("[{}{value}]", option.name));
    }
}

fn option(member: &Member, page: &mut Page) {
    page.term(7, &format!("{} ({}){}", member.option(), type_of(&member.shape), required(member)));
    page.paragraph(10, member.about);
    constraints(&member.shape, 10, page);
    match &member.shape {
        Shape::Structure(members) => {
            for member in *members {
                page.term(
                    10,
                    &format!("{} -> ({}){}", member.name, type_of(&member.shape), required(member)),
                );
                page.paragraph(14, member.about);
                constraints(&member.shape, 14, page);
            }
            let pairs = members.iter().map(|member| format!("{}={}", member.name, type_of(&member.shape)));
            syntaxes(&pairs.collect::<Vec<_>>().join(","), &json_syntax(members), page);
        }
        Shape::Map => {
            page.term(10, "key -> (string)");
            page.term(10, "value -> (string)");
            syntaxes("KeyName1=string,KeyName2=string", "{\n  \"string\": \"string\"\n    ...\n}", page);
        }
        Shape::Text { .. } | Shape::Integer { .. } | Shape::Time => {}
    }
}

fn syntaxes(shorthand: &str, json: &str, page: &mut Page) {
    page.term(7, "Shorthand Syntax:");
    page.line(10, shorthand);
    page.term(7, "JSON Syntax:");
    for line in json.lines() {
        page.line(10, line);
    }
}

fn json_syntax(members: &[Member]) -> String {
    let lines = members.iter().map(|member| {
        let value = match &member.shape {
            Shape::Text { choices: [], .. } => "\"string\"".to_owned(),
            Shape::Text { choices, .. } => {
                choices.iter().map(|choice| format!("\"{choice}\"")).collect::<Vec<_>>().join("|")
            }
            other => type_of(other).to_owned(),
        };
        format!("  \"{}\": {value}", member.name)
    });
    format!("{{\n{}\n}}", lines.collect::<Vec<_>>().join(",\n"))
}

/// The limits of a member, and what may stand in it.
fn constraints(shape: &Shape, indent: usize, page: &mut Page) {
    match shape {
        Shape::Text { least, most: Some(most), .. } => {
            page.paragraph(indent, &format!("Constraints: min: {least}, max: {most} characters"));
        }
        Shape::Integer { least, most } => {
            page.paragraph(indent, &format!("Constraints: min: {least}, max: {most}"));
        }
        Shape::Text { choices: choices @ [_, ..], .. } => {
            page.paragraph(indent, &format!("Possible values: {}", choices.join(", ")));
        }
        Shape::Text { .. } | Shape::Time | Shape::Structure(_) | Shape::Map => {}
    }
}

fn required(member: &Member) -> &'static str {
    if member.is_required { " [required]" } else { "" }
}

fn type_of(shape: &Shape) -> &'static str {
    match shape {
        Shape::Text { .. } => "string",
        Shape::Integer { .. } => "integer",
        Shape::Time => "timestamp",
        Shape::Structure(_) => "structure",
        Shape::Map => "map",
    }
}

fn type_of_option(option: &OptionName) -> &'static str {
    match option.takes {
        Takes::Nothing => "boolean",
        Takes::Value if option.name.ends_with("-timeout") => "int",
        Takes::Value | Takes::OneOf(_) | Takes::MaybeOneOf(_) => "string",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operation::ALL;

    #[test]
    fn every_page_has_all_options_and_fits() {
        for operation in &ALL {
            let page = page(operation, 60, false);
            for member in operation.members {
                assert!(page.contains(&format!("\n       {} (", member.option())), "{page}");
            }
            for option in COMMON {
                assert_eq!(
                    page.matches(&format!("\n       {} (", option.name)).count(),
                    1,
                    "{}",
                    option.name
                );
            }
            for option in additions(operation) {
                assert!(page.contains(&format!("\n       {} (boolean)\n", option.name)), "{page}");
            }
            // What is to be copied stays in one line.
            let is_too_long =
                |line: &&str| line.chars().count() > 60 && line.trim().contains(' ') && !line.contains('"');
            assert_eq!(page.lines().find(is_too_long), None);
            assert!(page.ends_with("\nOUTPUT\n       None\n"), "{page}");
        }
    }

    #[test]
    fn headings_stand_out_on_a_terminal_only() {
        assert!(page(&ALL[0], 80, true).starts_with("\u{1b}[1mNAME\u{1b}[0m\n"));
        assert!(!page(&ALL[0], 80, false).contains('\u{1b}'));
    }

    #[test]
    fn a_member_is_described_with_its_limits() {
        let page = page(&ALL[0], 80, false);
        for part in [
            "          message -> (string) [required]\n              The message about the failure.\n",
            "              Constraints: min: 1, max: 5000 characters\n",
            "          type=string,message=string,externalExecutionId=string\n",
            "            \"message\": \"string\",\n",
        ] {
            assert!(page.contains(part), "{page}");
        }
    }
}
