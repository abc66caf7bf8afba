#[failure(SystemUnavailable, error)]
enum RegistryError {
    #[failure("the registry does not answer")]
    Silent(#[failure(from)] io::Error),
    #[failure(ConfigurationError, "there is no registry called {0}")]
    Unknown(String),
}
