use codepipeline_fail::JobFailure;

// What is wrong inside the string, rustc says best.
#[derive(JobFailure)]
pub enum FormatString {
    // A brace too few.
    #[failure(JobFailed, "{key is bad")]
    A { key: String },
    #[failure(JobFailed, "key} is bad")]
    B { key: String },
    #[failure(JobFailed, "bad is {")]
    C,
    #[failure(JobFailed, "{{key} is bad")]
    D { key: String },
    // No such trait.
    #[failure(JobFailed, "{key:q} is bad")]
    E { key: String },
    // Not a name.
    #[failure(JobFailed, "{_} is bad")]
    F { key: String },
    #[failure(JobFailed, "{r#type} is bad")]
    G { r#type: String },
}

fn main() {}
