use codepipeline_fail::JobFailure;

// A type that holds itself.
#[derive(JobFailure)]
#[failure(transparent)]
pub struct Endless(Endless);

fn main() {}
