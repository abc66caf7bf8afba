use codepipeline_fail::JobFailure;

#[derive(JobFailure)]
pub enum Unknown {
    // Nothing like any option.
    #[failure(JobFailed, retry = 3, "a")]
    A,
    // Misspelt, and other words for it.
    #[failure(JobFailed, couses, "b")]
    B { source: std::io::Error },
    #[failure(transparnt)]
    C(codepipeline_fail::Failure),
    #[failure(forward)]
    D(codepipeline_fail::Failure),
    #[failure(Transparent)]
    E(codepipeline_fail::Failure),
    #[failure(inherits, "f")]
    F { source: std::io::Error },
    #[failure(JobFailed, chain, "g")]
    G { source: std::io::Error },
    #[failure(JobFailed, format = write)]
    H,
    // `external_execution_id` by other names.
    #[failure(JobFailed, externalExecutionId = run, "i")]
    I { run: String },
    #[failure(JobFailed, execution_id = run, "j")]
    J { run: String },
    #[failure(JobFailed, external_id = run, "k")]
    K { run: String },
    #[failure(JobFailed, external-id = run, "l")]
    L { run: String },
    #[failure(JobFailed, id = run, "m")]
    M { run: String },
    // A field, which is named in the message or after it.
    #[failure(JobFailed, run, "n {}")]
    N { run: String },
}

fn main() {}
