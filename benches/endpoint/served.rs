//! The endpoint in a process of its own, and its peers.

use crate::load::Load;
use crate::options::Options;
use crate::process::Process;
use crate::wrk::{Script, Wrk, headers};
use codepipeline_fail_benches::SideBySide;
use std::ffi::{OsStr, OsString};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;
use std::{env, fs, io};

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

pub fn start_moto(program: &OsStr) -> io::Result<Process> {
    // The port is free for as long as nobody else asks for one.
    let address = TcpListener::bind(("127.0.0.1", 0))?.local_addr()?;
    Process::start_on(program, &["--port", &address.port().to_string()], address.to_string())
}

/// None if it is not installed.
pub fn moto_version(program: &OsStr) -> Option<String> {
    // The server does not say which it is; the interpreter of its own environment does.
    let shebang = fs::read_to_string(find(program)?).ok()?;
    let python = shebang.lines().next()?.strip_prefix("#!")?.trim().to_owned();
    let version = "from importlib.metadata import version; print(version('moto'))";
    let output = Command::new(python).args(["-c", version]).output().ok()?;
    Some(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

fn find(program: &OsStr) -> Option<PathBuf> {
    let is_path = Path::new(program).components().count() > 1;
    let folders: Vec<_> =
        if is_path { vec![PathBuf::new()] } else { env::split_paths(&env::var_os("PATH")?).collect() };
    let found = folders.into_iter().map(|folder| folder.join(program)).find(|file| file.is_file());
    if found.is_none() {
        println!("without moto_server: pip install 'moto[server]', or --moto PATH");
    }
    found
}

impl Served {
    pub fn start(options: &Options, has_moto: bool) -> io::Result<Self> {
        let local = start_local(&options.program)?;
        let moto = has_moto.then(|| start_moto(&options.moto)).transpose()?;
        Ok(Self { bare: start_bare()?, local, moto, jobs: options.jobs })
    }

    /// The times of a request, by wrk: of the bare server, of the endpoint under each load, and of moto.
    pub fn compare(&self, runs: usize, wrk: Wrk) -> io::Result<SideBySide> {
        let script = |load: Load| {
            Script::new(&format!("{load:?}"), &load.operation().to_string(), &load.requests(self.jobs))
        };
        let scripts = Load::ALL.into_iter().map(script).collect::<io::Result<Vec<_>>>()?;
        let list = Script::new("ListPipelines", "ListPipelines", &["{}".into()])?;
        let peers = 1 + Load::ALL.len() + usize::from(self.moto.is_some());
        let run = |peer: usize| match (peer.checked_sub(1).map(|peer| Load::ALL.get(peer)), &self.moto) {
            (None, _) => wrk.run(&self.bare.address, &scripts[0]),
            (Some(Some(load)), _) => self.under(*load, wrk, &scripts[peer - 1]),
            (Some(None), Some(moto)) => wrk.run(&moto.address, &list),
            (Some(None), None) => Err(io::Error::other("there are not so many peers")),
        };
        Ok(SideBySide::new(runs, peers, |peer| run(peer).unwrap_or_else(|error| panic!("{error}"))))
    }

    fn under(&self, load: Load, wrk: Wrk, script: &Script) -> io::Result<Duration> {
        self.prepare(load)?;
        let time = wrk.run(&self.local.address, script);
        let counts = &self.local.get("/_codepipeline/health")?["jobs"];
        if load.used_up().is_some_and(|status| counts[status.to_string()] == 0) {
            return Err(io::Error::other(
                "there were not jobs enough: give it fewer --seconds or more --jobs",
            ));
        }
        time
    }

    /// Makes the endpoint hold what a load asks for, and sees whether it answers as it should.
    pub fn prepare(&self, load: Load) -> io::Result<()> {
        self.local.post("/_codepipeline/reset", &[], "")?;
        fill(&self.local, load, self.jobs)?;
        let answer = send(&self.local, load, self.jobs)?;
        if load.expects(&answer) {
            Ok(())
        } else {
            Err(io::Error::other(format!("{load:?} is answered with {answer}")))
        }
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

/// One request, without wrk: the last, to which wrk does not come.
fn send(server: &Process, load: Load, jobs: usize) -> io::Result<String> {
    let headers = headers(&load.operation().to_string());
    let headers = headers.each_ref().map(|(name, value)| (*name, value.as_str()));
    let requests = load.requests(jobs);
    server.post("/", &headers, &requests[requests.len() - 1])
}
