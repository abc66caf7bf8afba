use codepipeline_fail::JobFailure;

// The message is `Display`, and shows itself.
#[derive(Debug, JobFailure)]
#[failure(JobFailed, error, "bad: {self}")]
pub struct Endless;

#[derive(Debug, JobFailure)]
#[failure(error)]
pub enum EndlessToo {
    #[failure(JobFailed, "bad: {}", self)]
    A,
    #[failure(JobFailed, "bad: {this}", this = self)]
    B,
    #[failure(JobFailed, "bad: {self:>8}")]
    C,
}

fn main() {}
