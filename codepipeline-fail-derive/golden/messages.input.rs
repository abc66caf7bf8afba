/// What can go wrong in a deployment.
#[failure(JobFailed)]
enum DeployError {
    /// Look at the stack's events.
    #[failure("stack {stack} failed {count} times")]
    Stack { stack: String, count: u32, region: String },
    #[failure(ConfigurationError, "{0} is no port, {1:?}")]
    Port(String, Reason),
    #[failure("{1} is left out before")]
    Gap(u8, u8),
    #[failure("{0} was changed {1} times")]
    Changed(String, u32),
    #[failure("nothing to do")]
    Nothing,
}
