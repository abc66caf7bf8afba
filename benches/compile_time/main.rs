//! What the derive costs at compile time: `cargo check` of enums that are written in several ways, in turn.

mod source;
mod workspace;

use std::time::Duration;
use std::{env, io};

use codepipeline_fail_benches::SideBySide;
use source::Way;
use workspace::{Member, Workspace};

const USAGE: &str = "cargo bench --bench compile_time -- [--runs N] [--variants N] [--short]";

/// How much is compiled.
#[derive(Clone, Copy)]
struct Size {
    runs: usize,
    variants: usize,
}

impl Size {
    const FULL: Self = Self { runs: 7, variants: 1_000 };
    /// Proves that it works, and measures nothing.
    const SHORT: Self = Self { runs: 1, variants: 100 };

    /// From the command line. As a test, cargo runs a benchmark without `--bench`; that is short, too.
    fn from_arguments() -> Result<Self, String> {
        let is_benchmark = env::args().any(|argument| argument == "--bench");
        let mut size = if is_benchmark { Self::FULL } else { Self::SHORT };
        let mut arguments = env::args().skip(1);
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                "--bench" => {}
                "--short" => size = Self::SHORT,
                "--runs" => size.runs = number(arguments.next())?,
                "--variants" => size.variants = number(arguments.next())?,
                other => return Err(format!("unknown argument {other}\nusage: {USAGE}")),
            }
        }
        Ok(size)
    }
}

fn number(argument: Option<String>) -> Result<usize, String> {
    let number =
        argument.and_then(|argument| argument.parse().ok()).filter(|number| (1..=100_000).contains(number));
    number.ok_or_else(|| format!("a number from 1 to 100000 is missing\nusage: {USAGE}"))
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let size = Size::from_arguments()?;
    let workspace = Workspace::new()?;
    println!("cargo check, {} runs of each in turn: medians of times, and of ratios\n", size.runs);
    compare_ways(&workspace, size, 1)?;
    compare_ways(&workspace, size, size.variants.div_ceil(20))?;
    compare_sizes(&workspace, size)?;
    Ok(())
}

/// The same variants, written in each way, in one enum or in more.
fn compare_ways(workspace: &Workspace, size: Size, enums: usize) -> io::Result<()> {
    let variants = size.variants.div_ceil(enums);
    let add = |way: Way| {
        let name = format!("{way:?}-{enums}x{variants}").to_lowercase();
        workspace.add(&name, way.dependency(), way.source(enums, variants))
    };
    let members = Way::ALL.into_iter().map(add).collect::<io::Result<Vec<_>>>()?;
    let times = check_in_turn(size.runs, &members);
    let peer = |way| Way::ALL.into_iter().take_while(|other| *other != way).count();
    let (bare, derived) = (peer(Way::Bare), peer(Way::JobFailure));
    print_row(&counted(enums, variants), ["median", "derive : this", "above the enum"]);
    for way in Way::ALL {
        let above = |peer| times.median(peer).saturating_sub(times.median(bare)).as_secs_f64();
        let ratio = format!("{:.2}", times.ratio(derived, peer(way)));
        let ratio_above = format!("{:.2}", above(derived) / above(peer(way)));
        let ratio_above = if way == Way::Bare { "" } else { &ratio_above };
        print_row(way.label(), [&milliseconds(times.median(peer(way))), &ratio, ratio_above]);
    }
    println!();
    Ok(())
}

/// The derive, on enums of growing size.
fn compare_sizes(workspace: &Workspace, size: Size) -> io::Result<()> {
    let sizes = [1, 3, 10, 30].map(|tenths| (size.variants * tenths / 10).max(1));
    let mut members = Vec::new();
    for variants in sizes {
        for way in [Way::JobFailure, Way::Bare] {
            let name = format!("{way:?}-growth-{variants}").to_lowercase();
            members.push(workspace.add(&name, way.dependency(), way.source(1, variants))?);
        }
    }
    let times = check_in_turn(size.runs, &members);
    print_row(Way::JobFailure.label(), ["median", "above the enum", "a variant"]);
    for (number, variants) in sizes.into_iter().enumerate() {
        let (derived, bare) = (times.median(2 * number), times.median(2 * number + 1));
        let above = derived.saturating_sub(bare);
        let each = above.div_f64(f64::from(u32::try_from(variants).unwrap_or(u32::MAX)));
        let each = format!("{} µs", each.as_micros());
        print_row(&counted(1, variants), [&milliseconds(derived), &milliseconds(above), &each]);
    }
    Ok(())
}

fn check_in_turn(runs: usize, members: &[Member]) -> SideBySide {
    SideBySide::new(runs, members.len(), |member| members[member].check())
}

fn counted(enums: usize, variants: usize) -> String {
    if enums == 1 { format!("1 enum, {variants} variants") } else { format!("{enums} enums of {variants}") }
}

fn milliseconds(time: Duration) -> String {
    format!("{} ms", time.as_millis())
}

fn print_row(label: &str, [first, second, third]: [&str; 3]) {
    println!("{label:<26} {first:>10} {second:>14} {third:>14}");
}
