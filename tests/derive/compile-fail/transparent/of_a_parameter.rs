use codepipeline_fail::{AsJobFailure, JobFailure};

// The parameter must be a failure, which the derive requires where the type is used.
#[derive(JobFailure)]
#[failure(transparent)]
pub struct Wrapper<T>(T);

fn report(_: &impl AsJobFailure) {}

fn use_it() {
    report(&Wrapper(7_u8));
}

fn main() {}
