use codepipeline_fail::JobFailure;

// What belongs on the enum or on a field.
#[derive(JobFailure)]
pub enum Variant {
    #[failure(JobFailed, error, crate = codepipeline_fail, "a")]
    A,
    #[failure(JobFailed, source, from, secret, "b")]
    B(std::io::Error),
}

fn main() {}
