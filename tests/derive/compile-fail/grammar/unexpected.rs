use codepipeline_fail::JobFailure;

#[derive(JobFailure)]
pub enum Unexpected {
    #[failure(= JobFailed)]
    A,
    #[failure((JobFailed))]
    B,
    #[failure([JobFailed, "c"])]
    C,
    #[failure(#JobFailed, "d")]
    D,
    #[failure(-JobFailed)]
    E,
    #[failure(JobFailed, {key})]
    F { key: String },
    #[failure(JobFailed, 'a)]
    G,
    #[failure(JobFailed, &key)]
    H { key: String },
}

fn main() {}
