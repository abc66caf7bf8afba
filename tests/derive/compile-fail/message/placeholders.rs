use codepipeline_fail::JobFailure;

#[derive(JobFailure)]
pub enum Placeholders {
    // A field of a variant without fields.
    #[failure(JobFailed, "{key} is bad")]
    A,
    #[failure(JobFailed, "{0} is bad")]
    B,
    // A number where fields have names.
    #[failure(JobFailed, "{0} is bad")]
    C { key: String },
    #[failure(JobFailed, "{0} and {1} and {2} are bad")]
    D { key: String, other: String },
    // A name where fields have none.
    #[failure(JobFailed, "{key} is bad")]
    E(String),
    #[failure(JobFailed, "{key:>width$} is bad")]
    F(String, usize),
    // A number too high.
    #[failure(JobFailed, "{2} is bad")]
    G(String, String),
    #[failure(JobFailed, "{1} is bad")]
    H(String),
    #[failure(JobFailed, "{0:1$} is bad")]
    I(String),
    #[failure(JobFailed, "{_3} is bad")]
    J(String),
    // Nothing.
    #[failure(JobFailed, "{} is bad")]
    K,
    #[failure(JobFailed, "{} is bad")]
    L(String),
    #[failure(JobFailed, "{:?} is bad")]
    M { key: String },
    #[failure(JobFailed, "{} and {} are bad")]
    N { key: String },
    // No fields at all, in parentheses.
    #[failure(JobFailed, "{0} is bad")]
    O(),
    #[failure(JobFailed, "{key} is bad")]
    P {},
}

fn main() {}
