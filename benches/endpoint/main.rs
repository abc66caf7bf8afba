//! What the local endpoint costs: how soon it is ready, how many polls it answers, how much memory jobs take.

mod in_process;
mod load;
mod options;
mod process;
mod program;
mod served;
mod wrk;

use codepipeline_fail_benches::SideBySide;
use in_process::Polls;
use load::Load;
use options::Options;
use process::Process;
use served::{Served, fill, start_bare, start_local};
use std::time::Duration;
use std::{env, io};
use wrk::Wrk;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    if let Some(server) = env::args().nth(1).and_then(|name| program::run(&name)) {
        return Ok(server?);
    }
    let options = Options::from_arguments()?;
    if !options.is_short {
        Wrk::look()?;
    }
    starts(&options);
    memory(&options)?;
    without_http(&options);
    let served = Served::start(&options)?;
    if options.is_short {
        return Ok(Load::ALL.into_iter().try_for_each(|load| served.prepare(load))?);
    }
    by_wrk(&options, &served)?;
    Ok(())
}

/// How soon a server says that it listens.
fn starts(options: &Options) {
    let start = |peer| if peer == 0 { start_bare() } else { start_local(&options.program) };
    let run = |peer| start(peer).unwrap_or_else(|error| panic!("{error}")).ready_after;
    let times = SideBySide::new(3 * options.runs, 2, run);
    head(["from start to ready", "ms", "times as long"]);
    for (peer, name) in ["bare hyper", "endpoint"].into_iter().enumerate() {
        row([name, &format!("{:.1}", times.median(peer).as_secs_f64() * 1e3), &ratio(times.ratio(peer, 0))]);
    }
}

/// The most memory that a server has had.
fn memory(options: &Options) -> io::Result<()> {
    let server = start_local(&options.program)?;
    let empty = megabytes(&server);
    fill(&server, Load::Oldest, options.jobs)?;
    head(["peak memory", "MB", ""]);
    row(["without jobs", &empty, ""]);
    row([&format!("with {} jobs", options.jobs), &megabytes(&server), ""]);
    Ok(())
}

/// Polls in this process.
fn without_http(options: &Options) {
    let polls = Polls::measure(options.runs, options.jobs);
    let few = format!("µs, {} jobs", polls.few);
    head(["a poll without HTTP", &few, &format!("times as long with {}", polls.all)]);
    for load in Load::ALL {
        let (few, more) = polls.of(load);
        row([load.label(), &format!("{:.2}", few.as_secs_f64() * 1e6), &ratio(more)]);
    }
}

/// Requests by wrk.
fn by_wrk(options: &Options, served: &Served) -> io::Result<()> {
    let times = served.compare(options.runs, options.wrk)?;
    let empty = 1;
    let names = Load::ALL.map(|load| format!("endpoint: {}", load.label()));
    let names =
        ["bare hyper"].into_iter().chain(names.iter().map(String::as_str)).chain(["moto, ListPipelines"]);
    head(["by wrk", "requests a second", "times as many as with an empty queue"]);
    for (peer, name) in names.enumerate().take(times.peers()) {
        row([name, &format!("{:.0}", rate(times.median(peer))), &ratio(times.ratio(empty, peer))]);
    }
    println!("\npeak memory at the end: {} MB", megabytes(&served.local));
    Ok(())
}

fn rate(time: Duration) -> f64 {
    time.as_secs_f64().recip()
}

fn ratio(ratio: f64) -> String {
    format!("{ratio:.2}")
}

fn megabytes(server: &Process) -> String {
    // Without /proc it is not known.
    server.peak_memory().map_or("?".into(), |bytes| (bytes / 1_000_000).to_string())
}

fn head(titles: [&str; 3]) {
    println!();
    row(titles);
    println!("|{:-<58}|{:->20}:|{:->38}:|", "", "", "");
}

fn row([first, second, third]: [&str; 3]) {
    println!("| {first:<56} | {second:>19} | {third:>37} |");
}
