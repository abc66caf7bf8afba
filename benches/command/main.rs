//! One report, from the start of the process to its end: `codepipeline-fail put-job-failure-result`, `curl --aws-sigv4` and
//! the AWS CLI, in turn, against one server. README.md says how to run and read it.

mod options;
mod program;
mod server;

use codepipeline_fail_benches::SideBySide;
use options::Options;
use program::{aws_cli, curl, ours};
use server::Server;
use std::process::ExitCode;
use std::time::Duration;
use std::{fs, io};

fn main() -> ExitCode {
    let ended =
        Options::from_arguments().and_then(|options| run(&options).map_err(|error| error.to_string()));
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run(options: &Options) -> io::Result<()> {
    let server = Server::start()?;
    let ours = ours(options, &server.url)?;
    let size = fs::metadata(&ours.path)?.len();
    let memory = server.peak_memory_of(&ours)?;
    let peers: Vec<_> =
        [Some(ours), curl(&server.url), aws_cli(options, &server.url)].into_iter().flatten().collect();

    println!("One report, start to exit, median of {} runs in turn:\n", options.runs);
    println!("| program | ms | ours takes of it |\n|---|---:|---:|");
    for peer in &peers {
        peer.run()?; // Its files are in the machine's memory from now on.
    }
    let mut failed = None;
    let times = SideBySide::new(options.runs, peers.len(), |peer| {
        peers[peer].run().unwrap_or_else(|error| {
            failed = Some(error);
            Duration::ZERO
        })
    });
    if let Some(error) = failed {
        return Err(error);
    }
    for (number, peer) in peers.iter().enumerate() {
        let milliseconds = times.median(number).as_secs_f64() * 1e3;
        println!("| {} | {milliseconds:.2} | {:.4} |", peer.name, times.ratio(0, number));
    }
    println!("\nbinary: {} kB", size / 1000);
    match memory {
        Some(bytes) => println!("peak memory: {} KiB", bytes / 1024),
        None => println!("peak memory: not known here"),
    }
    Ok(())
}
