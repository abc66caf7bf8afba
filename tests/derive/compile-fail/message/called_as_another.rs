use codepipeline_fail::JobFailure;

pub struct String;
pub struct PathBuf;

#[derive(JobFailure)]
pub enum CalledAsAnother {
    // Called as types that can be shown are.
    #[failure(JobFailed, "{name} is bad")]
    A { name: String },
    #[failure(JobFailed, "{0} is bad")]
    B(PathBuf),
}

fn main() {}
