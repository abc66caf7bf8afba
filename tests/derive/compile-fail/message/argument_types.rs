use codepipeline_fail::JobFailure;

#[derive(JobFailure)]
pub enum Types {
    // No such method.
    #[failure(JobFailed, "{}", key.length())]
    A { key: String },
    // No such field.
    #[failure(JobFailed, "{}", .key.name)]
    B { key: String },
    // Not what the function takes.
    #[failure(JobFailed, "{}", double(key))]
    C { key: String },
}

fn double(number: u32) -> u32 {
    2 * number
}

fn main() {}
