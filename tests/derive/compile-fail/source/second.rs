use codepipeline_fail::JobFailure;
use std::io::Error;

#[derive(JobFailure)]
pub enum Second {
    // Two marks.
    #[failure(inherit, "a")]
    A {
        #[failure(source)]
        one: Error,
        #[failure(source)]
        two: Error,
    },
    #[failure(inherit, "b")]
    B(#[failure(source)] Error, #[failure(from)] Error),
    // Marked, beside one called `source`: which of them?
    #[failure(inherit, "c")]
    C {
        #[failure(source)]
        one: Error,
        source: Error,
    },
    // Three.
    #[failure(inherit, "d")]
    D(#[failure(source)] Error, #[failure(source)] Error, #[failure(source)] Error),
}

// Other derives would read `#[source]`; here it only has to be known.
#[derive(JobFailure, thiserror::Error, Debug)]
#[failure(JobFailed)]
#[error("others")]
pub struct Others {
    #[failure(source)]
    one: Error,
    #[source]
    two: Error,
}

fn main() {}
