//! One report, from the start of the process to its end: `codepipeline-fail put-job-failure-result`, `curl --aws-sigv4` and
//! the AWS CLI, in turn, against one server. README.md says how to run and read it.

mod options;
mod program;
mod server;

use codepipeline_fail_benches::{Axis, Bound, Figures, Picture, Plot, SideBySide, Table, end};
use options::Options;
use program::{Program, aws_cli, curl, one_round_trip, ours};
use server::Server;
use std::process::ExitCode;
use std::time::Duration;
use std::{fs, io};

fn main() -> ExitCode {
    end(Options::from_arguments().and_then(|options| run(&options).map_err(|error| error.to_string())))
}

fn run(options: &Options) -> io::Result<()> {
    let server = Server::start()?;
    let ours = ours(options, &server.url)?;
    let size = fs::metadata(&ours.path)?.len();
    let memory = server.peak_memory_of(&ours)?;
    let others = [
        curl(&server.url),
        aws_cli(AWS_CLI_2, "2.", &options.aws, &server.url),
        aws_cli(AWS_CLI_1, "1.", &options.aws_v1, &server.url),
    ];
    let mut programs = vec![ours, one_round_trip(&server.url)];
    programs.extend(others.into_iter().flatten());

    let times = take_turns(options, &programs)?;
    let mut figures = Figures::default();
    time(&mut figures, options, &programs, &times);
    let memory = memory.map_or("not known here".into(), |bytes| (bytes / 1024).to_string());
    let table = Table::new("What it needs", ["", "binary, kB", "peak memory, KiB"]);
    figures.table(table.row(["codepipeline-fail".to_owned(), (size / 1000).to_string(), memory]));
    figures.show("command")
}

const AWS_CLI_2: &str = "AWS CLI 2";
const AWS_CLI_1: &str = "AWS CLI 1";

fn take_turns(options: &Options, programs: &[Program]) -> io::Result<SideBySide> {
    for program in programs {
        program.run()?; // Its files are in the machine's memory from now on.
    }
    let mut failed = None;
    let times = SideBySide::new(options.runs, programs.len(), |number| {
        programs[number].run().unwrap_or_else(|error| {
            failed = Some(error);
            Duration::ZERO
        })
    });
    failed.map_or(Ok(times), Err)
}

fn time(figures: &mut Figures, options: &Options, programs: &[Program], times: &SideBySide) {
    let title = format!("One report, from start to exit, medians of {} runs in turn", options.runs);
    let mut table = Table::new(title, ["program", "ms", "ours : this"]);
    let mut bars = Vec::new();
    for (number, program) in programs.iter().enumerate() {
        let milliseconds = times.median(number).as_secs_f64() * 1e3;
        table.push([
            program.name.to_owned(),
            format!("{milliseconds:.2}"),
            format!("{:.4}", times.ratio(0, number)),
        ]);
        bars.push((program.name.to_owned(), milliseconds));
        if let Some(version) = &program.version {
            figures.version(program.name, version);
        }
        match program.name {
            "curl" => {
                let ratio = times.ratio(0, number);
                figures.claim("time of one report", "curl --aws-sigv4", Bound::AtMost(0.45), ratio);
            }
            AWS_CLI_2 => {
                let faster = times.ratio(number, 0);
                figures.claim("speed of one report", AWS_CLI_2, Bound::AtLeast(130.0), faster);
            }
            _ => {}
        }
    }
    figures.table(table);
    figures.plot(Plot {
        name: "command".into(),
        title: "One report, from start to exit".into(),
        picture: Picture::Bars { axis: Axis::logarithmic("milliseconds"), bars },
    });
}
