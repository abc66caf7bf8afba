#[derive(codepipeline_fail::JobFailure)]
#[failure(ConfigurationError, "included {key} {}", .key + 1)]
pub struct Included {
    pub key: u8,
}
