use codepipeline_fail::JobFailure;

// Every error has `Debug`.
#[derive(JobFailure)]
#[failure(JobFailed, error, "no debug")]
pub struct NoDebug;

fn main() {}
