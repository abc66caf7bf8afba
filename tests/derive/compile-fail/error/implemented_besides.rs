use codepipeline_fail::JobFailure;

// Another derive writes the same impls.
#[derive(Debug, thiserror::Error, JobFailure)]
#[error("twice")]
#[failure(JobFailed, error, "twice")]
pub struct Twice;

fn main() {}
