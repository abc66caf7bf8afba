use codepipeline_fail::JobFailure;

// There is no such module.
#[derive(JobFailure)]
#[failure(JobFailed, crate = facade::codepipeline_fail, "{key}")]
pub struct Unknown {
    key: String,
}

fn main() {}
