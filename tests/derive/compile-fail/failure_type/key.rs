use codepipeline_fail::JobFailure;

#[derive(JobFailure)]
pub enum Key {
    // A keyword that the type does not need.
    #[failure(type = ConfigurationError, "a")]
    A,
    // The same in quotes.
    #[failure(kind = "ConfigurationError", "b")]
    B,
    #[failure(failure_type = PermissionError)]
    C,
    // In parentheses.
    #[failure(ty(JobFailed), "d")]
    D,
    // With an unknown type.
    #[failure(kind = Banana, "e")]
    E,
    // Without any.
    #[failure(kind, "f")]
    F,
}

fn main() {}
