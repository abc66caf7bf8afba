use codepipeline_fail::JobFailure;

#[derive(JobFailure)]
pub enum Borrowed {
    // The fields are references, so nothing can be changed through them...
    #[failure(JobFailed, "{:?}", key.push('x'))]
    A { key: String },
    // ...or moved out of them.
    #[failure(JobFailed, "{}", std::convert::identity::<String>(*key))]
    B { key: String },
}

fn main() {}
