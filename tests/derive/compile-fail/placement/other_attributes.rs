use codepipeline_fail::JobFailure;

#[derive(JobFailure)]
pub enum Habits {
    // Of other names.
    #[fail(JobFailed, "a")]
    A,
    #[error("b")]
    B,
    #[failre(JobFailed, "c")]
    C,
}

// Without the derive.
pub enum NoDerive {
    #[failure(JobFailed, "a")]
    A,
}

fn main() {}
