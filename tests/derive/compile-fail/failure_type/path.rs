use codepipeline_fail::JobFailure;

#[derive(JobFailure)]
pub enum Path {
    // With the name of the enum.
    #[failure(FailureType::ConfigurationError, "a")]
    A,
    // With the name of the crate.
    #[failure(codepipeline_fail::FailureType::JobFailed, "b")]
    B,
    // With a path from the root.
    #[failure(::codepipeline_fail::FailureType::PermissionError, "c")]
    C,
    // A misspelt one.
    #[failure(FailureType::ConfigError, "d")]
    D,
    // An unknown one.
    #[failure(FailureType::Banana, "e")]
    E,
    // Not a failure type at all.
    #[failure(std::io::Error, "f")]
    F,
}

fn main() {}
