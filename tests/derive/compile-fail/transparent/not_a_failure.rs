use codepipeline_fail::JobFailure;

#[derive(JobFailure)]
pub enum NotAFailure {
    // A foreign error.
    #[failure(transparent)]
    A(std::io::Error),
    #[failure(transparent)]
    B { source: std::io::Error },
    // Any error.
    #[failure(transparent)]
    C(Box<dyn std::error::Error + Send + Sync>),
    #[failure(transparent)]
    D(anyhow::Error),
    // In an `Option`.
    #[failure(transparent)]
    E(Option<codepipeline_fail::Failure>),
}

// A struct.
#[derive(JobFailure)]
#[failure(transparent)]
pub struct Struct(String);

fn main() {}
