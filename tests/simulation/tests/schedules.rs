//! The six promises of the worker, in schedules made from numbers.

use simulation_tests::{Driver, assert_kept, number_from_env, run};

#[test]
fn promises_are_kept() {
    assert_kept(300, |seed| run(seed, Driver::Worker));
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
