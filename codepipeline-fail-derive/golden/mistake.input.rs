#[failure(JobFailled, error, "{0}")]
struct Mistake(#[failure(from)] io::Error);
