use codepipeline_fail::JobFailure;

// A union.
#[derive(JobFailure)]
#[failure(JobFailed, "neither")]
pub union Either {
    left: u32,
    right: f32,
}

fn main() {}
