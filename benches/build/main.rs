//! What the project adds to a clean build: crates, and seconds. README.md says how to run and read it.

mod project;

use codepipeline_fail_benches::{Bound, Figures, SideBySide, Table, end, is_short, median};
use project::{Needs, Project};
use std::process::ExitCode;
use std::time::Duration;
use std::{env, io};

const USAGE: &str = "cargo bench --bench build -- [--runs N] [--short]";

fn main() -> ExitCode {
    end(runs().and_then(|runs| measure(runs).map_err(|error| error.to_string())))
}

/// How often each project is built; not at all, if only the crates are counted.
fn runs() -> Result<usize, String> {
    let mut runs = if is_short() { 0 } else { 11 };
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
    let built = (runs > 0).then(|| Builds::new(&projects, runs));
    let mut figures = Figures::default();
    let title =
        format!("A clean `cargo build` of a crate that needs no more than this, medians of {runs} in turn");
    let columns = ["it needs", "crates", "seconds", "more than the SDK", "seconds of processors"];
    let mut table = Table::new(title, columns);
    for (number, needs) in Needs::ALL.into_iter().enumerate() {
        let [seconds, more, processors] = match &built {
            Some(built) => built.shown(needs),
            None => ["?"; 3].map(String::from),
        };
        table.push([needs.label().to_owned(), crates[number].to_string(), seconds, more, processors]);
    }
    figures.table(table);
    if let Some(built) = &built {
        let what = "seconds that the derive and the core add to a clean build";
        let added = built.more_than_the_sdk(Needs::SdkAndCore);
        figures.claim(what, "aws-sdk-codepipeline alone", Bound::AtMost(3.0), added);
    }
    figures.show("build")
}

/// What the builds of each project took.
struct Builds {
    times: SideBySide,
    processors: Vec<Option<Duration>>,
}

impl Builds {
    fn new(projects: &[Project], runs: usize) -> Self {
        let mut processors = vec![Vec::new(); projects.len()];
        let times = SideBySide::new(runs, projects.len(), |number| {
            let built = projects[number].build().unwrap_or_else(|error| panic!("{error}"));
            processors[number].push(built.processors);
            built.time
        });
        let processors = processors.into_iter().map(|times| median(times, Ord::cmp)).collect();
        Self { times, processors }
    }

    fn more_than_the_sdk(&self, needs: Needs) -> f64 {
        self.times.difference(needs as usize, Needs::Sdk as usize)
    }

    /// Seconds, how many more than the SDK takes, and seconds of processors.
    fn shown(&self, needs: Needs) -> [String; 3] {
        let has_sdk = !matches!(needs, Needs::Core | Needs::Sdk);
        let more = has_sdk.then(|| format!("{:+.1}", self.more_than_the_sdk(needs)));
        let processors = self.processors[needs as usize];
        [
            format!("{:.1}", self.times.median(needs as usize).as_secs_f64()),
            more.unwrap_or_default(),
            processors.map_or_else(|| "?".into(), |time| format!("{:.1}", time.as_secs_f64())),
        ]
    }
}
