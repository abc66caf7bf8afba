//! What an account says of an action type when it makes it.

use super::ActionType;
use crate::check;
use crate::model;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// An action type with the properties that its configuration has (`CreateCustomActionType` in the API).
///
/// A poll for it must then name the queryable property, if there is one, and no other; and secret values are shown
/// nowhere but to the worker.
///
/// ```
/// use codepipeline_local::{ActionType, ActionTypeDefinition, ConfigurationProperty, Endpoint, Operation};
///
/// let endpoint = Endpoint::new();
/// endpoint.define(
///     ActionTypeDefinition::new(ActionType::custom("Test", "Acme", "1"))
///         .property(ConfigurationProperty::new("ProjectName").queryable())
///         .property(ConfigurationProperty::new("ApiToken").secret())
///         .execution_url_template("https://acme.example/runs/{ExternalExecutionId}"),
/// );
/// let poll = r#"{"actionTypeId":{"category":"Test","owner":"Custom","provider":"Acme","version":"1"}}"#;
/// let answer = endpoint.call(Operation::PollForJobs, poll);
/// assert_eq!(answer.error().as_deref(), Some("ValidationException")); // a queryParam is missing
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ActionTypeDefinition {
    /// The action type.
    pub action_type: ActionType,
    /// The properties that its configuration has; none if they are not known.
    pub properties: Option<Vec<ConfigurationProperty>>,
    /// Where the system that runs it shows an execution, with `{ExternalExecutionId}` for the id.
    pub execution_url_template: Option<String>,
}

/// A property of an action type's configuration (`ActionConfigurationProperty` in the API).
///
/// ```
/// use codepipeline_local::ConfigurationProperty;
///
/// let token = ConfigurationProperty::new("ApiToken").secret();
/// assert!(token.secret && !token.queryable);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ConfigurationProperty {
    /// 1 to 50 characters.
    pub name: String,
    /// Whether its values are shown to nobody but the worker.
    #[serde(default)]
    pub secret: bool,
    /// Whether a poll asks for its value. An action type has at most one such property.
    #[serde(default)]
    pub queryable: bool,
}

impl ConfigurationProperty {
    /// A property that is neither secret nor queryable.
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), secret: false, queryable: false }
    }

    /// Its values are shown to nobody but the worker.
    #[must_use]
    pub fn secret(mut self) -> Self {
        self.secret = true;
        self
    }

    /// A poll must ask for its value.
    #[must_use]
    pub fn queryable(mut self) -> Self {
        self.queryable = true;
        self
    }
}

impl ActionTypeDefinition {
    /// An action type without any property.
    pub fn new(action_type: ActionType) -> Self {
        Self { action_type, properties: Some(Vec::new()), execution_url_template: None }
    }

    /// An action type of which no more is known.
    pub(crate) fn unknown(action_type: ActionType) -> Self {
        Self { action_type, properties: None, execution_url_template: None }
    }

    /// Adds a property of the configuration.
    #[must_use]
    pub fn property(mut self, property: ConfigurationProperty) -> Self {
        self.properties.get_or_insert_default().push(property);
        self
    }

    /// Sets where the system that runs it shows an execution, with `{ExternalExecutionId}` in the place of the id.
    #[must_use]
    pub fn execution_url_template(mut self, template: impl Into<String>) -> Self {
        self.execution_url_template = Some(template.into());
        self
    }

    /// From the input of CreateCustomActionType, or the `actionType` of its output; without an owner it is Custom.
    pub(crate) fn from_json(json: &Value) -> Result<Self, String> {
        let id = json.get("id").unwrap_or(json);
        let id = json!({
            "category": id["category"],
            "owner": id.get("owner").filter(|owner| !owner.is_null()).unwrap_or(&json!("Custom")),
            "provider": id["provider"],
            "version": id["version"],
        });
        if let Some(mistake) = check::mistake(model::ACTION_TYPE, &id) {
            return Err(mistake);
        }
        let properties = ["configurationProperties", "actionConfigurationProperties"];
        let properties = properties.iter().find_map(|name| json.get(name).filter(|list| !list.is_null()));
        let properties = properties.map(Vec::<ConfigurationProperty>::deserialize).transpose();
        let definition = Self {
            action_type: ActionType::from_json(&id),
            properties: properties.map_err(|error| format!("configurationProperties: {error}"))?,
            execution_url_template: json["settings"]["executionUrlTemplate"].as_str().map(str::to_owned),
        };
        definition.mistake().map_or(Ok(definition), Err)
    }

    /// What is wrong with it, if anything is.
    pub(crate) fn mistake(&self) -> Option<String> {
        let queryable = self.properties.iter().flatten().filter(|property| property.queryable).count();
        (queryable > 1).then(|| format!("{queryable} properties are queryable; at most one can be"))
    }

    /// The property that a poll must name.
    pub(crate) fn queryable(&self) -> Option<&str> {
        let mut properties = self.properties.iter().flatten();
        properties.find(|property| property.queryable).map(|property| property.name.as_str())
    }

    /// Whether the values of a property may be shown: only if it is known and not secret.
    pub(crate) fn shows(&self, name: &str) -> bool {
        self.properties.iter().flatten().any(|property| property.name == name && !property.secret)
    }

    /// Where an execution is shown.
    pub(crate) fn execution_url(&self, external_execution_id: &str) -> Option<String> {
        let template = self.execution_url_template.as_ref()?;
        Some(template.replace("{ExternalExecutionId}", external_execution_id))
    }
}
