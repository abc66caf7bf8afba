use std::fmt;

/// The type of the actions whose jobs a [`Worker`](crate::Worker) does, as it was given to CreateCustomActionType.
/// (<https://docs.aws.amazon.com/codepipeline/latest/APIReference/API_ActionTypeId.html>)
///
/// ```
/// use codepipeline_fail::ActionType;
///
/// assert_eq!(ActionType::new("Deploy", "Acme", "1").to_string(), "Deploy/Acme/1");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActionType {
    pub(super) category: String,
    pub(super) provider: String,
    pub(super) version: String,
}

impl ActionType {
    /// A category (`Source`, `Build`, `Deploy`, `Test`, `Invoke`, `Approval`, `Compute`), a provider of 1 to 35 and a
    /// version of 1 to 9 characters of `[0-9A-Za-z_-]`. What CodePipeline does not take is refused at every poll, which
    /// the log and [`Health`](crate::Health) tell.
    pub fn new(category: impl Into<String>, provider: impl Into<String>, version: impl Into<String>) -> Self {
        Self { category: category.into(), provider: provider.into(), version: version.into() }
    }
}

impl fmt::Display for ActionType {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}/{}/{}", self.category, self.provider, self.version)
    }
}
