use codepipeline_fail::JobFailure;

pub struct Opaque;

#[derive(JobFailure)]
pub enum NotShown {
    // No `Display`.
    #[failure(JobFailed, "{key} is bad")]
    A { key: Opaque },
    // No `Debug`.
    #[failure(JobFailed, "{key:?} is bad")]
    B { key: Opaque },
    // No `LowerHex`.
    #[failure(JobFailed, "{key:x} is bad")]
    C { key: String },
    // An `Option`, which has no `Display`.
    #[failure(JobFailed, "{key} is bad")]
    D { key: Option<String> },
    // In a tuple.
    #[failure(JobFailed, "{0} is bad")]
    E(Opaque),
    #[failure(JobFailed, "{1} is bad")]
    F(u8, Vec<u8>),
    // An argument.
    #[failure(JobFailed, "{} is bad", key)]
    G { key: Opaque },
    // A width that is no number.
    #[failure(JobFailed, "{key:>width$} is bad")]
    H { key: String, width: u8 },
}

fn main() {}
