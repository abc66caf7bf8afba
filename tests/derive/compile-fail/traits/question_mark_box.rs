use codepipeline_fail::Failure;

fn step() -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    Ok(())
}

// Any error, in a job.
fn run() -> Result<(), Failure> {
    step()?;
    Ok(())
}

fn main() {
    let _ = run();
}
