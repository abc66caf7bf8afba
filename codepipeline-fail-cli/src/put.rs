//! The commands that report a job's result.
//!
//! Mistakes are found in the order in which the AWS CLI finds them: the options that are missing, then those that are
//! unknown, then the values; what is wrong with the input as a whole only when it is to be sent.

use crate::command_line::{self, Given};
use crate::common::Common;
use crate::configuration::Files;
use crate::connection::Connection;
use crate::environment::Environment;
use crate::failure::Failure;
use crate::operation::Operation;
use crate::output::{Format, Screen};
use crate::value::{Map, Value};
use crate::{body, check, help, input, message, output, skeleton};

/// What a command is to do.
#[derive(Clone, Debug, PartialEq)]
pub enum Task {
    /// Show its help.
    Help,
    /// Print this text, and do no more.
    Print(String),
    /// Send this input.
    Send(Map),
    /// Check this input, and print what the answer to it would be: nothing.
    Rehearse(Map),
}

/// What a command is used with.
#[derive(Debug)]
pub struct Surroundings<'e> {
    /// The variables of the environment.
    pub environment: &'e Environment,
    /// The files of the configuration.
    pub files: &'e Files,
    /// How wide what is printed may be.
    pub columns: usize,
    /// Whether it is printed on a terminal.
    pub is_terminal: bool,
    /// What is to be done before anybody else is asked, which may take long.
    pub before_sending: fn(),
}

/// Does what a command asks for; what is to be printed of it.
///
/// # Errors
/// If it comes to nothing.
pub fn run(
    operation: &Operation,
    words: &[String],
    common: &Common,
    surroundings: &Surroundings<'_>,
) -> Result<String, Failure> {
    let (input, is_rehearsal) = match task(operation, words, surroundings.environment)? {
        Task::Help => return Ok(help::page(operation, surroundings.columns, surroundings.is_terminal)),
        Task::Print(text) => return Ok(text),
        Task::Send(input) => (input, false),
        Task::Rehearse(input) => (input, true),
    };
    (surroundings.before_sending)();
    let connection = Connection::open(common, surroundings.environment, surroundings.files)?;
    if connection.validates() {
        validate(operation, &input)?;
    }
    if !is_rehearsal {
        let body = body::of(operation, &input);
        connection.send(operation, &body).map_err(|not_sent| not_sent.failure(operation))?;
    }
    let screen = Screen {
        columns: surroundings.columns,
        is_coloured: common.is_coloured.unwrap_or(surroundings.is_terminal),
    };
    printed(operation, common, &connection, screen)
}

/// What is printed of the answer, which has no members: nothing, unless a query makes something of it.
fn printed(
    operation: &Operation,
    common: &Common,
    connection: &Connection,
    screen: Screen,
) -> Result<String, Failure> {
    let format = match common.output.as_deref().or(connection.output()) {
        None => Format::Json,
        Some(name) => {
            Format::named(name).ok_or_else(|| Failure::other(format!("Unknown output type: {name}")))?
        }
    };
    let answer = match &common.query {
        Some(query) => query.of_nothing()?,
        None => Value::Map(Map::new()),
    };
    output::print(&answer, format, operation.name, screen).map_err(Failure::other)
}

/// What the words after a command ask for. Secrets of the environment are removed if they say so.
///
/// # Errors
/// If they are no proper use of the command.
pub fn task(operation: &Operation, words: &[String], environment: &Environment) -> Result<Task, Failure> {
    let known = command_line::of(operation);
    let (given, others) = command_line::options(&known, words.iter().cloned())
        .map_err(|misuse| Failure::usage(misuse.to_string()))?;
    if words == ["help"] || others.iter().any(|word| ["--help", "-h"].contains(&word.as_str())) {
        return Ok(Task::Help);
    }
    let skeleton = skeleton_kind(&given);
    if !stands_in(words, skeleton) {
        all_there(operation, &given)?;
    }
    // Beside options, it is a word like another: the first, which comes last.
    if others.last().is_some_and(|word| word == "help") {
        return Ok(Task::Help);
    }
    if !others.is_empty() {
        return Err(Failure::usage(format!("Unknown options: {}", others.join(", "))));
    }
    let mut input = input::read(operation, &given)?;
    let is_given = |name: &str| given.iter().any(|option| option.name == name);
    if is_given("--redact") {
        message::redact(&mut input, environment);
    }
    if is_given("--truncate") {
        message::truncate(&mut input);
    }
    Ok(match skeleton {
        Some("input") => Task::Print(skeleton::json(operation)),
        Some("yaml-input") => Task::Print(skeleton::yaml(operation)),
        Some(_) => Task::Rehearse(input),
        None => Task::Send(input),
    })
}

/// Finds what is wrong with an input.
///
/// # Errors
/// With all that is wrong.
pub fn validate(operation: &Operation, input: &Map) -> Result<(), Failure> {
    let problems = check::problems(operation, input);
    if problems.is_empty() {
        return Ok(());
    }
    Err(Failure::value(format!("Parameter validation failed:\n{}", problems.join("\n"))))
}

/// The kind of skeleton that is asked for.
fn skeleton_kind(given: &[Given]) -> Option<&str> {
    let option = given.iter().rev().find(|option| option.name == "--generate-cli-skeleton")?;
    Some(option.value.as_deref().unwrap_or("input"))
}

/// Whether there is an option that stands in for those that are required: written in full, as a word of its own.
fn stands_in(words: &[String], skeleton: Option<&str>) -> bool {
    let is_word = |option: &str| words.iter().any(|word| word == option);
    is_word("--cli-input-json")
        || is_word("--cli-input-yaml")
        || (is_word("--generate-cli-skeleton") && skeleton != Some("output"))
}

fn all_there(operation: &Operation, given: &[Given]) -> Result<(), Failure> {
    let required = operation.members.iter().filter(|member| member.is_required);
    let missing: Vec<_> = required
        .map(crate::operation::Member::option)
        .filter(|name| given.iter().all(|option| option.name != *name))
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    Err(Failure::usage(format!("the following arguments are required: {}", missing.join(", "))))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn put(line: &[&str]) -> Result<Task, String> {
        let operation = Operation::of_command("put-job-failure-result").expect("it is there");
        let words: Vec<_> = line.iter().map(|word| (*word).to_owned()).collect();
        task(operation, &words, &Environment::default()).map_err(|failure| failure.text)
    }

    #[test]
    fn a_complete_command_is_sent() {
        let line = ["--job-id", "1", "--failure-details", "type=JobFailed,message=x", ""];
        let Ok(Task::Send(input)) = put(&line) else { panic!("it is not sent") };
        assert_eq!(input.get("jobId"), Some(&Value::from("1")));
    }

    #[test]
    fn what_is_missing_is_told_before_what_is_unknown() {
        let error = put(&["--bogus", "x"]).unwrap_err();
        assert_eq!(error, "the following arguments are required: --job-id, --failure-details");
        let error = put(&["--job-id", "1", "--failure-details", "oops", "--bogus", "x"]).unwrap_err();
        assert_eq!(error, "Unknown options: --bogus, x");
        let line = ["--job-id", "1", "--failure-details", "type=x", "--bogus", "x", "--other"];
        assert_eq!(put(&line).unwrap_err(), "Unknown options: --bogus, --other, x");
    }

    #[test]
    fn a_whole_input_stands_in_for_options_if_it_is_a_word_of_its_own() {
        assert_eq!(put(&["--cli-input-json", "{}"]), Ok(Task::Send(Map::new())));
        assert_eq!(put(&["--cli-input-yaml", "{}"]), Ok(Task::Send(Map::new())));
        for line in
            [&["--cli-input-json={}"][..], &["--cli-input-j", "{}"], &["--generate-cli-skeleton=input"]]
        {
            assert!(put(line).unwrap_err().starts_with("the following arguments are required"), "{line:?}");
        }
        assert!(put(&["--generate-cli-skeleton", "output"]).unwrap_err().contains("required"));
    }

    #[test]
    fn a_skeleton_is_printed_even_beside_other_options() {
        let is_printed =
            |line: &[&str]| matches!(put(line), Ok(Task::Print(text)) if text.contains("failureDetails"));
        assert!(is_printed(&["--generate-cli-skeleton"]));
        assert!(is_printed(&["--generate-cli-skeleton", "yaml-input", "--job-id", "1"]));
        assert!(
            put(&["--generate-cli-skeleton", "--failure-details", "oops"])
                .unwrap_err()
                .contains("Expected: '='")
        );
        let line = ["--generate-cli-skeleton", "output", "--job-id", "1", "--failure-details", "message="];
        assert!(matches!(put(&line), Ok(Task::Rehearse(_))));
    }

    #[test]
    fn help_is_asked_for_by_a_word_and_not_by_a_value() {
        assert_eq!(put(&["help"]), Ok(Task::Help));
        for word in ["--help", "-h"] {
            assert_eq!(put(&["--job-id", "1", word]), Ok(Task::Help));
        }
        assert!(put(&["--job-id", "help"]).is_err());
    }

    #[test]
    fn beside_options_help_needs_what_the_command_needs() {
        assert!(put(&["help", "--job-id", "1"]).unwrap_err().ends_with("required: --failure-details"));
        assert_eq!(put(&["--cli-input-json", "{", "help", "more"]), Ok(Task::Help));
        let line = ["--cli-input-json", "{}", "more", "help"];
        assert_eq!(put(&line).unwrap_err(), "Unknown options: help, more");
    }

    #[test]
    fn a_failure_may_be_redacted_and_cut() {
        let message = format!("type=JobFailed,message=AKIAIOSFODNN7EXAMPLE {}", "x".repeat(5000));
        let sent = |options: &[&str]| {
            let line = [&["--job-id", "1", "--failure-details", &message][..], options].concat();
            let Ok(Task::Send(input)) = put(&line) else { panic!("it is not sent") };
            let Some(Value::Map(details)) = input.get("failureDetails") else { panic!("no details") };
            details.get("message").expect("a message").to_string()
        };
        assert!(sent(&[]).starts_with("'AKIA") && sent(&[]).len() > 5000);
        assert!(sent(&["--redact"]).starts_with("'*** x"));
        assert!(sent(&["--truncate", "--redact"]).len() <= 5002);
    }

    #[test]
    fn a_filled_in_input_is_checked_as_a_whole() {
        let operation = Operation::of_command("put-job-failure-result").expect("it is there");
        let failure = validate(operation, &Map::new()).unwrap_err();
        assert_eq!(
            failure.text,
            "Parameter validation failed:\nMissing required parameter in input: \"jobId\"\nMissing required parameter in \
             input: \"failureDetails\""
        );
    }
}
