#[failure(inherit, causes)]
enum Inherit {
    #[failure("cannot read {key}")]
    Read { key: String, source: io::Error },
    #[failure("cannot parse")]
    Parse(ParseError),
    #[failure(JobFailed, "without")]
    Without,
}
