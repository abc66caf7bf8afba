use codepipeline_fail::JobFailure;

// A variant without a message is shown by `Display`, which the type lacks.
#[derive(JobFailure)]
#[failure(JobFailed)]
pub enum NoDisplay {
    A,
    B { key: String },
}

#[derive(JobFailure)]
#[failure(JobFailed)]
pub struct NoDisplayToo;

fn main() {}
