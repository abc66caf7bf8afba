use codepipeline_fail::JobFailure;

// Variants without a message, which is what `Display` would show.
#[derive(Debug, JobFailure)]
#[failure(JobFailed, error)]
pub enum NoMessage {
    A,
    #[failure(ConfigurationError)]
    B { key: String },
    #[failure(inherit, causes)]
    C(#[failure(source)] std::io::Error),
    // These have one.
    #[failure(SystemUnavailable, "d")]
    D,
    #[failure(transparent)]
    E(codepipeline_fail::Failure),
}

#[derive(Debug, JobFailure)]
#[failure(JobFailed, error)]
pub struct Struct;

// On a variant.
#[derive(Debug, JobFailure)]
pub enum OnVariant {
    #[failure(JobFailed, error, "a")]
    A,
}

// Twice.
#[derive(Debug, JobFailure)]
#[failure(JobFailed, error, error, "twice")]
pub struct Twice;

fn main() {}
