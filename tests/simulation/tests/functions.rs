//! The six promises of a Lambda function, in schedules made from numbers.

use simulation_tests::{assert_kept, number_from_env, run_function};

#[test]
fn promises_are_kept() {
    assert_kept(300, run_function);
}

#[test]
fn a_seed_repeats_its_schedule() {
    for seed in 0..number_from_env("SIMULATION_REPEATED").unwrap_or(30) {
        let fingerprint = run_function(seed).fingerprint;
        assert_eq!(run_function(seed).fingerprint, fingerprint, "seed {seed}");
    }
}
