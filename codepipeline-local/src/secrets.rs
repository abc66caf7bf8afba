//! What no one but a job's worker may see.

use crate::action_type::ActionTypeDefinition;
use crate::job::{ArtifactCredentials, ClientToken, Job, Origin};
use serde_json::Value;

/// What stands where a secret was.
pub(crate) const MASK: &str = "***";

/// The secrets of a job and of those it continues: the credentials they have handed out, their client's token, and the
/// values that their action type calls secret.
#[derive(Debug, Default)]
pub(crate) struct Secrets<'a>(Vec<&'a str>);

impl<'a> Secrets<'a> {
    /// Of jobs of one action type.
    pub(crate) fn of(jobs: impl Iterator<Item = &'a Job>, definition: Option<&ActionTypeDefinition>) -> Self {
        let properties = definition.into_iter().flat_map(|definition| definition.properties.iter().flatten());
        let names: Vec<_> =
            properties.filter(|property| property.secret).map(|property| &property.name).collect();
        let mut secrets: Vec<&str> = Vec::new();
        for job in jobs {
            let issued = job.earlier_credentials.iter().chain([&job.view.artifact_credentials]);
            secrets.extend(issued.flat_map(ArtifactCredentials::parts));
            if let Origin::ThirdParty { client_token: ClientToken(token), .. } = &job.origin {
                secrets.push(token);
            }
            let configuration = &job.view.data.configuration;
            secrets.extend(names.iter().filter_map(|name| configuration.get(*name)).map(String::as_str));
        }
        secrets.retain(|secret| !secret.is_empty());
        // One that is part of another must not leave the rest of it.
        secrets.sort_unstable_by_key(|secret| std::cmp::Reverse(secret.len()));
        Self(secrets)
    }

    /// JSON without the secrets, and without any client token, wherever they stand.
    pub(crate) fn mask(&self, json: Value) -> Value {
        match json {
            Value::String(text) => Value::String(self.mask_text(text)),
            Value::Array(items) => items.into_iter().map(|item| self.mask(item)).collect(),
            Value::Object(members) => {
                let clean = |(name, value): (String, Value)| {
                    let is_token = name.eq_ignore_ascii_case("clientToken");
                    let value = if is_token { Value::from(MASK) } else { self.mask(value) };
                    (self.mask_text(name), value)
                };
                Value::Object(members.into_iter().map(clean).collect())
            }
            other => other,
        }
    }

    fn mask_text(&self, text: String) -> String {
        let found = self.0.iter().filter(|secret| text.contains(**secret)).collect::<Vec<_>>();
        found.into_iter().fold(text, |text, secret| text.replace(*secret, MASK))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn client_tokens_are_removed_at_any_depth() {
        let body = json!({ "jobId": "1", "clientToken": "hush", "a": [{ "ClientToken": ["hush"] }] });
        let clean = json!({ "jobId": "1", "clientToken": "***", "a": [{ "ClientToken": "***" }] });
        assert_eq!(Secrets::default().mask(body), clean);
    }

    #[test]
    fn secrets_are_removed_from_values_and_names() {
        let secrets = Secrets(vec!["long secret", "secret"]);
        let body = json!({ "a secret": ["the long secret, a secret"], "n": 1 });
        assert_eq!(secrets.mask(body), json!({ "a ***": ["the ***, a ***"], "n": 1 }));
    }
}
