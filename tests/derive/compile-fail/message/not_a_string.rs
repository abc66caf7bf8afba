use codepipeline_fail::JobFailure;

#[derive(JobFailure)]
pub enum NotAString {
    #[failure(JobFailed, 42)]
    A,
    #[failure(JobFailed, b"b")]
    B,
    #[failure(JobFailed, 'c')]
    C,
    #[failure(JobFailed, c"d")]
    D,
    #[failure(JobFailed, true)]
    E,
    // From another macro.
    #[failure(JobFailed, concat!("f", "f"))]
    F,
    #[failure(JobFailed, format!("{key}"))]
    G { key: String },
    #[failure(JobFailed, std::format!("{key}"))]
    H { key: String },
    // A constant.
    #[failure(JobFailed, TEXT)]
    I,
    // An expression.
    #[failure(JobFailed, "j".to_owned())]
    J,
    #[failure(JobFailed, "k" + "k")]
    K,
    // A suffix.
    #[failure(JobFailed, "l"suffix)]
    L,
}

fn main() {}
