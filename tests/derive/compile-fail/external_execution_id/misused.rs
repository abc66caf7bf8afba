use codepipeline_fail::JobFailure;

#[derive(JobFailure)]
pub enum Misused {
    // A name where fields have none.
    #[failure(JobFailed, external_execution_id = run, "a")]
    A(String),
    // A number.
    #[failure(JobFailed, external_execution_id = 0, "b")]
    B(String),
    #[failure(JobFailed, external_execution_id = 3, "c")]
    C(String),
    // Empty and blank.
    #[failure(JobFailed, external_execution_id = "", "d")]
    D,
    #[failure(JobFailed, external_execution_id = "  ", "e")]
    E,
    // With `transparent`.
    #[failure(transparent, external_execution_id = run)]
    F { run: codepipeline_fail::Failure },
    // Twice.
    #[failure(JobFailed, external_execution_id = run, external_execution_id = other, "g")]
    G { run: String, other: String },
    // A number where fields have names.
    #[failure(JobFailed, external_execution_id = 0, "h")]
    H { run: String },
    // A format string.
    #[failure(JobFailed, external_execution_id = "{run}", "i")]
    I { run: String },
    // A field that is not there.
    #[failure(JobFailed, external_execution_id = run, "j")]
    J,
}

// A number of a field as a format string.
#[derive(JobFailure)]
#[failure(JobFailed, external_execution_id = "build-{0}", "a")]
pub struct Template(String);

// On an enum.
#[derive(JobFailure)]
#[failure(JobFailed, external_execution_id = run)]
pub enum OnEnum {
    #[failure(JobFailed, "a")]
    A { run: String },
}

fn main() {}
