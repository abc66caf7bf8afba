//! The command line.

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
    /// From the command line. As a test, cargo runs a benchmark without `--bench`; that is short.
    pub fn from_arguments() -> Result<Self, String> {
        let mut is_short = env::args().all(|argument| argument != "--bench");
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
                "--bench" => {}
                "--short" => is_short = true,
                "--runs" => options.runs = number()?,
                "--invocations" => options.invocations = number()?,
                other => return Err(format!("unknown argument {other}\nusage: {USAGE}")),
            }
        }
        Ok(if is_short { Self { runs: 1, invocations: 10 } } else { options })
    }
}
