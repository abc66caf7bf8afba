//! The `codepipeline-fail` command.
//!
//! Commands that report a result are read as the AWS CLI reads them; all others, and what is no command, by clap.

mod debug;
mod definition;
#[cfg(unix)]
mod exec;
mod interrupt;
mod local;

use std::ffi::OsString;
use std::io::{self, IsTerminal as _, Write as _};
use std::process::ExitCode;

use clap::FromArgMatches as _;
use codepipeline_fail_cli::command_line::{self, SEPARATOR, Split};
use codepipeline_fail_cli::common::Common;
use codepipeline_fail_cli::configuration::Files;
use codepipeline_fail_cli::environment::Environment;
use codepipeline_fail_cli::failure::{Failure, FailureKind};
use codepipeline_fail_cli::operation::Operation;
use codepipeline_fail_cli::prompt::{self, Mode};
use codepipeline_fail_cli::put::{self, Surroundings};
use definition::{Arguments, Command};

fn main() -> ExitCode {
    let mut words: Vec<_> = std::env::args_os().skip(1).collect();
    if words.len() == 2 && words[0] == "help" {
        // It is asked for either way.
        words.swap(0, 1);
    }
    let ended = if is_report(&words) { report(words) } else { other(words) };
    ended.unwrap_or_else(|failure| {
        // Its status tells as much to who does not read it.
        let _unread = write!(io::stderr(), "{failure}");
        ExitCode::from(failure.kind.status())
    })
}

/// Whether it may be a command that reports a result: options of it may stand before it. What is asked of the program itself
/// needs nothing.
fn is_report(words: &[OsString]) -> bool {
    words.first().and_then(|word| word.to_str()).is_some_and(|word| match word {
        "--help" | "--version" => false,
        "codepipeline" => true,
        _ => word.starts_with("--") || Operation::of_command(word).is_some(),
    })
}

/// A command that reports a result, whose words may be asked for.
fn report(words: Vec<OsString>) -> Result<ExitCode, Failure> {
    let words: Result<Vec<_>, _> = words.into_iter().map(OsString::into_string).collect();
    let words = words.map_err(|word| Failure::usage(format!("{} is no UTF-8", word.display())))?;
    let environment = Environment::of_process();
    // Before anything else, as in the original.
    let files = Files::read(&environment)?;
    let asked = |words: &[String]| match prompt::ask(words)? {
        Some(words) => report_as_told(words, &environment, &files),
        None => Ok(ExitCode::from(interrupt::STATUS)),
    };
    match Mode::of(&words, &environment, &files)? {
        Mode::On => asked(&words),
        Mode::Off => report_as_told(words, &environment, &files),
        Mode::OnPartial => match report_as_told(words.clone(), &environment, &files) {
            Err(failure) if failure.kind.is_misuse() => asked(&words),
            ended => ended,
        },
    }
}

/// A command that reports a result, as far as it is one.
fn report_as_told(words: Vec<String>, environment: &Environment, files: &Files) -> Result<ExitCode, Failure> {
    let split =
        command_line::split(words.iter().cloned()).map_err(|misuse| Failure::usage(misuse.to_string()))?;
    if split.common.iter().any(|option| option.name == "--version") {
        return print(concat!("codepipeline-fail ", env!("CARGO_PKG_VERSION"), "\n").as_bytes());
    }
    let common = Common::read(&split.common)?;
    let Some((operation, words_for_it)) = operation(split) else {
        return other(words.into_iter().map(OsString::from).collect());
    };
    if common.debug {
        debug::start();
    }
    let surroundings = Surroundings {
        environment,
        files,
        columns: terminal_size::terminal_size().map_or(80, |(width, _)| width.0.into()),
        is_terminal: io::stdout().is_terminal(),
        before_sending: interrupt::listen,
    };
    print(put::run(operation, &words_for_it, &common, &surroundings)?.as_bytes())
}

fn print(text: &[u8]) -> Result<ExitCode, Failure> {
    let mut out = io::stdout();
    let written = out.write_all(text).and_then(|()| out.flush());
    written.map_err(|error| Failure::other(format!("cannot write to the standard output: {error}")))?;
    Ok(ExitCode::SUCCESS)
}

/// The operation that is asked for, and the words for it. The AWS CLI's name of the service may stand before it.
fn operation(split: Split) -> Option<(&'static Operation, Vec<String>)> {
    let Split { command, mut rest, .. } = split;
    let mut command = command?;
    let mut place = 0;
    if command == "codepipeline" {
        place = rest.iter().position(|word| !word.starts_with('-') && !word.is_empty())?;
        command = rest.remove(place);
    }
    if rest.get(place).is_some_and(|word| word == SEPARATOR) {
        rest.remove(place);
    }
    Some((Operation::of_command(&command)?, rest))
}

fn other(words: Vec<OsString>) -> Result<ExitCode, Failure> {
    let program = OsString::from("codepipeline-fail");
    let matches = definition::command().try_get_matches_from([program].into_iter().chain(words));
    let arguments = matches.and_then(|matches| Arguments::from_arg_matches(&matches));
    let Arguments { command } = match arguments {
        Ok(arguments) => arguments,
        Err(error) => {
            // Nobody reads it, then.
            let _unread = error.print();
            return Ok(if error.use_stderr() {
                ExitCode::from(FailureKind::Usage.status())
            } else {
                ExitCode::SUCCESS
            });
        }
    };
    match command {
        #[cfg(unix)]
        Command::Exec(arguments) => exec::run(&arguments),
        Command::Local(arguments) => Ok(local::run(*arguments)),
        Command::Completions { shell } => definition::completions(shell),
        Command::Man { folder } => definition::man(&folder),
    }
}
