use codepipeline_fail::JobFailure;

// A source that borrows.
#[derive(JobFailure)]
#[failure(JobFailed, "named")]
pub struct Named<'a> {
    source: Inner<'a>,
}

#[derive(JobFailure)]
#[failure(JobFailed, "marked")]
pub struct Marked<'a>(#[failure(source)] &'a std::io::Error);

// As the only field of `inherit`.
#[derive(JobFailure)]
#[failure(inherit, "inherited")]
pub struct Inherited<'a>(&'a std::io::Error);

#[derive(Debug)]
pub struct Inner<'a>(&'a str);

impl std::fmt::Display for Inner<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.0)
    }
}

impl std::error::Error for Inner<'_> {}

fn main() {}
