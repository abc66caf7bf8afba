//! All commands, as clap knows them: to be read, and to be written about in help, completions and manual pages.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, CommandFactory as _, Parser, Subcommand};
use clap_complete::Shell;
use codepipeline_fail_cli::command_line::{self, COMMON, OptionName, Takes};
use codepipeline_fail_cli::failure::Failure;
use codepipeline_fail_cli::operation::{ALL, Operation};

#[cfg(unix)]
use crate::exec;
use crate::local;

/// AWS CodePipeline jobs that fail well, from the command line
#[derive(Debug, Parser)]
#[command(name = "codepipeline-fail", version, max_term_width = 100)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    #[cfg(unix)]
    #[command(display_order = 10)]
    Exec(Box<exec::Arguments>),
    #[command(display_order = 20)]
    Local(Box<local::Arguments>),
    /// Print what a shell needs to complete the commands and options of this one
    #[command(display_order = 30)]
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Write the manual pages of all commands
    #[command(display_order = 31)]
    Man {
        /// Where to; the folder has to be there
        folder: PathBuf,
    },
}

/// All commands.
pub(crate) fn command() -> clap::Command {
    // They come first: they are what the program is for. Their words are read elsewhere, as the AWS CLI reads them.
    ALL.iter().enumerate().fold(Arguments::command(), |command, (place, operation)| {
        command.subcommand(of_operation(operation).display_order(place))
    })
}

/// A command that reports a result.
fn of_operation(operation: &'static Operation) -> clap::Command {
    let own = command_line::of(operation).into_iter().map(|option| argument(&option));
    let common = COMMON.iter().map(|option| argument(option).help_heading("Global options"));
    clap::Command::new(operation.command)
        .about(operation.summary().trim_end_matches('.'))
        .long_about(operation.about)
        .disable_version_flag(true)
        .args(own.chain(common))
}

fn argument(option: &OptionName) -> Arg {
    let name = option.name.trim_start_matches('-').to_owned();
    let argument = Arg::new(name.clone()).long(name).help(option.about);
    match option.takes {
        Takes::Nothing => argument.action(ArgAction::SetTrue),
        Takes::Value => argument.value_name("VALUE"),
        Takes::OneOf(choices) => {
            argument.value_name("VALUE").value_parser(PossibleValuesParser::new(choices))
        }
        Takes::MaybeOneOf(choices) => {
            argument.value_name("VALUE").num_args(0..=1).value_parser(PossibleValuesParser::new(choices))
        }
    }
}

/// Prints what a shell needs to complete all of it.
pub(crate) fn completions(shell: Shell) -> Result<ExitCode, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command(), "codepipeline-fail", &mut script);
    crate::print(&script)
}

/// Writes a manual page for each command.
pub(crate) fn man(folder: &Path) -> Result<ExitCode, Failure> {
    // Wherever they are written, they are the same.
    let command = command().disable_help_subcommand(true);
    clap_mangen::generate_to(command, folder)
        .map_err(|error| Failure::other(format!("cannot write to {}: {error}", folder.display())))?;
    Ok(ExitCode::SUCCESS)
}
