//! The command line.

use codepipeline_fail_benches::is_short;
use std::env;
use std::path::PathBuf;

const USAGE: &str = "cargo bench --bench worker -- [--runs N] [--jobs N] [--delay MS] [--passing N] [--seconds N] \
                     [--python PATH] [--only NAME] [--short]";

/// How much is measured.
pub struct Options {
    /// How many turns the peers take; where requests are answered at once, one more than twice as many.
    pub runs: usize,
    /// How many are done in one run; where answers take their time, a fortieth of them for each place.
    pub jobs: usize,
    /// After how many milliseconds the slower endpoint answers.
    pub delay: usize,
    /// How many jobs pass through one worker whose memory is looked at.
    pub passing: usize,
    /// How long the worker is idle.
    pub seconds: usize,
    /// A Python that has boto3.
    pub python: PathBuf,
    /// The one part that is measured; all, if there is none.
    pub only: Option<String>,
    pub is_short: bool,
}

impl Options {
    /// All of it, or, if it is short, so little that it proves that it works and measures nothing.
    fn new(is_short: bool) -> Self {
        let [runs, jobs, delay, passing, seconds] =
            if is_short { [1, 64, 1, 1_000, 1] } else { [7, 2_000, 20, 200_000, 60] };
        Self { runs, jobs, delay, passing, seconds, python: "python3".into(), only: None, is_short }
    }

    /// From the command line.
    pub fn from_arguments() -> Result<Self, String> {
        let mut options = Self::new(is_short());
        let mut arguments = env::args().skip(1);
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                "--bench" | "--short" => {}
                "--runs" => options.runs = number(arguments.next())?,
                "--jobs" => options.jobs = number(arguments.next())?,
                "--delay" => options.delay = number(arguments.next())?,
                "--passing" => options.passing = number(arguments.next())?,
                "--seconds" => options.seconds = number(arguments.next())?,
                "--python" => options.python = arguments.next().ok_or("a path is missing")?.into(),
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
