//! What the user may have meant.

use crate::model::FailureType;

/// Words that people try, in small letters without separators and without a suffix such as `Error`, and the failure
/// type that they mean.
#[rustfmt::skip]
const SYNONYMS: &[(FailureType, &[&str])] = &[
    (FailureType::JobFailed, &[
        "failed", "failure", "error", "generic", "unknown", "other", "build", "test", "tests", "deploy", "deployment",
    ]),
    (FailureType::ConfigurationError, &[
        "config", "configuration", "invalidconfig", "invalidconfiguration", "misconfigured", "misconfiguration",
        "invalid", "invalidinput", "invalidparameter", "invalidparameters", "validation", "badrequest", "user", "usage",
    ]),
    (FailureType::PermissionError, &[
        "accessdenied", "permissiondenied", "permission", "permissions", "forbidden", "unauthorized", "notauthorized",
        "unauthenticated", "authorization", "authentication", "auth", "credentials", "denied",
    ]),
    (FailureType::RevisionOutOfSync, &[
        "outofsync", "conflict", "stale", "outdated", "revisionoutdated", "revisionconflict",
    ]),
    (FailureType::RevisionUnavailable, &[
        "revision", "revisionmissing", "revisionnotfound", "artifact", "artifactmissing", "artifactnotfound",
        "artifactunavailable", "sourceunavailable", "missing",
    ]),
    (FailureType::SystemUnavailable, &[
        "timeout", "timedout", "throttled", "throttling", "toomanyrequests", "serviceunavailable", "unavailable",
        "system", "internal", "internalserver", "network", "connection", "transient", "retryable", "retry", "outage",
    ]),
];

/// What errors are called besides what they are about.
const SUFFIXES: [&str; 5] = ["exception", "error", "failure", "failed", "fault"];

/// The failure type that `word` is, but for capitals and separators, or means.
pub fn failure_type(word: &str) -> Option<FailureType> {
    let word = plain(word);
    let spelled = FailureType::ALL.into_iter().find(|failure_type| plain(failure_type.name()) == word);
    let stem = SUFFIXES.iter().find_map(|suffix| word.strip_suffix(suffix)).filter(|stem| !stem.is_empty());
    let stem = stem.unwrap_or(&word);
    let meant = || SYNONYMS.iter().find(|(_, words)| words.contains(&stem)).map(|(meant, _)| *meant);
    let near = || FailureType::from_name(closest(&word, &FailureType::ALL.map(FailureType::name))?);
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

/// How many characters to insert, remove, replace or swap with the next.
fn distance(from: &str, to: &str) -> usize {
    let (from, to): (Vec<char>, Vec<char>) = (from.chars().collect(), to.chars().collect());
    let mut rows = vec![(0..=to.len()).collect::<Vec<usize>>()];
    for i in 1..=from.len() {
        let mut row = vec![i];
        for j in 1..=to.len() {
            let replaced = rows[i - 1][j - 1] + usize::from(from[i - 1] != to[j - 1]);
            let is_swap = i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1];
            let swapped = if is_swap { rows[i - 2][j - 2] + 1 } else { replaced };
            row.push(replaced.min(swapped).min(rows[i - 1][j] + 1).min(row[j - 1] + 1));
        }
        rows.push(row);
    }
    rows[from.len()][to.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelling_conventions_do_not_count() {
        for word in ["ConfigurationError", "configuration_error", "CONFIGURATION_ERROR", "Configurationerror"]
        {
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
            ("ValidationException", FailureType::ConfigurationError),
            ("Error", FailureType::JobFailed),
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
        let cases =
            [("", "", 0), ("a", "", 1), ("", "ab", 2), ("kitten", "sitting", 3), ("width", "widht", 1)];
        for (from, to, expected) in cases {
            assert_eq!(distance(from, to), expected, "{from} {to}");
        }
    }
}
