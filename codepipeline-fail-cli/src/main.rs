//! The `codepipeline-fail` command.

mod local;

use clap::{Parser, Subcommand};
use std::io::Write;
use std::process::ExitCode;

/// AWS CodePipeline jobs that fail well, from the command line.
#[derive(Debug, Parser)]
#[command(name = "codepipeline-fail", version, max_term_width = 100)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Local(Box<local::Arguments>),
}

fn main() -> ExitCode {
    let Arguments { command: Command::Local(arguments) } = Arguments::parse();
    match local::run(*arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Its status tells as much to who does not read it.
            let _unread = writeln!(std::io::stderr(), "codepipeline-fail: {error}");
            ExitCode::FAILURE
        }
    }
}
