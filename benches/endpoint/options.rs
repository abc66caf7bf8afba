//! The command line.

use crate::served::own;
use crate::wrk::Wrk;
use codepipeline_fail_benches::is_short;
use std::env;
use std::ffi::OsString;

const USAGE: &str = "cargo bench --bench endpoint -- [--runs N] [--seconds N] [--connections N] [--jobs N] \
                     [--program PATH] [--moto PATH] [--short]";

/// How much is measured, and of what.
pub struct Options {
    /// It proves that all works, without wrk and moto where they are not there, and measures nothing.
    pub is_short: bool,
    pub runs: usize,
    pub jobs: usize,
    pub wrk: Wrk,
    pub program: OsString,
    pub moto: OsString,
}

impl Options {
    /// From the command line.
    pub fn from_arguments() -> Result<Self, String> {
        let program = own().map_err(|error| error.to_string())?;
        let wrk = Wrk { seconds: 1, connections: 32 };
        let mut options =
            Self { is_short: is_short(), runs: 7, jobs: 100_000, wrk, program, moto: "moto_server".into() };
        let mut arguments = env::args().skip(1);
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                "--bench" | "--short" => {}
                "--runs" => options.runs = number(arguments.next())?,
                "--seconds" => options.wrk.seconds = number(arguments.next())?,
                "--connections" => options.wrk.connections = number(arguments.next())?,
                "--jobs" => options.jobs = number(arguments.next())?,
                "--program" => options.program = path(arguments.next())?,
                "--moto" => options.moto = path(arguments.next())?,
                other => return Err(format!("unknown argument {other}\nusage: {USAGE}")),
            }
        }
        if options.is_short {
            (options.runs, options.jobs, options.wrk.seconds) = (1, 20_000, 1);
        }
        Ok(options)
    }
}

fn number(argument: Option<String>) -> Result<usize, String> {
    let number =
        argument.and_then(|argument| argument.parse().ok()).filter(|number| (1..=1_000_000).contains(number));
    number.ok_or_else(|| format!("a number from 1 to 1000000 is missing\nusage: {USAGE}"))
}

fn path(argument: Option<String>) -> Result<OsString, String> {
    argument.map(Into::into).ok_or_else(|| format!("a path is missing\nusage: {USAGE}"))
}
