use codepipeline_fail::JobFailure;

#[derive(JobFailure)]
pub enum Empty {
    #[failure]
    A,
    #[failure()]
    B,
    #[failure = "c"]
    C,
    #[failure[]]
    D,
    #[failure(,)]
    E,
}

fn main() {}
