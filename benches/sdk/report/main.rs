//! One report, from the error in hand until CodePipeline has accepted it: by `Reporter`, and by the SDK's own call. Time
//! over a loopback connection, and the instructions of all but the connection. ../../README.md says how to run and read it.

mod at_once;
mod peer;

use aws_sdk_codepipeline::Client;
use codepipeline_fail::Reporter;
use codepipeline_fail_benches::{Bound, Figures, SideBySide, Table, end, instructions, is_short};
use codepipeline_fail_sdk_bench::client;
use codepipeline_local::{Endpoint, NewJob, Server};
use peer::{DeployError, Peer};
use std::io;
use std::process::ExitCode;
use std::time::{Duration, Instant};
use tokio::runtime::{Builder, Runtime};

fn main() -> ExitCode {
    // Made only where it is to be counted.
    let mut counted: Option<Lab> = None;
    let is_counted = instructions::work(|peer| {
        let lab = counted.get_or_insert_with(|| Lab::new(&at_once::client()));
        lab.report(Peer::named(peer).expect("a name of a peer"), "01234567-89ab-cdef-0123-456789abcdef");
    });
    if is_counted {
        return ExitCode::SUCCESS;
    }
    end(run(if is_short() { 10 } else { 5_000 }))
}

fn run(rounds: usize) -> io::Result<()> {
    let times = Lab::over_loopback(rounds)?;
    let count = |peer: Peer| instructions::count(peer.label());
    let counts = [count(Peer::ByHand)?, count(Peer::Reporter)?];
    let title = format!("One report, medians of {rounds} in turn");
    let mut table = Table::new(title, ["", "\u{b5}s", "instructions without the connection"]);
    for (number, peer) in Peer::ALL.into_iter().enumerate() {
        let microseconds = times.median(number).as_secs_f64() * 1e6;
        table.push([peer.label().to_owned(), format!("{microseconds:.0}"), format!("{:.0}", counts[number])]);
    }
    let mut figures = Figures::default();
    figures.table(table);
    figures.claim("time of one report", "the SDK's own call", Bound::AtMost(1.05), times.ratio(1, 0));
    figures.claim(
        "instructions of one report",
        "the SDK's own call",
        Bound::AtMost(1.05),
        counts[1] / counts[0],
    );
    if let Some(version) = instructions::version() {
        figures.version("Valgrind", version);
    }
    figures.show("report")
}

/// Who reports, and by what.
struct Lab {
    runtime: Runtime,
    client: Client,
    reporter: Reporter,
    error: DeployError,
}

impl Lab {
    fn new(client: &Client) -> Self {
        let runtime = Builder::new_current_thread().enable_all().build().expect("a runtime");
        let error = DeployError::RolledBack { stack: "checkout-production".into(), minutes: 17 };
        Self { runtime, client: client.clone(), reporter: Reporter::new(client), error }
    }

    /// To an endpoint in this process that has runtime and threads of its own.
    fn over_loopback(rounds: usize) -> io::Result<SideBySide> {
        let serving = Runtime::new()?;
        let endpoint = Endpoint::new();
        let server: Server = serving.block_on(endpoint.serve(([127, 0, 0, 1], 0)))?;
        let lab = Self::new(&client(&server.url()));
        let report = |peer: usize| {
            let id = endpoint.start(NewJob::lambda("deploy"));
            let start = Instant::now();
            lab.report(Peer::ALL[peer], id.as_str());
            start.elapsed()
        };
        let _warm: Vec<Duration> = (0..200).map(|round| report(round % Peer::ALL.len())).collect();
        Ok(SideBySide::new(rounds, Peer::ALL.len(), report))
    }

    fn report(&self, peer: Peer, job_id: &str) {
        let Self { runtime, client, reporter, error } = self;
        runtime.block_on(async {
            match peer {
                Peer::ByHand => peer::by_hand(client, job_id, error).await.expect("it is accepted"),
                Peer::Reporter => {
                    let report = reporter.job(job_id).fail(error).await;
                    assert_eq!(report.expect("it is accepted").attempts(), 1);
                }
            }
        });
    }
}
