use codepipeline_fail::Failure;

// An error that says nothing of failures, in a job.
fn run() -> Result<(), Failure> {
    std::fs::read("parameters.json")?;
    Ok(())
}

fn main() {
    let _ = run();
}
