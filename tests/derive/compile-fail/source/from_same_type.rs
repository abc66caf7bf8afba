use codepipeline_fail::JobFailure;

// Two variants that could be made from the same error.
#[derive(JobFailure)]
pub enum Ambiguous {
    #[failure(inherit, "cannot read")]
    Read(#[failure(from)] std::io::Error),
    #[failure(inherit, "cannot write")]
    Write(#[failure(from)] std::io::Error),
}

fn main() {}
