use codepipeline_fail::{FailureType, JobFailure};

// The trait is implemented by hand too.
#[derive(JobFailure)]
#[failure(JobFailed, "twice")]
pub struct Twice;

impl JobFailure for Twice {
    fn failure_type(&self) -> FailureType {
        FailureType::JobFailed
    }

    fn fmt_message(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("twice")
    }
}

fn main() {}
