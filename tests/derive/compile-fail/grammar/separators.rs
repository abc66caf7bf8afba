use codepipeline_fail::JobFailure;

#[derive(JobFailure)]
pub enum Separators {
    // Semicolon.
    #[failure(JobFailed; "a")]
    A,
    // No comma.
    #[failure(JobFailed "b")]
    B,
    #[failure(JobFailed, causes "c")]
    C { source: std::io::Error },
    // Two commas.
    #[failure(JobFailed,, "d")]
    D,
    // A comma first.
    #[failure(, JobFailed, "e")]
    E,
    // An operator for a comma.
    #[failure(JobFailed | "f")]
    F,
    // Two words.
    #[failure(JobFailed causes, "g")]
    G { source: std::io::Error },
    // No comma after the message.
    #[failure(JobFailed, "{}" key)]
    H { key: String },
    // No comma after a value.
    #[failure(JobFailed, external_execution_id = run "i")]
    I { run: String },
}

fn main() {}
