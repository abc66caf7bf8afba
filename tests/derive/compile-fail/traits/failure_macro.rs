use codepipeline_fail::failure;

fn main() {
    // No message.
    let _ = failure!(JobFailed);
    let _ = failure!(JobFailed,);
    // No failure type.
    let _ = failure!("bad");
    let _ = failure!();
    // A path.
    let _ = failure!(FailureType::JobFailed, "bad");
    // A message that is not a string.
    let _ = failure!(JobFailed, 42);
    // An argument that is not used.
    let _ = failure!(JobFailed, "bad", 42);
}
