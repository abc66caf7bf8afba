use codepipeline_fail::JobFailure;

// In quotes.
#[derive(JobFailure)]
#[failure(JobFailed, crate = "codepipeline_fail", "a")]
pub struct A;

// A number.
#[derive(JobFailure)]
#[failure(JobFailed, crate = 1, "b")]
pub struct B;

// A path into the type.
#[derive(JobFailure)]
#[failure(JobFailed, crate = Self::codepipeline_fail, "c")]
pub struct C;

// Generic arguments.
#[derive(JobFailure)]
#[failure(JobFailed, crate = codepipeline_fail<u8>, "d")]
pub struct D;

// Twice.
#[derive(JobFailure)]
#[failure(JobFailed, crate = codepipeline_fail, crate = codepipeline_fail, "e")]
pub struct E;

// Nothing.
#[derive(JobFailure)]
#[failure(JobFailed, crate, "f")]
pub struct F;

// On a variant and on a field.
#[derive(JobFailure)]
pub enum OnVariant {
    #[failure(JobFailed, crate = codepipeline_fail, "g")]
    G(#[failure(crate = codepipeline_fail)] u8),
}

fn main() {}
