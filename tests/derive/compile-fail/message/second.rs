use codepipeline_fail::JobFailure;

#[derive(JobFailure)]
pub enum Second {
    // In one attribute: the second would be an argument.
    #[failure(JobFailed, "one", "two")]
    A,
    // In two attributes.
    #[failure(JobFailed, "one")]
    #[failure("two")]
    B,
}

fn main() {}
