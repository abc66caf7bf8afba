use codepipeline_fail::JobFailure;

#[derive(JobFailure)]
pub enum Arguments {
    // A list.
    #[failure(ConfigurationError(), "a")]
    A,
    // The message as a list.
    #[failure(ConfigurationError("b"))]
    B,
    // The message as a value.
    #[failure(ConfigurationError = "c")]
    C,
    // Generic arguments.
    #[failure(JobFailed<T>, "d")]
    D,
    // A block.
    #[failure(JobFailed { message: "e" })]
    E,
    // A colon.
    #[failure(JobFailed: "f")]
    F,
}

fn main() {}
