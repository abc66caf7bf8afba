use codepipeline_fail::JobFailure;

#[derive(JobFailure)]
pub enum Second {
    // Two failure types.
    #[failure(ConfigurationError, JobFailed, "a")]
    A,
    // The same one twice.
    #[failure(ConfigurationError, ConfigurationError, "b")]
    B,
    // Two attributes.
    #[failure(ConfigurationError, "c")]
    #[failure(JobFailed)]
    C,
    // A failure type and `inherit`.
    #[failure(inherit, JobFailed, "d")]
    D { source: std::io::Error },
    // `transparent` and a failure type.
    #[failure(transparent, JobFailed)]
    E(codepipeline_fail::Failure),
    // `inherit` and `transparent`.
    #[failure(inherit, transparent)]
    F(codepipeline_fail::Failure),
    // Three.
    #[failure(JobFailed, PermissionError, SystemUnavailable, "g")]
    G,
}

fn main() {}
