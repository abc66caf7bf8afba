use codepipeline_fail::JobFailure;

#[derive(JobFailure)]
pub enum Expression {
    #[failure(JobFailed, "{key.len()} is too long")]
    A { key: String },
    #[failure(JobFailed, "{0.name} is too long")]
    B(String),
    #[failure(JobFailed, "{.0} is too long")]
    C(String),
    #[failure(JobFailed, "{.key} is too long")]
    D { key: String },
    #[failure(JobFailed, "{key + 1:?} is too long")]
    E { key: u8 },
    #[failure(JobFailed, "{&key} is too long")]
    F { key: u8 },
    #[failure(JobFailed, "{self.key} is too long")]
    G { key: u8 },
    #[failure(JobFailed, "{key!r} is too long")]
    H { key: u8 },
}

fn main() {}
