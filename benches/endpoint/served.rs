//! The endpoint in a process of its own, and its peers.

use crate::load::Load;
use crate::options::Options;
use crate::process::{Process, other};
use crate::wrk::{Script, Wrk, headers};
use codepipeline_fail_benches::SideBySide;
use std::ffi::{OsStr, OsString};
use std::net::TcpListener;
use std::time::Duration;
use std::{env, io};

/// How many jobs go into a request that adds some.
const BATCH: usize = 1_000;

/// The servers that are compared.
pub struct Served {
    bare: Process,
    pub local: Process,
    moto: Option<Process>,
    jobs: usize,
}

/// This executable, which is a server if it is told to.
pub fn own() -> io::Result<OsString> {
    env::current_exe().map(Into::into)
}

pub fn start_local(program: &OsStr) -> io::Result<Process> {
    Process::start(program, &["local", "--port", "0"])
}

pub fn start_bare() -> io::Result<Process> {
    Process::start(&own()?, &["bare"])
}

/// None if it is not installed.
fn start_moto(program: &OsStr) -> io::Result<Option<Process>> {
    // The port is free for as long as nobody else asks for one.
    let address = TcpListener::bind(("127.0.0.1", 0))?.local_addr()?;
    let started = Process::start_on(program, &["--port", &address.port().to_string()], address.to_string());
    if let Err(error) = &started {
        println!("\nwithout moto_server ({error}): pip install 'moto[server]', or --moto PATH");
    }
    Ok(started.ok())
}

impl Served {
    pub fn start(options: &Options) -> io::Result<Self> {
        let local = start_local(&options.program)?;
        let moto = if options.is_short { None } else { start_moto(&options.moto)? };
        Ok(Self { bare: start_bare()?, local, moto, jobs: options.jobs })
    }

    /// The times of a request, by wrk: of the bare server, of the endpoint under each load, and of moto.
    pub fn compare(&self, runs: usize, wrk: Wrk) -> io::Result<SideBySide> {
        let script = |load: Load| Script::new(&format!("{load:?}"), "PollForJobs", &load.polls());
        let scripts = Load::ALL.into_iter().map(script).collect::<io::Result<Vec<_>>>()?;
        let list = Script::new("ListPipelines", "ListPipelines", &["{}".into()])?;
        let peers = 1 + Load::ALL.len() + usize::from(self.moto.is_some());
        let run = |peer: usize| match (peer.checked_sub(1).map(|peer| Load::ALL.get(peer)), &self.moto) {
            (None, _) => wrk.run(&self.bare.address, &scripts[0]),
            (Some(Some(load)), _) => self.under(*load, wrk, &scripts[peer - 1]),
            (Some(None), Some(moto)) => wrk.run(&moto.address, &list),
            (Some(None), None) => Err(other("there are not so many peers")),
        };
        Ok(SideBySide::new(runs, peers, |peer| run(peer).unwrap_or_else(|error| panic!("{error}"))))
    }

    fn under(&self, load: Load, wrk: Wrk, script: &Script) -> io::Result<Duration> {
        self.prepare(load)?;
        let time = wrk.run(&self.local.address, script)?;
        let counts = &self.local.get("/_codepipeline/health")?["jobs"];
        if load.hands_out() && counts["Queued"] == 0 {
            return Err(other("the queue ran dry: give it fewer --seconds or more --jobs"));
        }
        Ok(time)
    }

    /// Makes the endpoint hold what a load asks for, and sees whether it answers as it should.
    pub fn prepare(&self, load: Load) -> io::Result<()> {
        self.local.post("/_codepipeline/reset", &[], "")?;
        fill(&self.local, load, self.jobs)?;
        let answer = poll(&self.local, load)?;
        if load.expects(&answer) { Ok(()) } else { Err(other(format!("{load:?} is answered with {answer}"))) }
    }
}

/// Adds jobs.
pub fn fill(local: &Process, load: Load, jobs: usize) -> io::Result<()> {
    local.post("/_codepipeline/jobs", &[], &Load::action_type().to_string())?;
    for first in (0..jobs).step_by(BATCH) {
        let numbers = first..jobs.min(first + BATCH);
        local.post("/_codepipeline/jobs", &[], &load.jobs(numbers).to_string())?;
    }
    Ok(())
}

/// One poll, without wrk.
pub fn poll(server: &Process, load: Load) -> io::Result<String> {
    let headers = headers("PollForJobs");
    let headers = headers.each_ref().map(|(name, value)| (*name, value.as_str()));
    server.post("/", &headers, &load.polls()[0])
}
