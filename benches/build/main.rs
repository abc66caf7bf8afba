//! What the project adds to a clean build: crates, and seconds. README.md says how to run and read it.

mod project;

use codepipeline_fail_benches::{Bound, Figures, SideBySide, Table, end, is_short};
use project::{Needs, Project};
use std::process::ExitCode;
use std::{env, io};

const USAGE: &str = "cargo bench --bench build -- [--runs N] [--short]";

fn main() -> ExitCode {
    end(runs().and_then(|runs| measure(runs).map_err(|error| error.to_string())))
}

/// How often each project is built; not at all, if only the crates are counted.
fn runs() -> Result<usize, String> {
    let mut runs = if is_short() { 0 } else { 3 };
    let mut arguments = env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--bench" | "--short" => {}
            "--runs" => {
                let number = arguments.next().and_then(|number| number.parse().ok());
                runs = number
                    .filter(|runs| *runs > 0)
                    .ok_or_else(|| format!("a number is missing\nusage: {USAGE}"))?;
            }
            other => return Err(format!("unknown argument {other}\nusage: {USAGE}")),
        }
    }
    Ok(runs)
}

fn measure(runs: usize) -> io::Result<()> {
    let projects = Needs::ALL.into_iter().map(Project::new).collect::<io::Result<Vec<_>>>()?;
    let crates = projects.iter().map(Project::crates).collect::<io::Result<Vec<_>>>()?;
    let times = (runs > 0).then(|| {
        SideBySide::new(runs, projects.len(), |number| {
            projects[number].build().unwrap_or_else(|error| panic!("{error}"))
        })
    });
    let seconds = |number| times.as_ref().map(|times| times.median(number).as_secs_f64());
    let shown = |seconds: Option<f64>| seconds.map_or_else(|| "?".into(), |seconds| format!("{seconds:.1}"));
    let mut figures = Figures::default();
    let title =
        format!("A clean `cargo build` of a crate that needs no more than this, medians of {runs} in turn");
    let mut table = Table::new(title, ["it needs", "crates", "seconds"]);
    for (number, needs) in Needs::ALL.into_iter().enumerate() {
        table.push([needs.label().to_owned(), crates[number].to_string(), shown(seconds(number))]);
    }
    figures.table(table);
    if let (Some(alone), Some(with)) = (seconds(Needs::Sdk as usize), seconds(Needs::SdkAndCore as usize)) {
        let what = "seconds that the derive and the core add to a clean build";
        figures.claim(what, "aws-sdk-codepipeline alone", Bound::AtMost(3.0), with - alone);
    }
    figures.show("build")
}
