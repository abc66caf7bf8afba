use codepipeline_fail::JobFailure;

#[derive(JobFailure)]
pub enum Quoted {
    // A failure type in quotes.
    #[failure("ConfigurationError")]
    A,
    // The same, with a message.
    #[failure("JobFailed", "the tests failed")]
    B,
    // Something in quotes that is no failure type: the message.
    #[failure("Banana")]
    C,
    // The message without a failure type, as `#[error("...")]` has it.
    #[failure("bad key {key}")]
    D { key: String },
    // The other way round.
    #[failure("bad key {key}", JobFailed)]
    E { key: String },
}

// In quotes, as a default.
#[derive(JobFailure)]
#[failure("JobFailed")]
pub enum Default {
    A,
}

fn main() {}
