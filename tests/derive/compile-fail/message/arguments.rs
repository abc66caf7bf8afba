use codepipeline_fail::JobFailure;

#[derive(JobFailure)]
pub enum Arguments {
    // One too few.
    #[failure(JobFailed, "{} {}", key)]
    A { key: String },
    // One too many.
    #[failure(JobFailed, "{}", key, region)]
    B { key: String, region: String },
    #[failure(JobFailed, "bad", key)]
    C { key: String },
    // The same name twice.
    #[failure(JobFailed, "{a}", a = 1, a = 2)]
    D,
    // A named one that is not used.
    #[failure(JobFailed, "{key}", extra = 1)]
    E { key: String },
    // A positional one after a named one.
    #[failure(JobFailed, "{a} {}", a = 1, 2)]
    F,
}

fn main() {}
