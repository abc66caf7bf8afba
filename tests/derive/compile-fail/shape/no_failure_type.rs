use codepipeline_fail::JobFailure;

// A struct of which nothing is said.
#[derive(JobFailure)]
pub struct Oops;

// Two variants of five of which nothing is said, where there is no default.
#[derive(JobFailure)]
pub enum Some5 {
    #[failure(JobFailed, "one")]
    One,
    Two { key: String },
    #[failure(ConfigurationError, "three")]
    Three,
    Four(u8),
    #[failure(SystemUnavailable, "five")]
    Five,
}

// An enum of which nothing is said: one error, and not one for each variant.
#[derive(JobFailure)]
pub enum None3 {
    One,
    Two,
    Three,
}

// The same with more variants than an error can list.
#[derive(JobFailure)]
pub enum None8 {
    One,
    Two,
    Three,
    Four,
    Five,
    Six,
    Seven,
    Eight,
}

// The same with one variant.
#[derive(JobFailure)]
pub enum None1 {
    One,
}

// A default message type, but no default failure type.
#[derive(JobFailure)]
#[failure(causes)]
pub enum OnlyOptions {
    One { source: std::io::Error },
}

fn main() {}
