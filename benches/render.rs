//! What it costs at run time to report an error: its message, and the details that are sent, each beside what one would
//! write by hand. Divan prints times and allocations; the ratios follow.

use std::error::Error;
use std::fmt::{self, Write as _};
use std::hint::black_box;
use std::io;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use codepipeline_fail::{FailureDetails, FailureType, JobFailure};
use codepipeline_fail_benches::SideBySide;
use divan::{AllocProfiler, Bencher};

#[global_allocator]
static ALLOCATIONS: AllocProfiler = AllocProfiler::system();

#[derive(Debug, thiserror::Error, JobFailure)]
enum DeployError {
    #[error("the stage has no approval")]
    #[failure(PermissionError, "the stage has no approval")]
    Unit,
    #[error("stack {stack} rolled back after {minutes} minutes")]
    #[failure(JobFailed, "stack {stack} rolled back after {minutes} minutes")]
    Named { stack: String, minutes: u32 },
    #[error("{0} of {1} tests failed")]
    #[failure(JobFailed, "{0} of {1} tests failed")]
    Tuple(u32, u32),
    #[error("no template at {path}")]
    #[failure(ConfigurationError, "no template at {path}")]
    Path { path: PathBuf },
    #[error("cannot read artifact {key}: {source}")]
    #[failure(RevisionUnavailable, causes, "cannot read artifact {key}")]
    Causes { key: String, source: io::Error },
}

/// One error of each kind, by the names that the tables show.
const CASES: [&str; 5] = ["unit", "named", "tuple", "path", "causes"];

fn case(name: &str) -> DeployError {
    match name {
        "unit" => DeployError::Unit,
        "named" => DeployError::Named { stack: "checkout-production".to_owned(), minutes: 17 },
        "tuple" => DeployError::Tuple(2, 40),
        "path" => DeployError::Path { path: "/codebuild/output/src/template.yaml".into() },
        "causes" => DeployError::Causes {
            key: "checkout/SourceArti/9f2c1a7.zip".to_owned(),
            source: io::Error::other("connection closed before the message was complete"),
        },
        _ => unreachable!("CASES names no {name}"),
    }
}

/// What one would write without the derive.
struct ByHand<'a>(&'a DeployError);

impl JobFailure for ByHand<'_> {
    fn failure_type(&self) -> FailureType {
        match self.0 {
            DeployError::Unit => FailureType::PermissionError,
            DeployError::Named { .. } | DeployError::Tuple(..) => FailureType::JobFailed,
            DeployError::Path { .. } => FailureType::ConfigurationError,
            DeployError::Causes { .. } => FailureType::RevisionUnavailable,
        }
    }

    fn fmt_message(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            DeployError::Unit => formatter.write_str("the stage has no approval"),
            DeployError::Named { stack, minutes } => {
                write!(formatter, "stack {stack} rolled back after {minutes} minutes")
            }
            DeployError::Tuple(failed, tests) => write!(formatter, "{failed} of {tests} tests failed"),
            DeployError::Path { path } => write!(formatter, "no template at {}", path.display()),
            DeployError::Causes { key, source } => {
                write!(formatter, "cannot read artifact {key}")?;
                let mut cause: Option<&dyn Error> = Some(source);
                while let Some(error) = cause {
                    write!(formatter, ": {error}")?;
                    cause = error.source();
                }
                Ok(())
            }
        }
    }
}

mod message {
    use super::{Bencher, ByHand, CASES, DeployError, case, message_of, text};

    pub fn by_hand(error: &DeployError) -> String {
        message_of(&ByHand(error))
    }

    pub fn with_thiserror(error: &DeployError) -> String {
        text(error)
    }

    pub fn derived(error: &DeployError) -> String {
        message_of(error)
    }

    #[divan::bench(args = CASES, name = "by_hand")]
    fn bench_by_hand(bencher: Bencher<'_, '_>, name: &str) {
        bencher.with_inputs(|| case(name)).bench_refs(|error| by_hand(error));
    }

    #[divan::bench(args = CASES, name = "with_thiserror")]
    fn bench_with_thiserror(bencher: Bencher<'_, '_>, name: &str) {
        bencher.with_inputs(|| case(name)).bench_refs(|error| with_thiserror(error));
    }

    #[divan::bench(args = CASES, name = "derived")]
    fn bench_derived(bencher: Bencher<'_, '_>, name: &str) {
        bencher.with_inputs(|| case(name)).bench_refs(|error| derived(error));
    }
}

mod details {
    use super::{
        Bencher, ByHand, CASES, DeployError, FailureDetails, FailureType, JobFailure, case, message_of,
    };

    pub fn by_hand(error: &DeployError) -> (FailureType, String) {
        let error = ByHand(error);
        (error.failure_type(), message_of(&error))
    }

    pub fn of(error: &DeployError) -> FailureDetails {
        FailureDetails::of(error)
    }

    #[divan::bench(args = CASES, name = "by_hand")]
    fn bench_by_hand(bencher: Bencher<'_, '_>, name: &str) {
        bencher.with_inputs(|| case(name)).bench_refs(|error| by_hand(error));
    }

    #[divan::bench(args = CASES, name = "of")]
    fn bench_of(bencher: Bencher<'_, '_>, name: &str) {
        bencher.with_inputs(|| case(name)).bench_refs(|error| of(error));
    }
}

fn message_of(failure: &impl JobFailure) -> String {
    text(fmt::from_fn(|formatter| failure.fmt_message(formatter)))
}

/// `to_string` would write some texts without the formatter, and so not measure the same for all.
fn text(shown: impl fmt::Display) -> String {
    let mut text = String::new();
    write!(text, "{shown}").expect("a String takes every text");
    text
}

fn main() {
    divan::main();
    let is_benchmark = std::env::args().any(|argument| argument == "--bench");
    if is_benchmark {
        print_ratios();
    }
}

fn print_ratios() {
    const ROUNDS: usize = 501;
    println!("\nratios of times, medians of {ROUNDS} rounds");
    println!("{:<8} {:>18} {:>18} {:>18}", "", "derived message", "derived message", "FailureDetails::of");
    println!("{:<8} {:>18} {:>18} {:>18}", "", ": by hand", ": thiserror", ": by hand");
    for name in CASES {
        let error = case(name);
        let messages = SideBySide::new(ROUNDS, 3, |peer| match peer {
            0 => time(|| message::derived(&error)),
            1 => time(|| message::by_hand(&error)),
            _ => time(|| message::with_thiserror(&error)),
        });
        let details = SideBySide::new(ROUNDS, 2, |peer| match peer {
            0 => time(|| details::of(&error)),
            _ => time(|| details::by_hand(&error)),
        });
        let (by_hand, thiserror, details) = (messages.ratio(0, 1), messages.ratio(0, 2), details.ratio(0, 1));
        println!("{name:<8} {by_hand:>18.2} {thiserror:>18.2} {details:>18.2}");
    }
}

/// How long a number of calls takes: one alone is shorter than what a clock can tell.
fn time<T>(mut call: impl FnMut() -> T) -> Duration {
    const CALLS: usize = 200;
    let start = Instant::now();
    for _ in 0..CALLS {
        black_box(call());
    }
    start.elapsed()
}
