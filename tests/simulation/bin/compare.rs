//! The worker beside two loops as they are commonly written, in the same schedules: `compare 1000`.

use simulation_tests::{Driver, many, run};

fn main() {
    let count = std::env::args().nth(1).and_then(|count| count.parse().ok()).unwrap_or(1000);
    println!("| | jobs acknowledged | without a result | with two results | reported by another |");
    println!("|---|---|---|---|---|");
    for (name, driver) in [
        ("try/except loop, SDK retries", Driver::Simple),
        ("a thread for each job (Java worker)", Driver::Threads),
        ("codepipeline-fail", Driver::Worker),
    ] {
        let outcome = many(0, count, |seed| run(seed, driver));
        let tally = outcome.tally;
        let mut lost = tally.lost.to_string();
        if driver == Driver::Worker {
            let left_alone = tally.left_alone;
            lost = format!("{lost} ({left_alone} left alone: their acknowledgement's answer was lost)");
        }
        println!("| {name} | {} | {lost} | {} | {} |", tally.acknowledged, tally.doubled, tally.stolen);
        for (seed, finished) in outcome.broken {
            eprintln!("seed {seed}: {}", finished.violations[0]);
        }
    }
}
