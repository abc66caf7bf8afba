//! The command line.

use codepipeline_fail_benches::is_short;
use std::env;

const USAGE: &str = "cargo bench -p codepipeline-fail-lambda-bench -- [--runs N] [--invocations N] [--short]";

/// How much is measured.
pub struct Options {
    /// Cold starts of each.
    pub runs: usize,
    /// Invocations of each that is started.
    pub invocations: usize,
}

impl Options {
    /// From the command line.
    pub fn from_arguments() -> Result<Self, String> {
        let mut options = Self { runs: 101, invocations: 2_000 };
        let mut arguments = env::args().skip(1);
        while let Some(argument) = arguments.next() {
            let mut number = || {
                let number = arguments.next().and_then(|number| number.parse().ok());
                number
                    .filter(|number| *number > 0)
                    .ok_or_else(|| format!("a number is missing\nusage: {USAGE}"))
            };
            match argument.as_str() {
                "--bench" | "--short" => {}
                "--runs" => options.runs = number()?,
                "--invocations" => options.invocations = number()?,
                other => return Err(format!("unknown argument {other}\nusage: {USAGE}")),
            }
        }
        Ok(if is_short() { Self { runs: 1, invocations: 10 } } else { options })
    }
}
