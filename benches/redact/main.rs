//! What it costs to take secrets out of a text, beside the crate `regex`; and that no text takes much longer than others.

mod by_regex;
mod texts;

use std::hint::black_box;
use std::time::{Duration, Instant};

use by_regex::{ByRegex, DIVISIONS};
use codepipeline_fail::{FailureDetails, FailureType, Redactor};
use codepipeline_fail_benches::SideBySide;

/// How much is run: enough to tell something, or just so much that everything has run.
struct Extent {
    rounds: usize,
    calls: u32,
    short: usize,
    long: usize,
}

impl Extent {
    fn of(is_benchmark: bool) -> Self {
        if is_benchmark {
            Self { rounds: 101, calls: 20, short: 100_000, long: 10_000_000 }
        } else {
            Self { rounds: 1, calls: 1, short: 5_000, long: 10_000 }
        }
    }
}

fn main() {
    let extent = Extent::of(std::env::args().any(|argument| argument == "--bench"));
    println!("{:<24} {:>10} {:>10}   ours by regex", "5,000 characters", "ours/us", "regex/us");
    for (name, text) in [("without secrets", texts::log()), ("with secrets", texts::log_with_secrets())] {
        for division in DIVISIONS {
            let times = message(&text, &ByRegex::new(division, &texts::SECRETS), &extent);
            let [ours, regex] = [0, 1].map(|peer| micros(times.median(peer) / extent.calls));
            println!("{:<24} {ours:>10.2} {regex:>10.2} {:>6.2}  {division:?}", name, times.ratio(0, 1));
        }
    }
    println!("\n{:<24} {:>10} {:>10} {:>10} {:>10}", "ms for a MB", "ours", "ours, long", "regex", "details");
    let log = texts::log();
    let hostile = texts::HOSTILE.map(|piece| (format!("{piece:?}"), piece));
    for (name, piece) in std::iter::once(("a log".to_owned(), log.as_str())).chain(hostile) {
        let [ours, ours_of_long, regex, details] = repeated(piece, &extent);
        println!("{name:<24} {ours:>10.3} {ours_of_long:>10.3} {regex:>10.3} {details:>10.3}");
    }
}

/// Ours and the peer's.
fn message(text: &str, by_regex: &ByRegex, extent: &Extent) -> SideBySide {
    let redactor = Redactor::new().with_secrets(texts::SECRETS);
    SideBySide::new(extent.rounds, 2, |peer| {
        time(extent.calls, || if peer == 0 { redactor.redact(text) } else { by_regex.redact(text) })
    })
}

/// Of a text that repeats the piece, the milliseconds for each megabyte: ours of a short text and of a long one, the
/// peer's of the short one, and those of `FailureDetails` from the long one.
fn repeated(piece: &str, extent: &Extent) -> [f64; 4] {
    let [short, long] = [extent.short, extent.long].map(|length| piece.repeat(length / piece.len()));
    let redactor = Redactor::new().with_secrets(texts::HOSTILE_SECRETS);
    let by_regex = ByRegex::new(DIVISIONS[0], &texts::HOSTILE_SECRETS);
    let for_a_megabyte = |text: &str, time: Duration| {
        let bytes = u32::try_from(text.len()).expect("the text is not that long");
        1e9 * time.as_secs_f64() / f64::from(bytes)
    };
    [
        for_a_megabyte(&short, time(1, || redactor.redact(&short))),
        for_a_megabyte(&long, time(1, || redactor.redact(&long))),
        for_a_megabyte(&short, time(1, || by_regex.redact(&short))),
        for_a_megabyte(&long, time(1, || FailureDetails::new(FailureType::JobFailed, &long))),
    ]
}

fn micros(duration: Duration) -> f64 {
    1e6 * duration.as_secs_f64()
}

fn time<T>(calls: u32, mut call: impl FnMut() -> T) -> Duration {
    let start = Instant::now();
    for _ in 0..calls {
        black_box(call());
    }
    start.elapsed()
}
