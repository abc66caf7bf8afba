use codepipeline_fail::JobFailure;

pub struct Opaque;

#[derive(JobFailure)]
pub enum NotShown {
    // No `Display`.
    #[failure(JobFailed, external_execution_id = run, "a")]
    A { run: Vec<u8> },
    #[failure(JobFailed, external_execution_id = run, "b")]
    B { run: Opaque },
    // One `Option` too many.
    #[failure(JobFailed, external_execution_id = run, "c")]
    C { run: Option<Option<String>> },
    // A result.
    #[failure(JobFailed, external_execution_id = .0.parse::<u8>(), "d")]
    D(String),
}

fn main() {}
