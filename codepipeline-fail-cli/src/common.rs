//! What the options say that every command has.

use std::time::Duration;

use crate::command_line::Given;
use crate::failure::Failure;
use crate::integer;
use crate::query::Query;

/// How long the service is waited for where nothing else is said.
const TIMEOUT: Duration = Duration::from_mins(1);

/// A century, in seconds. Who waits for longer waits for ever: not every time can be added to the present one.
const LONGEST_TIMEOUT: u64 = 100 * 365 * 24 * 60 * 60;

/// The options that every command has, with their values. Of those that have no effect on commands that print nothing,
/// such as `--no-paginate`, nothing is kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Common {
    /// `--debug`: tells on the standard error what is done.
    pub debug: bool,
    /// `--endpoint-url`: where requests go instead of to AWS.
    pub endpoint_url: Option<String>,
    /// False for `--no-verify-ssl`.
    pub verifies_tls: bool,
    /// `--ca-bundle`: the certificates to trust.
    pub ca_bundle: Option<String>,
    /// `--output`: how what is printed looks.
    pub output: Option<String>,
    /// `--query`: what is printed, in JMESPath.
    pub query: Option<Query>,
    /// `--profile`: whose configuration and credentials.
    pub profile: Option<String>,
    /// `--region`: where the pipeline is.
    pub region: Option<String>,
    /// `--color`: whether tables are coloured; none if only on a terminal.
    pub is_coloured: Option<bool>,
    /// False for `--no-sign-request`.
    pub signs: bool,
    /// `--cli-read-timeout`: how long an answer is waited for; none for ever.
    pub read_timeout: Option<Duration>,
    /// `--cli-connect-timeout`: how long a connection is waited for; none for ever.
    pub connect_timeout: Option<Duration>,
}

impl Common {
    /// Reads what was given.
    ///
    /// # Errors
    /// If a query is none, an endpoint's URL has no scheme, or a timeout is no whole number of seconds.
    pub fn read(given: &[Given]) -> Result<Self, Failure> {
        let is_given = |name: &str| given.iter().any(|option| option.name == name);
        let last = |name: &str| given.iter().rev().find(|option| option.name == name)?.value.clone();
        // An empty one is as good as none, for most.
        let value = |name: &str| last(name).filter(|value| !value.is_empty());
        let query = last("--query").as_deref().map(Query::compile).transpose()?;
        let endpoint_url = last("--endpoint-url");
        if let Some(url) = endpoint_url.as_deref().filter(|url| !has_scheme(url)) {
            return Err(Failure::value(format!(
                "Bad value for --endpoint-url \"{url}\": scheme is missing.  Must be of the form http://<hostname>/ or \
                 https://<hostname>/"
            )));
        }
        Ok(Self {
            debug: is_given("--debug"),
            endpoint_url,
            verifies_tls: !is_given("--no-verify-ssl"),
            ca_bundle: value("--ca-bundle"),
            output: value("--output"),
            query,
            profile: value("--profile"),
            region: value("--region"),
            is_coloured: match value("--color").as_deref() {
                Some("on") => Some(true),
                Some("off") => Some(false),
                _ => None,
            },
            signs: !is_given("--no-sign-request"),
            read_timeout: timeout(given, "--cli-read-timeout")?,
            connect_timeout: timeout(given, "--cli-connect-timeout")?,
        })
    }
}

fn has_scheme(url: &str) -> bool {
    url.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|first: char| first.is_ascii_alphabetic())
            && scheme.chars().all(|character| character.is_ascii_alphanumeric() || "+-.".contains(character))
    })
}

/// Whole seconds; 0 stands for no limit, as does what is longer than time can be.
fn timeout(given: &[Given], name: &str) -> Result<Option<Duration>, Failure> {
    let Some(option) = given.iter().rev().find(|option| option.name == name) else {
        return Ok(Some(TIMEOUT));
    };
    let text = option.value.as_deref().unwrap_or_default();
    let digits = integer::read(text)
        .ok_or_else(|| Failure::other(format!("{name}: invalid literal for int() with base 10: '{text}'")))?;
    if digits.starts_with('-') {
        let what = name.trim_start_matches("--cli-").trim_end_matches("-timeout");
        return Err(Failure::other(format!(
            "Attempted to set {what} timeout to {digits}, but the timeout cannot be set to a value less than or equal to 0."
        )));
    }
    Ok(digits.parse().ok().filter(|seconds| (1..=LONGEST_TIMEOUT).contains(seconds)).map(Duration::from_secs))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command_line::split;
    use crate::failure::FailureKind;

    fn common(line: &[&str]) -> Result<Common, Failure> {
        let split = split(line.iter().map(|word| (*word).to_owned())).expect("a good command line");
        Common::read(&split.common)
    }

    #[test]
    fn the_later_value_counts_and_an_empty_one_is_none() {
        let read = common(&["--region", "a", "--region", "b", "--profile", ""]).unwrap();
        assert_eq!((read.region.as_deref(), read.profile), (Some("b"), None));
        assert!(read.signs && read.verifies_tls && !read.debug);
    }

    #[test]
    fn a_timeout_is_a_whole_number_of_seconds() {
        let read = common(&["--cli-read-timeout", "0", "--cli-connect-timeout", " 5 "]).unwrap();
        assert_eq!((read.read_timeout, read.connect_timeout), (None, Some(Duration::from_secs(5))));
        let read =
            common(&["--cli-read-timeout", "99999999999999999999", "--cli-connect-timeout", "1_0"]).unwrap();
        assert_eq!((read.read_timeout, read.connect_timeout), (None, Some(Duration::from_secs(10))));
        assert_eq!(common(&[]).unwrap().read_timeout, Some(Duration::from_mins(1)));
        for value in ["abc", "1.5", ""] {
            let failure = common(&["--cli-read-timeout", value]).unwrap_err();
            assert_eq!(failure.kind, FailureKind::Other, "{value}");
            assert!(failure.text.ends_with(&format!("'{value}'")), "{}", failure.text);
        }
        let failure = common(&["--cli-connect-timeout=-1"]).unwrap_err();
        assert!(failure.text.starts_with("Attempted to set connect timeout to -1"), "{}", failure.text);
    }

    #[test]
    fn an_endpoint_has_a_scheme() {
        for url in ["http://x", "https://x/y"] {
            assert_eq!(common(&["--endpoint-url", url]).unwrap().endpoint_url.as_deref(), Some(url));
        }
        for url in ["localhost", "//x", "1:2", ""] {
            assert_eq!(common(&["--endpoint-url", url]).unwrap_err().kind, FailureKind::Value, "{url}");
        }
    }
}
