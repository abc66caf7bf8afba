use codepipeline_fail::{Failure, JobFailure};

#[derive(JobFailure)]
pub enum Misused {
    // No field.
    #[failure(transparent)]
    A,
    #[failure(transparent)]
    B(),
    // Two fields.
    #[failure(transparent)]
    C(Failure, Failure),
    #[failure(transparent)]
    D { failure: Failure, key: String },
    // With what comes from the field.
    #[failure(transparent, "e")]
    E(Failure),
    #[failure(transparent, causes)]
    F(Failure),
    #[failure(transparent, external_execution_id = "g")]
    G(Failure),
    #[failure(transparent, fmt = write)]
    H(Failure),
    #[failure(transparent, causes, external_execution_id = "i", "i")]
    I(Failure),
    // With a failure type, before and after.
    #[failure(JobFailed, transparent)]
    J(Failure),
    #[failure(transparent, JobFailed)]
    K(Failure),
    // Twice.
    #[failure(transparent, transparent)]
    L(Failure),
    // On the field.
    #[failure(JobFailed, "m")]
    M(#[failure(transparent)] Failure),
    // A secret: the failure knows itself what in it is secret.
    #[failure(transparent)]
    N(#[failure(secret)] Failure),
}

// As a default.
#[derive(JobFailure)]
#[failure(transparent)]
pub enum Default {
    A(Failure),
    B(Failure),
}

// Of an enum without variants.
#[derive(JobFailure)]
#[failure(transparent)]
pub enum Empty {}

// On fields.
#[derive(JobFailure)]
pub struct Fields {
    #[failure(transparent)]
    one: Failure,
    #[failure(transparent)]
    two: Failure,
}

fn write(_: &Failure, _: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
    Ok(())
}

fn main() {}
