//! What the local endpoint costs: how soon it is ready, how many requests it answers, how much memory jobs take.

mod in_process;
mod load;
mod options;
mod process;
mod program;
mod served;
mod wrk;

use codepipeline_fail_benches::{Axis, Bound, Figures, Picture, Plot, SideBySide, Table};
use in_process::InProcess;
use load::Load;
use options::Options;
use process::Process;
use served::{Served, fill, moto_version, start_bare, start_local, start_moto};
use std::{env, io};
use wrk::Wrk;

/// The peer of which everybody would otherwise make use.
const MOTO: &str = "moto, ListPipelines";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    if let Some(server) = env::args().nth(1).and_then(|name| program::run(&name)) {
        return Ok(server?);
    }
    let options = Options::from_arguments()?;
    let mut figures = Figures::default();
    let wrk = Wrk::version();
    let moto = moto_version(&options.moto);
    if let Some(version) = &moto {
        figures.version("moto", version);
    }
    starts(&mut figures, &options, moto.is_some())?;
    memory(&mut figures, &options)?;
    without_http(&mut figures, &options);
    let served = Served::start(&options, moto.is_some())?;
    match wrk {
        Err(_) if options.is_short => Load::ALL.into_iter().try_for_each(|load| served.prepare(load))?,
        wrk => {
            figures.version("wrk", wrk?);
            by_wrk(&mut figures, &options, &served)?;
        }
    }
    Ok(figures.show("endpoint")?)
}

/// How soon a server says that it listens.
fn starts(figures: &mut Figures, options: &Options, has_moto: bool) -> io::Result<()> {
    let names = ["bare hyper", "endpoint", "moto"];
    let peers = if has_moto { 3 } else { 2 };
    let start = |peer| match peer {
        0 => start_bare(),
        1 => start_local(&options.program),
        _ => start_moto(&options.moto),
    };
    start(peers - 1)?; // Its files are in the machine's memory from now on.
    let run = |peer| start(peer).unwrap_or_else(|error| panic!("{error}")).ready_after;
    let times = SideBySide::new(3 * options.runs, peers, run);
    let mut table = Table::new("From start to ready", ["server", "ms", "this : endpoint"]);
    for (peer, name) in names.into_iter().enumerate().take(peers) {
        let milliseconds = format!("{:.1}", times.median(peer).as_secs_f64() * 1e3);
        table.push([name.to_owned(), milliseconds, ratio(times.ratio(peer, 1))]);
    }
    figures.table(table);
    if has_moto {
        figures.claim("speed from start to ready", "moto", Bound::AtLeast(20.0), times.ratio(2, 1));
    }
    Ok(())
}

/// The most memory that a server has had.
fn memory(figures: &mut Figures, options: &Options) -> io::Result<()> {
    let server = start_local(&options.program)?;
    let empty = megabytes(&server);
    fill(&server, Load::Oldest, options.jobs)?;
    let table = Table::new("Peak memory of the endpoint", ["", "MB"]).row(["without jobs", &empty]);
    figures.table(table.row([&format!("with {} jobs", options.jobs), &megabytes(&server)]));
    Ok(())
}

/// Requests in this process.
fn without_http(figures: &mut Figures, options: &Options) {
    let requests = InProcess::measure(options.runs, options.jobs);
    let few = format!("\u{b5}s, {} jobs", requests.few);
    let more = format!("times as long with {}", requests.all);
    let mut table = Table::new("A request without HTTP", ["request", &few, &more]);
    for load in Load::ALL {
        let (few, more) = requests.of(load);
        table.push([load.label(), &format!("{:.2}", few.as_secs_f64() * 1e6), &ratio(more)]);
        if load != Load::Empty {
            let what = format!("time, {}, {} jobs", load.label(), requests.all);
            figures.claim(what, format!("{} jobs", requests.few), Bound::AtMost(1.5), more);
        }
    }
    figures.table(table);
}

/// Requests by wrk.
fn by_wrk(figures: &mut Figures, options: &Options, served: &Served) -> io::Result<()> {
    let times = served.compare(options.runs, options.wrk)?;
    let names = Load::ALL.map(|load| format!("endpoint, {}", load.label()));
    let names = ["bare hyper"].into_iter().chain(names.iter().map(String::as_str)).chain([MOTO]);
    let moto = (times.peers() > 1 + Load::ALL.len()).then(|| times.peers() - 1);
    let mut table = Table::new("Requests a second, by wrk", ["server", "requests a second", "this : moto"]);
    let mut bars = Vec::new();
    for (peer, name) in names.enumerate().take(times.peers()) {
        let rate = times.median(peer).as_secs_f64().recip();
        let to_moto = moto.map(|moto| times.ratio(moto, peer));
        table.push([name.to_owned(), format!("{rate:.0}"), to_moto.map_or_else(|| "?".into(), ratio)]);
        bars.push((name.to_owned(), rate));
        if let Some(ratio) = to_moto.filter(|_| (1..=Load::ALL.len()).contains(&peer)) {
            let what = format!("requests a second, {}", Load::ALL[peer - 1].label());
            figures.claim(what, MOTO, Bound::AtLeast(20.0), ratio);
        }
    }
    figures.table(table);
    let table = Table::new("Peak memory after all of it", ["", "MB"]);
    figures.table(table.row(["endpoint".to_owned(), megabytes(&served.local)]));
    figures.plot(Plot {
        name: "endpoint".into(),
        title: "Requests answered".into(),
        picture: Picture::Bars { axis: Axis::logarithmic("requests a second"), bars },
    });
    Ok(())
}

fn ratio(ratio: f64) -> String {
    format!("{ratio:.2}")
}

fn megabytes(server: &Process) -> String {
    // Without /proc it is not known.
    server.peak_memory().map_or("?".into(), |bytes| (bytes / 1_000_000).to_string())
}
