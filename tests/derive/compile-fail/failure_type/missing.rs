use codepipeline_fail::JobFailure;

#[derive(JobFailure)]
pub enum Missing {
    // A message alone.
    #[failure("{key} is bad")]
    A { key: String },
    // Options alone.
    #[failure(causes)]
    B { source: std::io::Error },
    #[failure(external_execution_id = run)]
    C { run: String },
    // Two attributes, neither with a failure type.
    #[failure(causes)]
    #[failure("cannot read")]
    D { source: std::io::Error },
}

// A struct with a message alone.
#[derive(JobFailure)]
#[failure("it is bad")]
pub struct Bad;

fn main() {}
