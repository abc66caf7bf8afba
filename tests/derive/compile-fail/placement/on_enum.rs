use codepipeline_fail::JobFailure;

// What belongs on a variant or a field.
#[derive(JobFailure)]
#[failure(JobFailed, "the same for all")]
pub enum Message {
    A,
}

#[derive(JobFailure)]
#[failure(JobFailed, external_execution_id = run, fmt = write)]
pub enum Options {
    A { run: String },
}

#[derive(JobFailure)]
#[failure(JobFailed, source, from, secret)]
pub enum FieldOptions {
    A { run: String },
}

fn main() {}
