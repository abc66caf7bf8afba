//! The worker against loops written by hand: jobs a second, memory, durable writes, and what it takes while it is idle.

mod by_hand;
mod disk;
mod durable;
mod endpoint;
mod memory;
mod options;
mod peer;
mod process;
mod throughput;

use codepipeline_fail_benches::{Figures, Table, float};
use endpoint::Remote;
use options::Options;
use peer::{Peer, Task};
use process::Process;
use std::error::Error;
use std::path::Path;
use std::time::Duration;
use std::{env, io};
use tempfile::TempDir;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<_> = env::args().skip(1).collect();
    let arguments: Vec<_> = arguments.iter().map(String::as_str).collect();
    let runtime = || tokio::runtime::Builder::new_multi_thread().enable_all().build();
    match arguments.as_slice() {
        ["endpoint", delay] => Ok(runtime()?.block_on(endpoint::serve(milliseconds(delay)?))?),
        ["work", peer, url, concurrency, jobs, steps, folder] => {
            let peer = Peer::named(peer).ok_or("there is no such peer")?;
            let (concurrency, jobs, steps) = (concurrency.parse()?, jobs.parse()?, steps.parse()?);
            let task = Task { peer, url, concurrency, jobs, steps, folder: Path::new(folder) };
            runtime()?.block_on(task.run())
        }
        ["idle", url, time, interval, folder] => {
            let (time, interval) = (milliseconds(time)?, milliseconds(interval)?);
            runtime()?.block_on(peer::idle(url, time, interval, Path::new(folder)))
        }
        _ => measure(&Options::from_arguments()?),
    }
}

fn milliseconds(number: &str) -> Result<Duration, std::num::ParseIntError> {
    number.parse().map(Duration::from_millis)
}

fn measure(options: &Options) -> Result<(), Box<dyn Error>> {
    // On the disk of the target folder: that of temporary files may be one in memory.
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR"))?;
    let mut figures = Figures::default();
    throughput::measure(&mut figures, options, &folder)?;
    if options.wants("disk") {
        durable::measure(&mut figures, options, &folder)?;
    }
    if options.wants("memory") {
        memory::measure(&mut figures, options, &folder)?;
    }
    if options.wants("idle") {
        idle(&mut figures, options, &folder)?;
    }
    Ok(figures.show("worker")?)
}

/// What a process of a peer says at its end: how long it took, and a count.
fn result(process: &mut Process) -> io::Result<(Duration, usize)> {
    let result = process.read("RESULT")?;
    let numbers =
        result.split_once(' ').and_then(|(time, count)| Some((time.parse().ok()?, count.parse().ok()?)));
    let (time, count) = numbers.ok_or_else(|| io::Error::other("the result is not two numbers"))?;
    Ok((Duration::from_nanos(time), count))
}

/// What a worker takes that has nothing to do.
fn idle(figures: &mut Figures, options: &Options, folder: &TempDir) -> io::Result<()> {
    let interval = if options.is_short { 100 } else { 1_000 };
    let time = options.seconds * 1_000;
    let mut endpoint = Remote::start(Duration::ZERO)?;
    let folder =
        folder.path().to_str().ok_or_else(|| io::Error::other("the target folder's name is not UTF-8"))?;
    let mut worker =
        Process::start(&["idle", &endpoint.url, &time.to_string(), &interval.to_string(), folder])?;
    worker.read("PASSED")?;
    let before = endpoint.polls()?.len();
    let (cpu, syncs) = result(&mut worker)?;
    let polls = endpoint.polls()?.len() - before;
    let title = format!("Idle for {} s, polling every {interval} ms", options.seconds);
    let share = cpu.as_secs_f64() / (float(time) / 1e3) * 100.0;
    let each = cpu / u32::try_from(polls.max(1)).unwrap_or(u32::MAX);
    let table =
        Table::new(title, ["", "polls", "durable writes", "processor time a poll", "of one processor"]);
    figures.table(table.row([
        "worker".to_owned(),
        polls.to_string(),
        syncs.to_string(),
        format!("{} \u{b5}s", each.as_micros()),
        format!("{share:.3} %"),
    ]));
    Ok(())
}
