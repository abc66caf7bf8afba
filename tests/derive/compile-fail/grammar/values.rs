use codepipeline_fail::JobFailure;

#[derive(JobFailure)]
pub enum Values {
    // Values that mean nothing.
    #[failure(transparent = true)]
    A(codepipeline_fail::Failure),
    #[failure(transparent(false))]
    B(codepipeline_fail::Failure),
    #[failure(transparent())]
    C(codepipeline_fail::Failure),
    #[failure(inherit = source, "d")]
    D { source: std::io::Error },
    #[failure(JobFailed, causes = true, "e")]
    E { source: std::io::Error },
    // Values that are missing.
    #[failure(JobFailed, external_execution_id, "f")]
    F { run: String },
    #[failure(JobFailed, external_execution_id(), "g")]
    G { run: String },
    #[failure(JobFailed, external_execution_id(run), "h")]
    H { run: String },
    #[failure(JobFailed, external_execution_id = , "i")]
    I { run: String },
    #[failure(JobFailed, external_execution_id: run, "j")]
    J { run: String },
    #[failure(JobFailed, external_execution_id == run, "k")]
    K { run: String },
    #[failure(JobFailed, fmt)]
    L,
    #[failure(JobFailed, fmt(write))]
    M,
}

#[derive(Debug, JobFailure)]
#[failure(JobFailed, crate, error = true, "n")]
pub struct N;

#[derive(JobFailure)]
#[failure(JobFailed, "o")]
pub struct O {
    #[failure(source = true)]
    cause: std::io::Error,
    #[failure(secret(true))]
    token: String,
}

fn main() {}
