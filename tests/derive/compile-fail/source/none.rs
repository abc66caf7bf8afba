use codepipeline_fail::JobFailure;

#[derive(JobFailure)]
pub enum None {
    // Nothing to inherit from.
    #[failure(inherit, "a")]
    A,
    #[failure(inherit, "b")]
    B { key: String, region: String },
    #[failure(inherit, "c")]
    C(String, u8),
    // No causes to append.
    #[failure(JobFailed, causes, "d")]
    D,
    #[failure(JobFailed, causes, "e")]
    E { key: String },
    #[failure(JobFailed, causes, "f")]
    F(std::io::Error),
    // `r#source` is a field like any other.
    #[failure(JobFailed, causes, "g")]
    G { r#source: std::io::Error },
    // Neither.
    #[failure(inherit, causes, "h")]
    H,
}

// `inherit` as a default, and a variant without a source.
#[derive(JobFailure)]
#[failure(inherit)]
pub enum Default {
    #[failure("a")]
    A { source: std::io::Error },
    #[failure("b")]
    B,
    #[failure("c")]
    C { key: String, region: String },
}

// A struct.
#[derive(JobFailure)]
#[failure(inherit, "no source")]
pub struct Struct;

fn main() {}
