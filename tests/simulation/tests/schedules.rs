//! The six promises of the worker, in schedules made from numbers: `SIMULATION_SCHEDULES=10000` runs as many,
//! `SIMULATION_SEED=7` one of them alone, with all that happened in it.

use simulation_tests::{Driver, many, number_from_env, run};

#[test]
fn promises_are_kept() {
    if let Some(seed) = number_from_env("SIMULATION_SEED") {
        let finished = run(seed, Driver::Worker);
        println!("{}", finished.trace);
        assert!(finished.violations.is_empty(), "seed {seed}: {:#?}", finished.violations);
        return;
    }
    let count = number_from_env("SIMULATION_SCHEDULES").unwrap_or(300);
    let first = number_from_env("SIMULATION_FIRST").unwrap_or(0);
    let outcome = many(first, count, Driver::Worker);
    for (seed, finished) in &outcome.broken {
        println!("seed {seed}:");
        for violation in &finished.violations {
            println!("    {violation}");
        }
    }
    println!("{:?}", outcome.tally);
    let broken = outcome.broken.first();
    assert!(broken.is_none(), "first, seed {}:\n{}", broken.unwrap().0, broken.unwrap().1.trace);
}

#[test]
fn a_seed_repeats_its_schedule() {
    for seed in 0..number_from_env("SIMULATION_REPEATED").unwrap_or(30) {
        for driver in [Driver::Worker, Driver::Simple, Driver::Threads] {
            let fingerprint = run(seed, driver).fingerprint;
            assert_eq!(run(seed, driver).fingerprint, fingerprint, "seed {seed} {driver:?}");
        }
    }
}
