use codepipeline_fail::JobFailure;

#[derive(JobFailure)]
pub enum After {
    // The failure type stands after the message.
    #[failure("bad", ConfigurationError)]
    A,
    // So does another word in its place.
    #[failure("cannot read", inherit)]
    B { source: std::io::Error },
    #[failure("not healthy", transparent)]
    C(codepipeline_fail::Failure),
    // An option stands after the message.
    #[failure(JobFailed, "cannot read", causes)]
    D { source: std::io::Error },
    #[failure(JobFailed, "stack rolled back", external_execution_id = run)]
    E { run: String },
    #[failure(JobFailed, "stack rolled back {}", run, fmt = write)]
    F { run: String },
    // The same where the message takes arguments.
    #[failure("bad {}", key, ConfigurationError)]
    G { key: String },
    #[failure(JobFailed, "cannot read {}", key, causes)]
    H { key: String, source: std::io::Error },
}

fn main() {}
