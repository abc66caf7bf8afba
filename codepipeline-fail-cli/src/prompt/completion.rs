//! What may come next on a line that is being written.

use crate::command_line::{self, COMMON, OptionName, Takes};
use crate::operation::{ALL, Member, Operation, Shape};

/// What may stand in the place of the last word.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Completion {
    /// Where on the line it begins.
    pub start: usize,
    pub candidates: Vec<String>,
}

/// What may stand at the end of a line.
pub(super) fn of(line: &str) -> Completion {
    let (before, word) = last_word(line);
    let start = line.len() - word.len();
    let operation = before.iter().find_map(|word| Operation::of_command(word));
    let options = options(operation);
    match before.last().and_then(|last| options.iter().find(|option| option.name == *last)) {
        Some(option) if option.takes != Takes::Nothing => of_value(option, operation, start, word),
        _ if operation.is_none() && !word.starts_with('-') => {
            beginning_with(word, start, ALL.iter().map(|operation| format!("{} ", operation.command)))
        }
        _ => {
            let unused = options.iter().filter(|option| !before.contains(&option.name.as_ref()));
            beginning_with(word, start, unused.map(|option| format!("{} ", option.name)))
        }
    }
}

/// What the last option of a line is for, as long as it has no value.
pub(super) fn about(line: &str) -> Option<&'static str> {
    let (before, word) = last_word(line);
    let operation = before.iter().find_map(|word| Operation::of_command(word));
    let name = if word.is_empty() { before.last()? } else { word };
    if let Some(operation) = Operation::of_command(name) {
        return Some(operation.summary());
    }
    options(operation).into_iter().find(|option| option.name == name).map(|option| option.about)
}

fn options(operation: Option<&Operation>) -> Vec<OptionName> {
    operation.map(command_line::of).unwrap_or_default().into_iter().chain(COMMON.iter().cloned()).collect()
}

/// The words before the last one, and the last one, which may be empty.
fn last_word(line: &str) -> (Vec<&str>, &str) {
    let (before, word) = line.rsplit_once(char::is_whitespace).unwrap_or(("", line));
    (before.split_whitespace().collect(), word)
}

fn of_value(option: &OptionName, operation: Option<&Operation>, start: usize, word: &str) -> Completion {
    if let Takes::OneOf(choices) | Takes::MaybeOneOf(choices) = option.takes {
        return beginning_with(word, start, choices.iter().map(|choice| format!("{choice} ")));
    }
    let mut members = operation.map_or(&[][..], |operation| operation.members).iter();
    match members.find(|member| member.option() == option.name).map(|member| &member.shape) {
        Some(Shape::Structure(members)) => of_shorthand(members, start, word),
        _ => Completion { start, candidates: vec![] },
    }
}

/// In shorthand, as in `type=JobFailed,message=...`.
fn of_shorthand(members: &[Member], start: usize, word: &str) -> Completion {
    let part = word.rsplit(',').next().unwrap_or_default();
    let start = start + word.len() - part.len();
    let Some((name, value)) = part.split_once('=') else {
        return beginning_with(part, start, members.iter().map(|member| format!("{}=", member.name)));
    };
    let choices = match members.iter().find(|member| member.name == name).map(|member| &member.shape) {
        Some(Shape::Text { choices, .. }) => choices,
        _ => &[][..],
    };
    let start = start + name.len() + 1;
    beginning_with(value, start, choices.iter().map(|&choice| choice.to_owned()))
}

fn beginning_with(word: &str, start: usize, all: impl Iterator<Item = String>) -> Completion {
    Completion { start, candidates: all.filter(|candidate| candidate.starts_with(word)).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn candidates(line: &str) -> Vec<String> {
        of(line).candidates
    }

    #[test]
    fn commands_come_first() {
        assert_eq!(candidates("put-job-f"), ["put-job-failure-result "]);
        assert_eq!(candidates("").len(), ALL.len());
        assert_eq!(candidates("--profile team put-job-s"), ["put-job-success-result "]);
    }

    #[test]
    fn options_are_those_of_the_command_that_are_not_there() {
        assert_eq!(candidates("put-job-failure-result --j"), ["--job-id "]);
        assert_eq!(candidates("put-job-failure-result --job-id 1 --job"), Vec::<String>::new());
        assert!(candidates("put-job-failure-result ").contains(&"--region ".to_owned()));
    }

    #[test]
    fn values_are_completed_where_they_are_known() {
        assert_eq!(candidates("put-job-failure-result --output y"), ["yaml ", "yaml-stream "]);
        assert_eq!(candidates("put-job-failure-result --job-id "), Vec::<String>::new());
    }

    #[test]
    fn so_is_shorthand() {
        let line = "put-job-failure-result --failure-details ";
        assert_eq!(candidates(line), ["type=", "message=", "externalExecutionId="]);
        let line = format!("{line}message=x,type=Job");
        assert_eq!(of(&line), Completion { start: line.len() - 3, candidates: vec!["JobFailed".to_owned()] });
        assert_eq!(candidates(&format!("{line}Failed,message=")), Vec::<String>::new());
    }

    #[test]
    fn an_option_says_what_it_is_for() {
        assert_eq!(
            about("put-job-failure-result --region"),
            Some("The region to use. Overrides config/env settings.")
        );
        assert_eq!(about("put-job-failure-result --job-id "), Some(ALL[0].members[0].about));
        assert_eq!(about("put-job-failure-result --job-id 1"), None);
    }
}
