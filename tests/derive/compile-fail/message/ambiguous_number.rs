use codepipeline_fail::JobFailure;

#[derive(JobFailure)]
pub enum Ambiguous {
    // Field 0, or the argument?
    #[failure(JobFailed, "{0} and {}", 1 + 1)]
    A(u8),
    #[failure(JobFailed, "{0} and {1}", .0.len())]
    B(String, u8),
    #[failure(JobFailed, "{:0$}", 1)]
    C(usize),
}

fn main() {}
