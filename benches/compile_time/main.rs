//! What the derive costs at compile time: `cargo check` of enums that are written in several ways, in turn.

mod source;
mod workspace;

use std::time::Duration;
use std::{env, io};

use codepipeline_fail_benches::{
    Axis, Bound, Figures, Picture, Plot, SideBySide, Table, float, instructions, is_short,
};
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

    /// From the command line.
    fn from_arguments() -> Result<Self, String> {
        let mut size = if is_short() { Self::SHORT } else { Self::FULL };
        let mut arguments = env::args().skip(1);
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                "--bench" | "--short" => {}
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
    let mut figures = Figures::default();
    compare_ways(&mut figures, &workspace, size, 1)?;
    compare_ways(&mut figures, &workspace, size, size.variants.div_ceil(20))?;
    compare_sizes(&mut figures, &workspace, size)?;
    Ok(figures.show("compile_time")?)
}

/// The same variants, written in each way, in one enum or in more.
fn compare_ways(figures: &mut Figures, workspace: &Workspace, size: Size, enums: usize) -> io::Result<()> {
    let variants = size.variants.div_ceil(enums);
    let add = |way: Way| {
        let name = format!("{way:?}-{enums}x{variants}").to_lowercase();
        workspace.add(&name, way.dependency(), way.source(enums, variants))
    };
    let members = Way::ALL.into_iter().map(add).collect::<io::Result<Vec<_>>>()?;
    let times = check_in_turn(size.runs, &members);
    let peer = |way| Way::ALL.into_iter().take_while(|other| *other != way).count();
    let (bare, derived) = (peer(Way::Bare), peer(Way::JobFailure));
    let counted = counted(enums, variants);
    let title = format!("`cargo check` of {counted}, medians of {} in turn", size.runs);
    let mut table = Table::new(title, ["way", "ms", "derive : this", "above the enum"]);
    for way in Way::ALL {
        let above = |peer| times.median(peer).saturating_sub(times.median(bare)).as_secs_f64();
        let ratio = format!("{:.2}", times.ratio(derived, peer(way)));
        let ratio_above = format!("{:.2}", above(derived) / above(peer(way)));
        let ratio_above = if way == Way::Bare { "" } else { &ratio_above };
        table.push([way.label(), &milliseconds(times.median(peer(way))), &ratio, ratio_above]);
    }
    figures.table(table);
    let ratio = times.ratio(derived, peer(Way::Thiserror));
    figures.claim(format!("time of `cargo check`, {counted}"), "thiserror 2", Bound::AtMost(0.8), ratio);
    Ok(())
}

/// The derive, on enums of growing size.
fn compare_sizes(figures: &mut Figures, workspace: &Workspace, size: Size) -> io::Result<()> {
    let sizes = [1, 3, 10, 30].map(|tenths| (size.variants * tenths / 10).max(1));
    let ways = [Way::Bare, Way::JobFailure, Way::Thiserror];
    let mut members = Vec::new();
    for variants in sizes {
        for way in ways {
            let name = format!("{way:?}-growth-{variants}").to_lowercase();
            members.push(workspace.add(&name, way.dependency(), way.source(1, variants))?);
        }
    }
    let times = check_in_turn(size.runs, &members);
    let mut lines = ways.map(|way| (way.label().to_owned(), Vec::new()));
    let head = ["", "ms", "above the enum, ms", "\u{b5}s a variant"];
    let mut table = Table::new("The derive, on enums of growing size", head);
    for (number, variants) in sizes.into_iter().enumerate() {
        let count = float(variants);
        let median = |way: usize| times.median(ways.len() * number + way);
        for (way, (_, points)) in lines.iter_mut().enumerate() {
            points.push((count, median(way).as_secs_f64() * 1e3));
        }
        let above = median(1).saturating_sub(median(0));
        let each = above.as_secs_f64() * 1e6 / count;
        table.push([
            counted(1, variants),
            milliseconds(median(1)),
            milliseconds(above),
            format!("{each:.0}"),
        ]);
    }
    figures.table(table);
    figures.plot(Plot {
        name: "compile-time".into(),
        title: "cargo check of one enum".into(),
        picture: Picture::Lines {
            x: Axis::linear("variants"),
            y: Axis::linear("milliseconds"),
            lines: lines.into(),
        },
    });
    let [few, many] = [0, sizes.len() - 1];
    count_variants(
        figures,
        [few, many].map(|number| {
            let [bare, derived] = [0, 1].map(|way| &members[ways.len() * number + way]);
            (sizes[number], bare, derived)
        }),
    )
}

/// What the compiler does for one variant, among few and among many: what time would tell is lost in that of few.
fn count_variants(figures: &mut Figures, sizes: [(usize, &Member, &Member); 2]) -> io::Result<()> {
    let Some(version) = instructions::version() else {
        println!("without valgrind, no instructions are counted; on Debian: apt-get install valgrind");
        return Ok(());
    };
    figures.version("Valgrind", version);
    let head = ["", "the enum alone", "with the derive", "the derive, a variant"];
    let mut table = Table::new("Instructions of the compiler", head);
    let mut each = Vec::new();
    for (variants, bare, derived) in sizes {
        let [bare, derived] = [bare.instructions()?, derived.instructions()?].map(millions);
        let one = (derived - bare) / float(variants);
        each.push(one);
        let million = |number: f64| format!("{number:.2} million");
        table.push([counted(1, variants), million(bare), million(derived), million(one)]);
    }
    figures.table(table);
    let [(few, ..), (many, ..)] = sizes;
    let what = format!("instructions of one variant among {many}");
    figures.claim(what, format!("one among {few}"), Bound::AtMost(1.5), each[1] / each[0]);
    Ok(())
}

fn millions(instructions: u64) -> f64 {
    // To the thousand, as no more is of interest.
    f64::from(u32::try_from(instructions / 1_000).unwrap_or(u32::MAX)) / 1e3
}

fn check_in_turn(runs: usize, members: &[Member]) -> SideBySide {
    SideBySide::new(runs, members.len(), |member| members[member].check())
}

fn counted(enums: usize, variants: usize) -> String {
    if enums == 1 { format!("1 enum, {variants} variants") } else { format!("{enums} enums of {variants}") }
}

fn milliseconds(time: Duration) -> String {
    time.as_millis().to_string()
}
