//! The command line.

use std::env;

const USAGE: &str = "cargo bench --bench worker -- [--runs N] [--jobs N] [--delay MS] [--passing N] [--seconds N] \
                     [--only NAME] [--short]";

/// How much is measured.
pub struct Options {
    pub runs: usize,
    /// For each place that there is for a job.
    pub jobs: usize,
    /// After how many milliseconds the slower endpoint answers.
    pub delay: usize,
    /// How many jobs pass through one worker whose memory is looked at.
    pub passing: usize,
    /// How long the worker is idle.
    pub seconds: usize,
    /// The one part that is measured; all, if there is none.
    pub only: Option<String>,
    pub is_short: bool,
}

impl Options {
    const FULL: Self =
        Self { runs: 7, jobs: 4_000, delay: 20, passing: 200_000, seconds: 60, only: None, is_short: false };
    /// Proves that it works, and measures nothing.
    const SHORT: Self =
        Self { runs: 1, jobs: 64, delay: 1, passing: 200, seconds: 1, only: None, is_short: true };

    /// From the command line. As a test, cargo runs a benchmark without `--bench`; that is short.
    pub fn from_arguments() -> Result<Self, String> {
        let is_benchmark = env::args().any(|argument| argument == "--bench");
        let is_short = !is_benchmark || env::args().any(|argument| argument == "--short");
        let mut options = if is_short { Self::SHORT } else { Self::FULL };
        let mut arguments = env::args().skip(1);
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                "--bench" | "--short" => {}
                "--runs" => options.runs = number(arguments.next())?,
                "--jobs" => options.jobs = number(arguments.next())?,
                "--delay" => options.delay = number(arguments.next())?,
                "--passing" => options.passing = number(arguments.next())?,
                "--seconds" => options.seconds = number(arguments.next())?,
                "--only" => options.only = Some(arguments.next().ok_or("a name is missing")?),
                other => return Err(format!("unknown argument {other}\nusage: {USAGE}")),
            }
        }
        Ok(options)
    }

    pub fn wants(&self, part: &str) -> bool {
        self.only.as_ref().is_none_or(|only| only == part)
    }
}

fn number(argument: Option<String>) -> Result<usize, String> {
    let number = argument
        .and_then(|argument| argument.parse().ok())
        .filter(|number| (1..=10_000_000).contains(number));
    number.ok_or_else(|| format!("a number from 1 to 10000000 is missing\nusage: {USAGE}"))
}
