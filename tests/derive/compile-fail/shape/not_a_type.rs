use codepipeline_fail::JobFailure;

// A function.
#[derive(JobFailure)]
pub fn run() {}

// A trait.
#[derive(JobFailure)]
pub trait Run {}

fn main() {}
