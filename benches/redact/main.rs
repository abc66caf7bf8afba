//! What it costs to take secrets out of a text, beside the crate `regex`; and that no text takes much longer than others.

mod by_regex;
mod texts;

use std::hint::black_box;
use std::io;
use std::time::{Duration, Instant};

use by_regex::{ByRegex, DIVISIONS, Division};
use codepipeline_fail::{FailureDetails, FailureType, Redactor};
use codepipeline_fail_benches::{Axis, Bound, Figures, Picture, Plot, SideBySide, Table, is_short};

/// How much is run: enough to tell something, or just so much that everything has run.
struct Extent {
    rounds: usize,
    calls: u32,
    short: usize,
    long: usize,
}

impl Extent {
    const FULL: Self = Self { rounds: 101, calls: 20, short: 100_000, long: 10_000_000 };
    const SHORT: Self = Self { rounds: 1, calls: 1, short: 5_000, long: 10_000 };
}

fn main() -> io::Result<()> {
    let extent = if is_short() { Extent::SHORT } else { Extent::FULL };
    let mut figures = Figures::default();
    messages(&mut figures, &extent);
    lengths(&mut figures, &extent);
    hostile(&mut figures, &extent);
    figures.show("redact")
}

/// A message as long as the longest that is sent.
fn messages(figures: &mut Figures, extent: &Extent) {
    let title = format!("{} characters, 5 secrets and all patterns", texts::LENGTH);
    let mut table = Table::new(title, ["text", "peer", "\u{b5}s", "Redactor : this"]);
    for (name, text) in [("without secrets", texts::log()), ("with secrets", texts::log_with_secrets())] {
        let mut least = 0.0_f64;
        for division in DIVISIONS {
            let times = message(&text, &ByRegex::new(division, &texts::SECRETS), extent);
            let [ours, regex] =
                [0, 1].map(|peer| format!("{:.2}", micros(times.median(peer) / extent.calls)));
            if least == 0.0 {
                table.push([name, "Redactor", &ours, "1.00"]);
            }
            let ratio = times.ratio(0, 1);
            table.push([name, division.label(), &regex, &format!("{ratio:.2}")]);
            // The fastest of them counts.
            least = least.max(ratio);
        }
        let what = format!("time of redaction, {name}");
        figures.claim(what, "the fastest by regex", Bound::AtMost(1.0), least);
    }
    figures.table(table);
}

/// A log of growing length.
fn lengths(figures: &mut Figures, extent: &Extent) {
    let log = texts::log();
    let redactor = Redactor::new().with_secrets(texts::SECRETS);
    let by_regex = ByRegex::new(Division::EachShape, &texts::SECRETS);
    let peers = ["Redactor", Division::EachShape.label()];
    let mut lines = peers.map(|name| (name.to_owned(), Vec::new()));
    for length in (3..8).map(|power| 10_usize.pow(power)).filter(|length| *length <= extent.long) {
        let mut text = log.repeat(length.div_ceil(log.len()));
        text.truncate(text.floor_char_boundary(length));
        let times = SideBySide::new(extent.rounds.min(5), 2, |peer| {
            time(1, || if peer == 0 { redactor.redact(&text) } else { by_regex.redact(&text) })
        });
        for (peer, (_, points)) in lines.iter_mut().enumerate() {
            let bytes = f64::from(u32::try_from(text.len()).expect("the text is not that long"));
            points.push((bytes, micros(times.median(peer)) / 1e3));
        }
    }
    figures.plot(Plot {
        name: "redact".into(),
        title: "Redaction of a log without secrets".into(),
        picture: Picture::Lines {
            x: Axis::logarithmic("bytes"),
            y: Axis::logarithmic("milliseconds"),
            lines: lines.into(),
        },
    });
}

/// Texts that make it work.
fn hostile(figures: &mut Figures, extent: &Extent) {
    let [short, long] = [extent.short, extent.long].map(|bytes| format!("{} kB", bytes / 1000));
    let title = "Texts that repeat a piece, milliseconds for each megabyte";
    let head = [
        "piece",
        &format!("Redactor, {short}"),
        &format!("Redactor, {long}"),
        &format!("regex, {short}"),
        &format!("FailureDetails, {long}"),
    ];
    let mut table = Table::new(title, head);
    let typical = texts::log();
    let pieces = texts::HOSTILE.map(|piece| (format!("`{}`", piece.escape_debug()), piece));
    let (mut growth, mut slowest) = (0.0_f64, 0.0_f64);
    for (name, piece) in std::iter::once(("a log".to_owned(), typical.as_str())).chain(pieces) {
        let times = repeated(piece, extent);
        table.push(std::iter::once(name).chain(times.map(|time| format!("{time:.2}"))));
        growth = growth.max(times[1] / times[0]);
        slowest = slowest.max(times[3]);
    }
    figures.table(table);
    let what = format!("time for each megabyte, the worst text, {long}");
    figures.claim(what, short, Bound::AtMost(1.5), growth);
    let what = format!("milliseconds for the details of the slowest message of {long}");
    let megabytes = f64::from(u32::try_from(extent.long).expect("the text is not that long")) / 1e6;
    figures.claim(what, "what a worker may stand still", Bound::AtMost(200.0), slowest * megabytes);
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
    // The fastest of some: whatever else the machine does makes it longer.
    let fastest =
        |call: &dyn Fn() -> Duration| (0..extent.rounds.min(5)).map(|_| call()).min().unwrap_or_default();
    [
        for_a_megabyte(&short, fastest(&|| time(1, || redactor.redact(&short)))),
        for_a_megabyte(&long, fastest(&|| time(1, || redactor.redact(&long)))),
        for_a_megabyte(&short, fastest(&|| time(1, || by_regex.redact(&short)))),
        for_a_megabyte(&long, fastest(&|| time(1, || FailureDetails::new(FailureType::JobFailed, &long)))),
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
