use codepipeline_fail::{Failure, FailureDetails};

fn main() {
    // What is reported must say how it fails the job.
    let error = std::io::Error::other("no");
    let _ = FailureDetails::of(&error);
    let boxed: Box<dyn std::error::Error> = "no".into();
    let _ = FailureDetails::of(&boxed);
    let _ = Failure::from(error);
}
