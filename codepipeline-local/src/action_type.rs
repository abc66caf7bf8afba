//! What kind of action a job belongs to.

mod definition;

pub use definition::{ActionTypeDefinition, ConfigurationProperty};

use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::fmt;

/// An action type: the four parts by which a worker polls for jobs (`ActionTypeId` in the API).
///
/// ```
/// use codepipeline_local::ActionType;
///
/// let action_type = ActionType::custom("Deploy", "Acme", "1");
/// assert_eq!(
///     action_type.to_string(),
///     "(Category: 'Deploy', Owner: 'Custom', Provider: 'Acme', Version: '1')"
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ActionType {
    /// `Source`, `Build`, `Deploy`, `Test`, `Invoke`, `Approval` or `Compute`.
    pub category: String,
    /// `AWS`, `ThirdParty` or `Custom`.
    pub owner: String,
    /// 1 to 35 characters of `[0-9A-Za-z_-]`.
    pub provider: String,
    /// 1 to 9 characters of `[0-9A-Za-z_-]`.
    pub version: String,
}

impl ActionType {
    /// An action type of your own account, whose jobs a worker polls for.
    pub fn custom(
        category: impl Into<String>,
        provider: impl Into<String>,
        version: impl Into<String>,
    ) -> Self {
        Self::new(category.into(), "Custom", provider.into(), version.into())
    }

    /// An action type of a partner, whose jobs carry a client token.
    pub fn third_party(
        category: impl Into<String>,
        provider: impl Into<String>,
        version: impl Into<String>,
    ) -> Self {
        Self::new(category.into(), "ThirdParty", provider.into(), version.into())
    }

    /// The type of the action that invokes a Lambda function.
    pub fn lambda() -> Self {
        Self::new("Invoke".into(), "AWS", "Lambda".into(), "1".into())
    }

    fn new(category: String, owner: &str, provider: String, version: String) -> Self {
        Self { category, owner: owner.into(), provider, version }
    }

    /// From JSON that has been checked against the model.
    pub(crate) fn from_json(json: &Value) -> Self {
        let text = |name: &str| json[name].as_str().unwrap_or_default().to_owned();
        Self {
            category: text("category"),
            owner: text("owner"),
            provider: text("provider"),
            version: text("version"),
        }
    }
}

/// As CodePipeline writes an action type in its messages.
impl fmt::Display for ActionType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { category, owner, provider, version } = self;
        write!(f, "(Category: '{category}', Owner: '{owner}', Provider: '{provider}', Version: '{version}')")
    }
}
