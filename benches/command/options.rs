//! The command line.

use codepipeline_fail_benches::is_short;
use std::env;
use std::path::PathBuf;

const USAGE: &str =
    "cargo bench --bench command -- [--runs N] [--program PATH] [--aws PATH] [--aws-v1 PATH] [--short]";

/// How much is measured, and of what.
pub struct Options {
    /// Proves that it works, with a binary that is quick to build, and measures nothing.
    pub is_short: bool,
    pub runs: usize,
    /// Our binary, if it is not to be built.
    pub program: Option<PathBuf>,
    /// The AWS CLI, of version 2.
    pub aws: PathBuf,
    /// The AWS CLI, of version 1.
    pub aws_v1: PathBuf,
}

impl Options {
    /// From the command line.
    pub fn from_arguments() -> Result<Self, String> {
        let mut options = Self {
            is_short: is_short(),
            runs: 41,
            program: None,
            aws: "aws".into(),
            aws_v1: "aws-v1".into(),
        };
        let mut arguments = env::args().skip(1);
        while let Some(argument) = arguments.next() {
            let mut value = || arguments.next().ok_or_else(|| format!("a value is missing\nusage: {USAGE}"));
            match argument.as_str() {
                "--bench" | "--short" => {}
                "--runs" => options.runs = runs(&value()?)?,
                "--program" => options.program = Some(value()?.into()),
                "--aws" => options.aws = value()?.into(),
                "--aws-v1" => options.aws_v1 = value()?.into(),
                other => return Err(format!("unknown argument {other}\nusage: {USAGE}")),
            }
        }
        if options.is_short {
            options.runs = 1;
        }
        Ok(options)
    }
}

fn runs(value: &str) -> Result<usize, String> {
    let number = value.parse().ok().filter(|number| (1..=10_000).contains(number));
    number.ok_or_else(|| format!("a number from 1 to 10000 is missing\nusage: {USAGE}"))
}
