use codepipeline_fail::JobFailure;

#[derive(Debug, JobFailure)]
#[failure(JobFailed, error, error)]
#[failure(crate = codepipeline_fail, causes)]
#[failure(crate = codepipeline_fail, causes)]
pub enum Repeated {
    #[failure(JobFailed, causes, causes, "a")]
    A { source: std::io::Error },
    // In two attributes.
    #[failure(JobFailed, external_execution_id = run)]
    #[failure(external_execution_id = other, "b")]
    B { run: String, other: String },
    #[failure(JobFailed, fmt = write, fmt = write)]
    C,
    #[failure(JobFailed, "d")]
    #[failure("e")]
    D,
    #[failure(JobFailed, "e")]
    E {
        #[failure(source, source)]
        cause: std::io::Error,
        #[failure(secret)]
        #[failure(secret)]
        token: String,
    },
}

fn write(_: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
    Ok(())
}

fn main() {}
