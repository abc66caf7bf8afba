use codepipeline_fail::JobFailure;

// The shorthand of a field that does not exist.
#[derive(JobFailure)]
#[failure(JobFailed, external_execution_id = .3, "a")]
pub struct A(String);

#[derive(JobFailure)]
#[failure(JobFailed, external_execution_id = .runid, "b")]
pub struct B {
    run_id: String,
}

fn main() {}
