enum Transparent {
    #[failure(transparent)]
    Health(HealthError),
    #[failure(transparent)]
    Load { inner: Arc<LoadError> },
}
