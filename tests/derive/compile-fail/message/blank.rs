use codepipeline_fail::JobFailure;

#[derive(JobFailure)]
pub enum Blank {
    #[failure(JobFailed, "")]
    A,
    #[failure(JobFailed, "   ")]
    B,
    #[failure(JobFailed, "\n\t")]
    C,
    #[failure(JobFailed, r"")]
    D,
}

fn main() {}
