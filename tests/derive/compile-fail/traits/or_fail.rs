use codepipeline_fail::{FailureType, ResultExt};

struct Opaque;

fn main() {
    // Not an error.
    let _ = Err::<(), _>(Opaque).or_fail(FailureType::JobFailed, "no");
    // An error that cannot be sent between threads.
    let _ = Err::<(), _>(NotSend(std::ptr::null())).or_fail(FailureType::JobFailed, "no");
}

#[derive(Debug, thiserror::Error)]
#[error("not send")]
struct NotSend(*const u8);
