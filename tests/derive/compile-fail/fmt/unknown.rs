use codepipeline_fail::JobFailure;

#[derive(JobFailure)]
pub enum Unknown {
    // No such function.
    #[failure(JobFailed, fmt = wirte)]
    A,
    #[failure(JobFailed, fmt = missing::write)]
    B,
    // A field.
    #[failure(JobFailed, fmt = key)]
    C { key: String },
}

fn write(_: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
    Ok(())
}

fn main() {}
