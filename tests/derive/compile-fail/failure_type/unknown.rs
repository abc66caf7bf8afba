use codepipeline_fail::JobFailure;

#[derive(JobFailure)]
pub enum Misspelt {
    // Another name for it.
    #[failure(ConfigError, "a")]
    A,
    // Other capitals.
    #[failure(Configurationerror, "b")]
    B,
    // Other conventions of spelling.
    #[failure(configuration_error, "c")]
    C,
    #[failure(CONFIGURATION_ERROR, "d")]
    D,
    // A letter too few.
    #[failure(RevisionUnavailble, "e")]
    E,
    #[failure(RevisionOutofSync, "f")]
    F,
    #[failure(JobFail, "g")]
    G,
    // The name of the trait.
    #[failure(JobFailure, "h")]
    H,
}

#[derive(JobFailure)]
pub enum Meant {
    // What AWS services and HTTP call it.
    #[failure(PermissionDenied, "a")]
    A,
    #[failure(AccessDenied, "b")]
    B,
    #[failure(Forbidden, "c")]
    C,
    #[failure(OutOfSync, "d")]
    D,
    #[failure(Throttled, "e")]
    E,
    #[failure(Timeout, "f")]
    F,
    #[failure(ServiceUnavailable, "g")]
    G,
    #[failure(ArtifactNotFound, "h")]
    H,
    #[failure(TestsFailed, "i")]
    I,
}

// Nothing like any of the six, as a default.
#[derive(JobFailure)]
#[failure(Banana)]
pub enum Strange {
    A,
    // Nor here.
    #[failure(Cherry, "b")]
    B,
}

fn main() {}
