use codepipeline_fail::JobFailure;

// `#[from]` writes the impl already.
#[derive(JobFailure, thiserror::Error, Debug)]
pub enum Twice {
    #[error("cannot read")]
    #[failure(inherit)]
    Read(
        #[from]
        #[failure(from)]
        std::io::Error,
    ),
}

fn main() {}
