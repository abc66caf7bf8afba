use codepipeline_fail::JobFailure;

#[derive(Debug)]
pub struct Foreign;

impl std::fmt::Display for Foreign {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("foreign")
    }
}

impl std::error::Error for Foreign {}

#[derive(JobFailure)]
pub enum NotClassified {
    // An error of which nothing is known.
    #[failure(inherit, "a")]
    A { source: Foreign },
    // As the only field.
    #[failure(inherit, "b")]
    B(Foreign),
    // In an `Option` and in a `Box`.
    #[failure(inherit, "c")]
    C(Option<Foreign>),
    #[failure(inherit, "d")]
    D(Box<Foreign>),
    // Not an error at all.
    #[failure(inherit, "e")]
    E(String),
}

fn main() {}
