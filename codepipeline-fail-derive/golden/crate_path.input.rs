#[failure(crate = facade::failures, JobFailed, "{0}")]
struct Elsewhere(Reason);
