//! The worker against a loop written by hand: jobs a second, memory, durable writes, and what it takes while it is idle.

mod by_hand;
mod disk;
mod endpoint;
mod options;
mod peer;
mod process;

use codepipeline_fail_benches::SideBySide;
use endpoint::Remote;
use options::Options;
use peer::{Peer, Task};
use process::{Process, other};
use std::cell::RefCell;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::time::Duration;
use std::{env, io};
use tempfile::TempDir;

const CONCURRENCIES: [usize; 3] = [1, 8, 64];

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
    for delay in [0, options.delay] {
        if options.wants(if delay == 0 { "at-once" } else { "delayed" }) {
            throughput(options, Duration::from_millis(delay.try_into()?), &folder)?;
        }
    }
    if options.wants("memory") {
        memory(options, &folder)?;
    }
    if options.wants("idle") {
        idle(options, &folder)?;
    }
    Ok(())
}

/// Jobs a second, and the durable writes for them.
fn throughput(options: &Options, delay: Duration, folder: &TempDir) -> io::Result<()> {
    for concurrency in CONCURRENCIES {
        // A delay makes each job longer, and no processor busier.
        let jobs = options.jobs * if delay.is_zero() { 1 } else { concurrency } / 8;
        let jobs = if delay.is_zero() { jobs } else { jobs.div_ceil(5) };
        let endpoint = RefCell::new(Remote::start(delay)?);
        let syncs = RefCell::new(vec![Vec::new(); Peer::ALL.len()]);
        let run = |peer: usize| {
            let mut endpoint = endpoint.borrow_mut();
            let result = work(&mut endpoint, Peer::ALL[peer], concurrency, jobs, folder);
            let (time, written) = result.unwrap_or_else(|error| panic!("{error}"));
            syncs.borrow_mut()[peer].push(written);
            time
        };
        let times = SideBySide::new(options.runs, Peer::ALL.len(), run);
        let title = format!("{jobs} jobs, {concurrency} at a time, answers after {delay:?}");
        head([&title, "jobs a second", "times as many as by hand", "durable writes a job"]);
        for (number, peer) in Peer::ALL.into_iter().enumerate() {
            let written = &mut syncs.borrow_mut()[number];
            written.sort_unstable();
            row([
                peer.label(),
                &format!("{:.0}", float(jobs) / times.median(number).as_secs_f64()),
                &format!("{:.2}", times.ratio(0, number)),
                &format!("{:.2}", float(written[written.len() / 2]) / float(jobs)),
            ]);
        }
    }
    Ok(())
}

/// How long a peer takes for so many jobs, and how often it waits for the disk.
fn work(
    endpoint: &mut Remote,
    peer: Peer,
    concurrency: usize,
    jobs: usize,
    folder: &TempDir,
) -> io::Result<(Duration, usize)> {
    endpoint.queue(jobs)?;
    let mut worker = start(&endpoint.url, peer, concurrency, jobs, 1, folder.path())?;
    worker.read("PASSED")?;
    result(&mut worker)
}

fn start(
    url: &str,
    peer: Peer,
    concurrency: usize,
    jobs: usize,
    steps: usize,
    folder: &Path,
) -> io::Result<Process> {
    let folder: PathBuf = folder.into();
    let numbers = [concurrency, jobs, steps].map(|number| number.to_string());
    let [concurrency, jobs, steps] = numbers.each_ref().map(String::as_str);
    let folder = folder.to_str().ok_or_else(|| other("the target folder's name is not UTF-8"))?;
    Process::start(&["work", peer.label(), url, concurrency, jobs, steps, folder])
}

fn result(process: &mut Process) -> io::Result<(Duration, usize)> {
    let result = process.read("RESULT")?;
    let numbers =
        result.split_once(' ').and_then(|(time, count)| Some((time.parse().ok()?, count.parse().ok()?)));
    let (time, count) = numbers.ok_or_else(|| other("the result is not two numbers"))?;
    Ok((Duration::from_nanos(time), count))
}

/// The memory of one worker while many jobs pass through it.
fn memory(options: &Options, folder: &TempDir) -> io::Result<()> {
    const STEPS: usize = 100;
    let jobs = options.passing.next_multiple_of(STEPS);
    let mut endpoint = Remote::start(Duration::ZERO)?;
    endpoint.queue(jobs / STEPS * 2)?;
    let mut worker = start(&endpoint.url, Peer::Worker, 64, jobs, STEPS, folder.path())?;
    head([&format!("{jobs} jobs through one worker"), "memory in MB", "", ""]);
    for step in 1..=STEPS {
        let passed = worker.read("PASSED")?;
        if step + 2 <= STEPS {
            endpoint.queue(jobs / STEPS)?;
        }
        if step == 1 || step % (STEPS / 4) == 0 {
            let (count, memory) = passed.split_once(' ').unwrap_or_default();
            let bytes: u32 = memory.parse().unwrap_or(0);
            row([&format!("after {count}"), &format!("{:.1}", f64::from(bytes) / 1e6), "", ""]);
        }
    }
    let (time, syncs) = result(&mut worker)?;
    let (rate, written) = (float(jobs) / time.as_secs_f64(), float(syncs) / float(jobs));
    println!("\n{rate:.0} jobs a second, {written:.2} durable writes a job");
    Ok(())
}

/// What a worker takes that has nothing to do.
fn idle(options: &Options, folder: &TempDir) -> io::Result<()> {
    let interval = if options.is_short { 100 } else { 1_000 };
    let time = options.seconds * 1_000;
    let mut endpoint = Remote::start(Duration::ZERO)?;
    let folder = folder.path().to_str().ok_or_else(|| other("the target folder's name is not UTF-8"))?;
    let mut worker =
        Process::start(&["idle", &endpoint.url, &time.to_string(), &interval.to_string(), folder])?;
    worker.read("PASSED")?;
    let before = endpoint.polls()?.len();
    let (cpu, syncs) = result(&mut worker)?;
    let polls = endpoint.polls()?;
    let gaps = || polls.windows(2).map(|pair| pair[1] - pair[0]);
    let (shortest, longest) = (gaps().min().unwrap_or(0), gaps().max().unwrap_or(0));
    let count = polls.len() - before;
    println!(
        "\nidle for {} s, polling every {interval} ms: {count} polls, {syncs} durable writes",
        options.seconds
    );
    println!("from poll to poll {shortest} to {longest} ms");
    let share = cpu.as_secs_f64() / (float(time) / 1e3) * 100.0;
    let each = cpu / u32::try_from(count.max(1)).unwrap_or(u32::MAX);
    println!("time on a processor: {cpu:.1?}, {each:.0?} a poll, {share:.3} % of one");
    Ok(())
}

fn float(number: usize) -> f64 {
    f64::from(u32::try_from(number).unwrap_or(u32::MAX))
}

fn head(titles: [&str; 4]) {
    println!();
    row(titles);
    println!("|{:-<50}|{:->15}:|{:->26}:|{:->22}:|", "", "", "", "");
}

fn row([first, second, third, fourth]: [&str; 4]) {
    println!("| {first:<48} | {second:>14} | {third:>25} | {fourth:>21} |");
}
