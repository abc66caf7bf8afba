use codepipeline_fail::JobFailure;

// Attributes by other names.
#[derive(JobFailure)]
pub enum Habits {
    #[failure(JobFailed, "a")]
    A,
    #[fail(JobFailed, "b")]
    B,
    #[error("c")]
    C,
    #[failre(JobFailed, "d")]
    D,
}

// Without the derive.
pub enum NoDerive {
    #[failure(JobFailed, "a")]
    A,
}

fn main() {}
