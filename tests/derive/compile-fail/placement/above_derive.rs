use codepipeline_fail::JobFailure;

// The attribute stands before its derive.
#[failure(JobFailed, "early")]
#[derive(JobFailure)]
pub struct Early;

fn main() {}
