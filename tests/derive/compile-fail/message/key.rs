use codepipeline_fail::JobFailure;

#[derive(JobFailure)]
pub enum Key {
    #[failure(JobFailed, message = "a")]
    A,
    #[failure(JobFailed, message("b"))]
    B,
    #[failure(JobFailed, message("{} is bad", key))]
    C { key: String },
    #[failure(JobFailed, message())]
    D,
    #[failure(JobFailed, message)]
    E,
    #[failure(JobFailed, message: "f")]
    F,
    #[failure(JobFailed, message => "g")]
    G,
    #[failure(JobFailed, message == "h")]
    H,
    #[failure(JobFailed, msg = "i")]
    I,
    #[failure(JobFailed, mesage = "j")]
    J,
    #[failure(JobFailed, reason = "k")]
    K,
    #[failure(JobFailed, display("{key}"))]
    L { key: String },
    // Before the failure type.
    #[failure(message = "m", JobFailed)]
    M,
    // Without a failure type.
    #[failure(message = "n")]
    N,
    // A function.
    #[failure(JobFailed, message = write)]
    O,
    // Together with the message.
    #[failure(JobFailed, message = "p", "p")]
    P,
}

fn main() {}
