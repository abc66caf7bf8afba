use codepipeline_fail::JobFailure;
use std::io::Error;

#[derive(JobFailure)]
pub enum From {
    // Other fields, which nothing could fill.
    #[failure(inherit, "a")]
    A {
        #[failure(from)]
        source: Error,
        key: String,
    },
    #[failure(inherit, "b")]
    B(#[failure(from)] Error, u8),
    // Two of them.
    #[failure(inherit, "c")]
    C(#[failure(from)] Error, #[failure(from)] Error),
    // Twice.
    #[failure(inherit, "d")]
    D(#[failure(from, from)] Error),
    // With a value.
    #[failure(inherit, "e")]
    E(#[failure(from = Error)] std::fmt::Error),
    // With `source`, which it implies: allowed.
    #[failure(inherit, "f")]
    F(#[failure(source, from)] std::str::Utf8Error),
}

fn main() {}
