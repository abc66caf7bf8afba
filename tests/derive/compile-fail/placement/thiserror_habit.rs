use codepipeline_fail::JobFailure;

#[derive(Debug, thiserror::Error, JobFailure)]
pub enum Habit {
    // The failure type in thiserror's attribute.
    #[error(JobFailed, "a")]
    A,
    // thiserror's message in ours.
    #[failure("b")]
    B,
}

fn main() {}
