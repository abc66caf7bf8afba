use codepipeline_fail::JobFailure;

#[derive(JobFailure)]
pub enum Misused {
    // Called.
    #[failure(JobFailed, fmt = write())]
    A,
    #[failure(JobFailed, fmt = crate::write(key))]
    B { key: String },
    // A closure.
    #[failure(JobFailed, fmt = |formatter| formatter.write_str("c"))]
    C,
    // A string.
    #[failure(JobFailed, fmt = "write")]
    D,
    // A macro.
    #[failure(JobFailed, fmt = write!)]
    E,
    // With a message.
    #[failure(JobFailed, fmt = write, "f")]
    F,
    #[failure(JobFailed, "g")]
    #[failure(fmt = write)]
    G,
    // Twice.
    #[failure(JobFailed, fmt = write, fmt = other)]
    H,
    // With `transparent`.
    #[failure(transparent, fmt = write)]
    I(codepipeline_fail::Failure),
}

// On an enum.
#[derive(JobFailure)]
#[failure(JobFailed, fmt = write)]
pub enum OnEnum {
    A,
}

fn write(_: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
    Ok(())
}

fn main() {}
