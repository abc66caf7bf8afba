//! Jobs a second, and the durable writes for them.

use crate::endpoint::Remote;
use crate::options::Options;
use crate::peer::Peer;
use crate::process::Process;
use crate::result;
use codepipeline_fail_benches::{Axis, Bound, Figures, Picture, Plot, SideBySide, Table, float, median};
use std::cell::RefCell;
use std::path::Path;
use std::process::Command;
use std::time::Duration;
use std::{env, io};
use tempfile::TempDir;

/// How many jobs are done at a time.
const CONCURRENCIES: [usize; 4] = [1, 4, 16, 64];

pub fn measure(figures: &mut Figures, options: &Options, folder: &TempDir) -> io::Result<()> {
    let peers = peers(figures, options);
    for (part, delay) in [("at-once", 0), ("delayed", options.delay)] {
        if options.wants(part) {
            let delay = Duration::from_millis(delay.try_into().map_err(io::Error::other)?);
            at_all_concurrencies(figures, options, &peers, delay, folder)?;
        }
    }
    Ok(())
}

/// All of them, but for boto3 where there is none.
fn peers(figures: &mut Figures, options: &Options) -> Vec<Peer> {
    let versions = "import sys, boto3; print(sys.version.split()[0], boto3.__version__)";
    let versions = Command::new(&options.python).args(["-c", versions]).output();
    let versions = versions.map(|output| String::from_utf8_lossy(&output.stdout).into_owned());
    let versions = versions.ok().and_then(|text| {
        let (python, boto3) = text.trim().split_once(' ')?;
        Some([("Python", python.to_owned()), ("boto3", boto3.to_owned())])
    });
    if let Some(versions) = &versions {
        for (name, version) in versions {
            figures.version(*name, version);
        }
    } else {
        println!("without boto3: pip install boto3, or --python PATH");
    }
    Peer::ALL.into_iter().filter(|peer| *peer != Peer::Boto3 || versions.is_some()).collect()
}

fn at_all_concurrencies(
    figures: &mut Figures,
    options: &Options,
    peers: &[Peer],
    delay: Duration,
    folder: &TempDir,
) -> io::Result<()> {
    let answers = if delay.is_zero() { "at once".to_owned() } else { format!("after {delay:?}") };
    let title = format!("Jobs a second, answered {answers}");
    let mut table = Table::new(
        title.clone(),
        ["at a time", "peer", "jobs a second", "times as many as by hand", "durable writes a job"],
    );
    let mut lines: Vec<_> = peers.iter().map(|peer| (peer.label().to_owned(), Vec::new())).collect();
    for concurrency in CONCURRENCIES {
        // A delay makes each job longer, and no processor busier.
        let jobs = if delay.is_zero() { options.jobs } else { (options.jobs * concurrency).div_ceil(40) };
        let compared = Compared::new(options, peers, concurrency, jobs, delay, folder)?;
        for (number, peer) in peers.iter().enumerate() {
            let rate = float(jobs) / compared.times.median(number).as_secs_f64();
            let ratio = compared.times.ratio(0, number);
            let written = compared.writes[number];
            let writes = if written > 0.0 { format!("{written:.2}") } else { String::new() };
            table.push([
                concurrency.to_string(),
                peer.label().to_owned(),
                format!("{rate:.0}"),
                format!("{ratio:.2}"),
                writes,
            ]);
            lines[number].1.push((float(concurrency), rate));
        }
        let how = format!("{concurrency} at a time, answers {answers}");
        claims(figures, peers, &compared.times, delay, &how);
    }
    figures.table(table);
    figures.plot(Plot {
        name: if delay.is_zero() { "jobs" } else { "jobs-delayed" }.into(),
        title,
        picture: Picture::Lines {
            x: Axis::logarithmic("jobs at a time"),
            y: Axis::logarithmic("jobs a second"),
            lines,
        },
    });
    Ok(())
}

/// How the workers compare with those beside which something has to hold.
fn claims(figures: &mut Figures, peers: &[Peer], times: &SideBySide, delay: Duration, how: &str) {
    for (number, worker) in peers.iter().enumerate() {
        for (beside, peer) in peers.iter().enumerate() {
            // Where answers take their time, boto3 waits for them like all others.
            let is_wanted = *peer != Peer::Boto3 || delay.is_zero();
            if let Some(least) = worker.least_beside(*peer).filter(|_| is_wanted) {
                let what = format!("jobs a second of the {}, {how}", worker.label());
                figures.claim(what, peer.label(), Bound::AtLeast(least), times.ratio(beside, number));
            }
        }
    }
}

/// What the peers took, and how many durable writes a job.
struct Compared {
    times: SideBySide,
    writes: Vec<f64>,
}

impl Compared {
    fn new(
        options: &Options,
        peers: &[Peer],
        concurrency: usize,
        jobs: usize,
        delay: Duration,
        folder: &TempDir,
    ) -> io::Result<Self> {
        let mut endpoint = Remote::start(delay)?;
        let written = RefCell::new(vec![Vec::new(); peers.len()]);
        // Where nothing is waited for, two runs of the same peer differ by as much as peers do.
        let runs = if delay.is_zero() { 2 * options.runs + 1 } else { options.runs };
        let times = SideBySide::new(runs, peers.len(), |peer| {
            let worked = work(options, &mut endpoint, peers[peer], concurrency, jobs, folder);
            let (time, writes) = worked.unwrap_or_else(|error| panic!("{error}"));
            written.borrow_mut()[peer].push(writes);
            time
        });
        let a_job = |writes| float(median(writes, usize::cmp)) / float(jobs);
        Ok(Self { times, writes: written.into_inner().into_iter().map(a_job).collect() })
    }
}

/// How long a peer takes for so many jobs, and how often it waits for the disk.
fn work(
    options: &Options,
    endpoint: &mut Remote,
    peer: Peer,
    concurrency: usize,
    jobs: usize,
    folder: &TempDir,
) -> io::Result<(Duration, usize)> {
    endpoint.queue(jobs)?;
    let mut worker = start(options, &endpoint.url, peer, concurrency, jobs, 1, folder.path())?;
    worker.read("PASSED")?;
    result(&mut worker)
}

/// Starts a peer, which says so many times how far it has come.
pub fn start(
    options: &Options,
    url: &str,
    peer: Peer,
    concurrency: usize,
    jobs: usize,
    steps: usize,
    folder: &Path,
) -> io::Result<Process> {
    let numbers = [concurrency, jobs, steps].map(|number| number.to_string());
    let [concurrency, jobs, steps] = numbers.each_ref().map(String::as_str);
    if peer == Peer::Boto3 {
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/worker/boto3_threads.py");
        let mut command = Command::new(&options.python);
        command.env("AWS_EC2_METADATA_DISABLED", "true").args([script, url, concurrency, jobs]);
        return Process::spawn(&mut command);
    }
    let folder = folder.to_str().ok_or_else(|| io::Error::other("the target folder's name is not UTF-8"))?;
    Process::start(&["work", peer.label(), url, concurrency, jobs, steps, folder])
}
