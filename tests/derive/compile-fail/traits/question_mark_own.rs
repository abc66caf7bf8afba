use codepipeline_fail::Failure;

#[derive(Debug)]
enum DeployError {
    RolledBack,
}

fn step() -> Result<(), DeployError> {
    Err(DeployError::RolledBack)
}

// An error of one's own, which lacks the derive.
fn run() -> Result<(), Failure> {
    step()?;
    Ok(())
}

fn main() {
    let _ = run();
}
