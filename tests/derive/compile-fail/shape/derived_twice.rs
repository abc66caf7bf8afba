use codepipeline_fail::JobFailure;

// The derive stands twice.
#[derive(JobFailure, JobFailure)]
#[failure(JobFailed, "twice")]
pub struct Twice;

fn main() {}
