use codepipeline_fail::JobFailure;

pub struct Opaque;

#[derive(JobFailure)]
pub enum NotAnError {
    // Called `source`, but a place in the sources.
    #[failure(JobFailed, "a")]
    A { source: String },
    // Marked.
    #[failure(JobFailed, "b")]
    B(#[failure(source)] Opaque),
    // In an `Option` and in a `Box`.
    #[failure(JobFailed, "c")]
    C { source: Option<Opaque> },
    #[failure(JobFailed, "d")]
    D { source: Box<Opaque> },
    // With `causes`.
    #[failure(JobFailed, causes, "e")]
    E { source: &'static str },
    // A type that is reported already is not reported again.
    #[failure(JobFailed, "f")]
    F { source: String },
}

fn main() {}
