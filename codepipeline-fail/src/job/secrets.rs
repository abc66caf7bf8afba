//! What a job knows and must not tell.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

use aws_sdk_codepipeline::types::AwsSessionCredentials;
use serde_json::Value;

/// Values whose name contains one of these are secret, in any case and with anything between the words. It is better to
/// mask the ARN of a secret than to show the secret.
const NAMES: [&str; 9] = [
    "password",
    "passwd",
    "passphrase",
    "secret",
    "token",
    "apikey",
    "accesskey",
    "privatekey",
    "credential",
];

/// A value that is only guessed to be secret has to be at least this long: to mask every `1` of a message for the sake of
/// `TokenCount` helps nobody.
const SHORTEST_GUESS: usize = 4;

/// The secrets of a job. A clone is another handle to the same.
#[derive(Clone, Default)]
pub(super) struct Secrets(Arc<Mutex<BTreeSet<String>>>);

impl Secrets {
    pub fn all(&self) -> Vec<String> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).iter().cloned().collect()
    }

    pub fn add(&self, secret: &str) {
        let mut secrets = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !secret.is_empty() && !secrets.contains(secret) {
            secrets.insert(secret.to_owned());
        }
    }

    pub fn add_credentials(&self, credentials: &AwsSessionCredentials) {
        self.add(&credentials.access_key_id);
        self.add(&credentials.secret_access_key);
        self.add(&credentials.session_token);
    }

    /// The values of the configuration that are secret: by the keys that the worker was told, and by names that say so.
    /// In a value that is JSON, as `UserParameters` are, the same goes for its members.
    pub fn add_configuration(&self, configuration: &BTreeMap<String, String>, told: &[String]) {
        for (key, value) in configuration {
            let reason = Reason::of(key, told);
            self.add_scalar(value, reason);
            let may_have_members = value.trim_start().starts_with(['{', '[']);
            if may_have_members && let Ok(document) = serde_json::from_str(value) {
                self.add_members(&document, reason, told);
            }
        }
    }

    fn add_members(&self, value: &Value, reason: Option<Reason>, told: &[String]) {
        match value {
            Value::String(text) => self.add_scalar(text, reason),
            Value::Number(number) => self.add_scalar(&number.to_string(), reason),
            Value::Array(values) => values.iter().for_each(|value| self.add_members(value, reason, told)),
            Value::Object(members) => members
                .iter()
                .for_each(|(name, value)| self.add_members(value, reason.max(Reason::of(name, told)), told)),
            Value::Null | Value::Bool(_) => {}
        }
    }

    fn add_scalar(&self, text: &str, reason: Option<Reason>) {
        let is_secret = match reason {
            Some(Reason::Told) => true,
            Some(Reason::Named) => {
                text.chars().nth(SHORTEST_GUESS - 1).is_some() && text.parse::<bool>().is_err()
            }
            None => false,
        };
        if is_secret {
            self.add(text);
        }
    }
}

/// Why a value is secret, the weaker reason first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Reason {
    Named,
    Told,
}

impl Reason {
    fn of(name: &str, told: &[String]) -> Option<Self> {
        if told.iter().any(|told| told == name) {
            return Some(Self::Told);
        }
        let letters =
            name.bytes().filter(u8::is_ascii_alphanumeric).map(|letter| letter.to_ascii_lowercase());
        let letters: Vec<u8> = letters.collect();
        let is_named = |at| NAMES.iter().any(|name| letters[at..].starts_with(name.as_bytes()));
        (0..letters.len()).any(is_named).then_some(Self::Named)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secrets(configuration: &[(&str, &str)], told: &[&str]) -> Vec<String> {
        let owned = |&(key, value): &(&str, &str)| (key.to_owned(), value.to_owned());
        let told: Vec<_> = told.iter().map(|&key| key.to_owned()).collect();
        let secrets = Secrets::default();
        secrets.add_configuration(&configuration.iter().map(owned).collect(), &told);
        secrets.all()
    }

    #[test]
    fn keys_that_were_told_are_secret_whatever_they_are() {
        assert_eq!(secrets(&[("Stack", "a"), ("Region", "eu")], &["Stack"]), ["a"]);
    }

    #[test]
    fn names_that_say_so_are_secret() {
        for name in
            ["Password", "DB_PASSWD", "api-key", "ApiKey", "clientSecret", "AUTH_TOKEN", "aws_access_key_id"]
        {
            assert_eq!(secrets(&[(name, "hunter2")], &[]), ["hunter2"], "{name}");
        }
        assert!(
            secrets(&[("Stack", "hunter2"), ("Keyboard", "qwertz"), ("Pass", "through")], &[]).is_empty()
        );
    }

    #[test]
    fn what_is_too_short_to_be_guessed_a_secret_stays() {
        assert!(secrets(&[("TokenCount", "1"), ("UseToken", "false"), ("Secret", "")], &[]).is_empty());
    }

    #[test]
    fn members_of_json_are_looked_at_too() {
        let parameters =
            r#"{"stack":"shop","db":{"password":"a\"b\"c"},"tokens":["first-token",12345,true,null]}"#;
        let secrets = |told: &[&str]| secrets(&[("UserParameters", parameters)], told);
        assert_eq!(secrets(&[]), ["12345", "a\"b\"c", "first-token"]);
        assert_eq!(secrets(&["stack"]), ["12345", "a\"b\"c", "first-token", "shop"]);
        assert_eq!(secrets(&["UserParameters"]), ["12345", "a\"b\"c", "first-token", "shop", parameters]);
    }
}
