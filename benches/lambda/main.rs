//! A function by `lambda::action` and one by hand, in turn, under one Lambda and one CodePipeline: from the start of the
//! process to the end of its first invocation, and invocations after it. ../README.md says how to run and read it.

mod options;

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;
use std::{fs, io};

use codepipeline_fail_benches::{Bound, Figures, SideBySide, Table, end};
use codepipeline_local::lambda::{Function, Output};
use codepipeline_local::{Endpoint, JobStatus, NewJob, Server};
use options::Options;
use serde_json::json;
use tempfile::TempDir;
use tokio::runtime::Runtime;

/// The functions, ours first.
const PROGRAMS: [(&str, &str); 2] =
    [("lambda::action", env!("CARGO_BIN_EXE_ours")), ("by hand", env!("CARGO_BIN_EXE_by_hand"))];

fn main() -> ExitCode {
    end(Options::from_arguments().and_then(|options| run(&options).map_err(|error| error.to_string())))
}

fn run(options: &Options) -> io::Result<()> {
    let lab = Lab::start()?;
    for (peer, _) in PROGRAMS.iter().enumerate() {
        lab.invoke(&lab.function(peer)); // Its file is in the machine's memory from now on.
    }
    let cold = SideBySide::new(options.runs, PROGRAMS.len(), |peer| lab.invoke(&lab.function(peer)));
    let functions = [0, 1].map(|peer| lab.function(peer));
    for function in &functions {
        lab.invoke(function);
    }
    let warm = SideBySide::new(options.invocations, PROGRAMS.len(), |peer| lab.invoke(&functions[peer]));

    let (runs, invocations) = (options.runs, options.invocations);
    let title = format!("Medians of {runs} cold starts and {invocations} invocations, in turn");
    let mut table = Table::new(title, ["function", "cold start, ms", "warm, \u{b5}s", "binary, kB"]);
    let mut sizes = Vec::new();
    for (number, (name, program)) in PROGRAMS.iter().enumerate() {
        let (cold, warm) = (cold.median(number).as_secs_f64() * 1e3, warm.median(number).as_secs_f64() * 1e6);
        let kilobytes = u32::try_from(fs::metadata(program)?.len() / 1000).map_err(io::Error::other)?;
        table.push([(*name).to_owned(), format!("{cold:.2}"), format!("{warm:.0}"), kilobytes.to_string()]);
        sizes.push(f64::from(kilobytes));
    }
    let mut figures = Figures::default();
    figures.table(table);
    figures.claim("time of a cold start", BY_HAND, Bound::AtMost(1.05), cold.ratio(0, 1));
    figures.claim("size of the binary", BY_HAND, Bound::AtMost(1.1), sizes[0] / sizes[1]);
    figures.show("lambda")
}

const BY_HAND: &str = "lambda_runtime and the SDK by hand";

/// CodePipeline on a port, and the functions' programs.
struct Lab {
    runtime: Runtime,
    endpoint: Endpoint,
    server: Server,
    programs: Vec<PathBuf>,
    _folder: TempDir,
}

impl Lab {
    fn start() -> io::Result<Self> {
        let runtime = Runtime::new()?;
        let endpoint = Endpoint::new();
        let server = runtime.block_on(endpoint.serve(([127, 0, 0, 1], 0)))?;
        // Written in one piece, as Lambda unpacks them. A linker writes in many, and the system's cache keeps them apart, which
        // is felt at each start.
        let folder = tempfile::tempdir()?;
        let mut programs = Vec::new();
        for (number, (_, program)) in PROGRAMS.iter().enumerate() {
            let copy = folder.path().join(number.to_string());
            fs::copy(program, &copy)?;
            programs.push(copy);
        }
        Ok(Self { runtime, endpoint, server, programs, _folder: folder })
    }

    /// A function that is not started yet.
    fn function(&self, peer: usize) -> Function {
        // What is measured is the function, not how long the system takes to stop and to continue it.
        let builder = Function::builder(&self.programs[peer]).freeze(false).timeout(Duration::from_mins(1));
        builder.report_to(&self.server).output(Output::Discard).build()
    }

    /// How long an invocation with a new job takes.
    fn invoke(&self, function: &Function) -> Duration {
        let id = self.endpoint.start(NewJob::lambda("check"));
        let event = json!({ "CodePipeline.job": {
            "id": id.as_str(),
            "accountId": "111122223333",
            "data": {
                "actionConfiguration": { "configuration": { "FunctionName": "check", "UserParameters": "{}" } },
                "inputArtifacts": [],
                "outputArtifacts": [],
                "artifactCredentials": { "accessKeyId": "id", "secretAccessKey": "key", "sessionToken": "token" },
            },
        }});
        let attempts = self.runtime.block_on(async { function.invoke(&event).ended().await });
        let job = self.endpoint.job(&id).expect("it was put in");
        assert_eq!(job.status, JobStatus::Succeeded, "{attempts:?}");
        attempts[0].duration
    }
}
