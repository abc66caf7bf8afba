enum Display {
    #[failure(ConfigurationError)]
    Parameters(ParameterError),
    #[failure(JobFailed, causes)]
    Read { source: io::Error },
    #[failure(JobFailed)]
    Other,
    #[failure(JobFailed, fmt = render::<2>)]
    Function(u8, String),
}
