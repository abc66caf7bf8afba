use codepipeline_fail::JobFailure;

pub struct Opaque;

#[derive(JobFailure)]
pub enum NotShown {
    // No `Display`, so that it cannot be found in a text.
    #[failure(JobFailed, "a")]
    A {
        #[failure(secret)]
        token: Opaque,
    },
    #[failure(JobFailed, "b")]
    B(#[failure(secret)] Vec<u8>),
    #[failure(JobFailed, "c")]
    C(#[failure(secret)] Option<Opaque>),
}

fn main() {}
