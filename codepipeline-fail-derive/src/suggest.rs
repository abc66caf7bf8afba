//! What the user may have meant.

use crate::model::FailureType;

/// Words that people try, in small letters without separators, and the failure type that they mean.
const SYNONYMS: &[(FailureType, &[&str])] = &[
    (FailureType::JobFailed, &["failed", "failure", "error", "generic", "unknown", "other", "internal", "buildfailed", "testfailed", "testsfailed", "deployfailed"]),
    (FailureType::ConfigurationError, &["config", "configuration", "invalidconfiguration", "misconfigured", "invalid", "invalidinput", "invalidparameter", "invalidparameters", "validation", "validationerror", "validationexception", "badrequest", "usererror", "usage"]),
    (FailureType::PermissionError, &["accessdenied", "accessdeniedexception", "permissiondenied", "permission", "permissions", "permissionserror", "forbidden", "unauthorized", "notauthorized", "unauthenticated", "authorization", "authentication", "credentials", "denied"]),
    (FailureType::RevisionOutOfSync, &["outofsync", "conflict", "stale", "outdated", "revisionoutdated", "revisionconflict"]),
    (FailureType::RevisionUnavailable, &["revisionmissing", "revisionnotfound", "artifactmissing", "artifactnotfound", "artifactunavailable", "artifacterror", "sourceunavailable", "missing"]),
    (FailureType::SystemUnavailable, &["timeout", "timedout", "throttled", "throttling", "toomanyrequests", "serviceunavailable", "unavailable", "systemerror", "internalerror", "internalservererror", "network", "networkerror", "connection", "transient", "retryable", "retry", "outage"]),
];

/// The failure type that `word` is, but for capitals and separators, or means.
pub fn failure_type(word: &str) -> Option<FailureType> {
    let word = plain(word);
    let spelled = FailureType::ALL.into_iter().find(|failure_type| plain(failure_type.name()) == word);
    let meant = || SYNONYMS.iter().find(|(_, words)| words.contains(&word.as_str())).map(|(meant, _)| *meant);
    let near = || {
        let names: Vec<_> = FailureType::ALL.iter().map(|failure_type| failure_type.name()).collect();
        let name = closest(&word, &names)?;
        FailureType::from_name(name)
    };
    spelled.or_else(meant).or_else(near)
}

/// The one of `candidates` that is so near to `word` that a slip of the fingers or another convention explains it.
pub fn closest<'a>(word: &str, candidates: &[&'a str]) -> Option<&'a str> {
    let word = plain(word);
    candidates
        .iter()
        .map(|candidate| (distance(&word, &plain(candidate)), *candidate))
        .filter(|(distance, candidate)| *distance <= candidate.len() / 3)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Small letters and digits only, so that conventions of spelling do not count.
fn plain(word: &str) -> String {
    word.chars().filter(|character| character.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Levenshtein's distance: how many characters to insert, remove or replace.
fn distance(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (removed, character) in from.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = removed + 1;
        for (column, other) in to.iter().enumerate() {
            let replaced = diagonal + usize::from(character != *other);
            diagonal = row[column + 1];
            row[column + 1] = replaced.min(row[column] + 1).min(diagonal + 1);
        }
    }
    row[to.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelling_conventions_do_not_count() {
        for word in ["ConfigurationError", "configuration_error", "CONFIGURATION_ERROR", "Configurationerror"] {
            assert_eq!(failure_type(word), Some(FailureType::ConfigurationError), "{word}");
        }
    }

    #[test]
    fn words_that_people_try() {
        for (word, meant) in [
            ("AccessDenied", FailureType::PermissionError),
            ("Timeout", FailureType::SystemUnavailable),
            ("ConfigError", FailureType::ConfigurationError),
            ("JobFail", FailureType::JobFailed),
            ("JobFailure", FailureType::JobFailed),
            ("OutOfSync", FailureType::RevisionOutOfSync),
            ("RevisionUnavailble", FailureType::RevisionUnavailable),
        ] {
            assert_eq!(failure_type(word), Some(meant), "{word}");
        }
    }

    #[test]
    fn nothing_is_suggested_for_a_word_far_from_all() {
        assert_eq!(failure_type("Banana"), None);
        assert_eq!(closest("banana", &["causes", "error", "fmt"]), None);
        assert_eq!(closest("", &["fmt"]), None);
    }

    #[test]
    fn distances() {
        for (from, to, expected) in [("", "", 0), ("a", "", 1), ("", "ab", 2), ("kitten", "sitting", 3), ("ab", "ba", 2)] {
            assert_eq!(distance(from, to), expected, "{from} {to}");
        }
    }
}
