use codepipeline_fail::JobFailure;

// An expression that ends too early.
#[derive(JobFailure)]
#[failure(JobFailed, "{}", 1 +)]
pub struct Early;

// No expression.
#[derive(JobFailure)]
#[failure(JobFailed, "{key}", key = )]
pub struct Missing;

// No argument.
#[derive(JobFailure)]
#[failure(JobFailed, "{}", , 1)]
pub struct Comma;

// The shorthand of a field that does not exist.
#[derive(JobFailure)]
#[failure(JobFailed, "{}", .regoin)]
pub struct Shorthand {
    region: String,
}

#[derive(JobFailure)]
#[failure(JobFailed, "{}", .1)]
pub struct Number(String);

fn main() {}
