use codepipeline_fail::JobFailure;

#[derive(JobFailure)]
pub enum Unknown {
    // Misspelt.
    #[failure(JobFailed, external_execution_id = runid, "a")]
    A { run_id: String },
    // Not like any field.
    #[failure(JobFailed, external_execution_id = build, "b")]
    B { run_id: String },
    // Inside an expression.
    #[failure(JobFailed, external_execution_id = format!("{stack}/{runid}"), "c")]
    C { stack: String, run_id: String },
}

fn main() {}
