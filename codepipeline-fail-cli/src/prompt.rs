//! `--cli-auto-prompt`: the words of a command are asked for on the terminal, with completion
//! (<https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-parameters-prompting.html>).

mod completion;

use std::borrow::Cow;
use std::io::{self, IsTerminal as _};

use rustyline::completion::{Completer, Pair};
use rustyline::error::ReadlineError;
use rustyline::highlight::Highlighter;
use rustyline::hint::Hinter;
use rustyline::history::DefaultHistory;
use rustyline::validate::Validator;
use rustyline::{CompletionType, Config, Context, Editor, Helper};

use crate::configuration::{Configuration, Files};
use crate::environment::Environment;
use crate::failure::Failure;

const PROMPT: &str = "> codepipeline-fail ";

/// When words are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Never.
    Off,
    /// Before anything else.
    On,
    /// If those that were given are not a proper use of the command.
    OnPartial,
}

impl Mode {
    /// What the words say, or else the variable, or else the configuration.
    ///
    /// # Errors
    /// If the words say both.
    pub fn of(words: &[String], environment: &Environment, files: &Files) -> Result<Self, Failure> {
        let is_there = |wanted: &str| words.iter().any(|word| word == wanted);
        if is_there("--cli-auto-prompt") && is_there("--no-cli-auto-prompt") {
            let text =
                "Both --cli-auto-prompt and --no-cli-auto-prompt cannot be specified at the same time.";
            return Err(Failure::value(text));
        }
        if ["help", "--version", "--no-cli-auto-prompt"].into_iter().any(is_there) {
            return Ok(Self::Off);
        }
        if is_there("--cli-auto-prompt") {
            return Ok(Self::On);
        }
        let setting = match environment.get("AWS_CLI_AUTO_PROMPT") {
            Some(setting) => Some(setting.to_owned()),
            // A profile that is not there is told when it is needed.
            None => Configuration::of(files, environment, None)
                .ok()
                .and_then(|configuration| configuration.get("cli_auto_prompt").map(str::to_owned)),
        };
        Ok(match setting.map(|setting| setting.to_lowercase()).as_deref() {
            Some("on") => Self::On,
            Some("on-partial") => Self::OnPartial,
            _ => Self::Off,
        })
    }
}

/// Asks for words, beginning with those that there are.
///
/// # Errors
/// If nobody can be asked.
///
/// `None` if whoever was asked breaks off.
pub fn ask(words: &[String]) -> Result<Option<Vec<String>>, Failure> {
    if !io::stdin().is_terminal() {
        return Err(Failure::other("cannot ask for parameters: Input is not a terminal (fd=0)."));
    }
    let failed = |error: ReadlineError| Failure::other(format!("cannot ask for parameters: {error}"));
    let settings = Config::builder().completion_type(CompletionType::List).build();
    let mut editor = Editor::<Assistant, DefaultHistory>::with_config(settings).map_err(failed)?;
    editor.set_helper(Some(Assistant));
    let mut line = beginning(words);
    loop {
        line = match editor.readline_with_initial(PROMPT, (&line, "")) {
            Ok(line) => line,
            Err(ReadlineError::Interrupted | ReadlineError::Eof) => return Ok(None),
            Err(error) => return Err(failed(error)),
        };
        match shlex::split(&line) {
            Some(words) => return Ok(Some(words)),
            // What is not closed can be mended.
            None => eprintln!("A quote is not closed."),
        }
    }
}

/// The words as a shell takes them, without those that ask for the prompt.
fn beginning(words: &[String]) -> String {
    let kept = words.iter().map(String::as_str).filter(|&word| word != "--cli-auto-prompt");
    // What cannot be written for a shell has a NUL in it, which no argument has.
    let mut line = shlex::try_join(kept).unwrap_or_default();
    if !line.is_empty() {
        line.push(' ');
    }
    line
}

/// Helps to write the line.
struct Assistant;

impl Helper for Assistant {}
impl Highlighter for Assistant {
    fn highlight_hint<'h>(&self, hint: &'h str) -> Cow<'h, str> {
        Cow::Owned(format!("\u{1b}[2m{hint}\u{1b}[0m"))
    }
}
impl Validator for Assistant {}

impl Completer for Assistant {
    type Candidate = Pair;

    fn complete(
        &self,
        line: &str,
        position: usize,
        _: &Context<'_>,
    ) -> Result<(usize, Vec<Pair>), ReadlineError> {
        let completion = completion::of(&line[..position]);
        let pairs = completion.candidates.into_iter();
        let pairs = pairs.map(|replacement| Pair { display: replacement.trim().to_owned(), replacement });
        Ok((completion.start, pairs.collect()))
    }
}

impl Hinter for Assistant {
    type Hint = String;

    fn hint(&self, line: &str, position: usize, _: &Context<'_>) -> Option<String> {
        if position < line.len() {
            return None;
        }
        completion::about(line).map(|about| format!("  {about}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::failure::FailureKind;

    fn mode(words: &[&str], variables: &[(&str, &str)]) -> Mode {
        let words: Vec<_> = words.iter().map(|&word| word.to_owned()).collect();
        Mode::of(&words, &variables.iter().copied().collect(), &Files::default()).unwrap()
    }

    #[test]
    fn words_count_more_than_the_environment() {
        let on = [("AWS_CLI_AUTO_PROMPT", "ON")];
        assert_eq!(mode(&["put-job-failure-result"], &[]), Mode::Off);
        assert_eq!(mode(&["put-job-failure-result"], &on), Mode::On);
        assert_eq!(mode(&["--cli-auto-prompt"], &[("AWS_CLI_AUTO_PROMPT", "off")]), Mode::On);
        assert_eq!(mode(&["--no-cli-auto-prompt"], &on), Mode::Off);
        assert_eq!(mode(&["put-job-failure-result", "help"], &on), Mode::Off);
        assert_eq!(mode(&[], &[("AWS_CLI_AUTO_PROMPT", "on-partial")]), Mode::OnPartial);
        assert_eq!(mode(&[], &[("AWS_CLI_AUTO_PROMPT", "weird")]), Mode::Off);
    }

    #[test]
    fn one_cannot_ask_for_a_prompt_and_for_none() {
        let words = ["--cli-auto-prompt", "--no-cli-auto-prompt"].map(str::to_owned);
        let failure = Mode::of(&words, &Environment::default(), &Files::default()).unwrap_err();
        assert_eq!(failure.kind, FailureKind::Value);
    }

    #[test]
    fn the_configuration_may_say_it_too() {
        let folder = tempfile::tempdir().unwrap();
        let config = folder.path().join("config");
        std::fs::write(&config, "[default]\ncli_auto_prompt = on-partial\n").unwrap();
        let environment = Environment::from_iter([("AWS_CONFIG_FILE", config.to_str().unwrap())]);
        let files = Files::read(&environment).unwrap();
        assert_eq!(Mode::of(&[], &environment, &files).unwrap(), Mode::OnPartial);
    }

    #[test]
    fn a_line_begins_with_what_there_is() {
        let words = ["put-job-failure-result", "--cli-auto-prompt", "--job-id", "a b"].map(str::to_owned);
        assert_eq!(beginning(&words), "put-job-failure-result --job-id 'a b' ");
        assert_eq!(beginning(&[]), "");
    }
}
