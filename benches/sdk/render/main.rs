//! What it costs at run time to report an error: its message, and the details that are sent, each beside what one would
//! write by hand. Instructions and allocations are counted, and the same in every run.

mod failure;
mod task;

use codepipeline_fail_benches::{Bound, Figures, Table, end, instructions};
use failure::{CASES, case};
use std::io;
use std::process::ExitCode;
use task::{Peer, Task};

fn main() -> ExitCode {
    // Made once, so that only what is done with it is counted.
    let mut prepared = None;
    let is_counted = instructions::work(|name| {
        let (task, peer, error) =
            prepared.get_or_insert_with(|| parse(name).expect("a name that was made here"));
        task.run(*peer, error);
    });
    if is_counted {
        return ExitCode::SUCCESS;
    }
    end(run())
}

fn parse(name: &str) -> Option<(Task, Peer, failure::DeployError)> {
    let mut words = name.split(' ');
    Some((Task::named(words.next()?)?, Peer::named(words.next()?)?, case(words.next()?)))
}

fn run() -> io::Result<()> {
    let mut figures = Figures::default();
    for task in Task::ALL {
        let peers = task.peers();
        let head = ["error", "peer", "instructions", "derived : this", "allocations"];
        let mut table = Table::new(task.title(), head);
        let mut totals = [0.0; 2];
        for name in CASES {
            let error = case(name);
            let count = |peer: &Peer| instructions::count(&format!("{task:?} {peer:?} {name}"));
            let counts = peers.iter().map(count).collect::<io::Result<Vec<_>>>()?;
            for (peer, count) in peers.iter().zip(&counts) {
                let allocations = allocation_counter::measure(|| task.run(*peer, &error)).count_total;
                table.push([
                    name.to_owned(),
                    peer.label().to_owned(),
                    format!("{count:.0}"),
                    format!("{:.2}", counts[0] / count),
                    allocations.to_string(),
                ]);
            }
            totals[0] += counts[0];
            totals[1] += counts[1];
        }
        let what = format!("instructions, {}, one each of five errors", task.label());
        figures.claim(what, Peer::ByHand.label(), Bound::AtMost(task.most()), totals[0] / totals[1]);
        figures.table(table);
    }
    if let Some(version) = instructions::version() {
        figures.version("Valgrind", version);
    }
    figures.show("render")
}
