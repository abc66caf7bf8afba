use codepipeline_fail::JobFailure;

// What belongs on a field.
#[derive(JobFailure)]
#[failure(JobFailed, source, from, secret, "a")]
pub struct Struct {
    cause: std::io::Error,
}

fn main() {}
