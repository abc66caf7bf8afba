//! How often a request is sent
//! (<https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-retries.html>).

use std::time::Duration;

use crate::configuration::Configuration;
use crate::environment::Environment;
use crate::failure::Failure;
use crate::integer;

/// The longest wait between two attempts.
const LONGEST_WAIT: Duration = Duration::from_secs(20);

/// A number of attempts.
fn attempts(text: &str) -> Result<u32, Failure> {
    let digits = integer::read(text).ok_or_else(|| {
        Failure::other(format!("max_attempts: invalid literal for int() with base 10: '{text}'"))
    })?;
    if digits == "0" || digits.starts_with('-') {
        return Err(Failure::other(format!(
            "Value provided to \"max_attempts\": {digits} must be an integer greater than or equal to one."
        )));
    }
    // More than fit are more than anybody lives to see.
    Ok(digits.parse().unwrap_or(u32::MAX))
}

/// The codes of errors after which a request may be sent again, whatever their status.
const CODES: [&str; 16] = [
    "RequestTimeout",
    "RequestTimeoutException",
    "PriorRequestNotComplete",
    "Throttling",
    "ThrottlingException",
    "ThrottledException",
    "RequestThrottledException",
    "TooManyRequestsException",
    "ProvisionedThroughputExceededException",
    "TransactionInProgressException",
    "RequestLimitExceeded",
    "BandwidthLimitExceeded",
    "LimitExceededException",
    "RequestThrottled",
    "SlowDown",
    "EC2ThrottledException",
];

/// How often a request is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retries {
    /// The first time included.
    pub attempts: u32,
    /// Whether somebody said so.
    pub is_set: bool,
}

impl Retries {
    /// What the environment and the configuration say; else three times.
    ///
    /// # Errors
    /// If they say something that cannot be.
    pub fn of(environment: &Environment, configuration: &Configuration) -> Result<Self, Failure> {
        if let Some(mode) = configuration.or_variable("retry_mode", environment, "AWS_RETRY_MODE")
            && !["standard", "adaptive"].contains(&mode)
        {
            return Err(Failure::other(format!(
                "Invalid value provided to \"mode\": \"{mode}\" must be one of: \"standard\" or \"adaptive\""
            )));
        }
        let configured = configuration.or_variable("max_attempts", environment, "AWS_MAX_ATTEMPTS");
        let attempts = match configured {
            None => 3,
            Some(text) => attempts(text)?,
        };
        Ok(Self { attempts, is_set: configured.is_some() })
    }

    /// How long to wait after an attempt, of which the first is number one; a random part of twice the time for each.
    pub(crate) fn wait(attempt: u32) -> Duration {
        let doublings = attempt.saturating_sub(1).min(16);
        Duration::from_secs(1 << doublings).mul_f64(fastrand::f64()).min(LONGEST_WAIT)
    }

    /// Whether a request may succeed later that was answered so.
    pub(crate) fn may_help(status: u16, code: &str) -> bool {
        [500, 502, 503, 504].contains(&status) || CODES.contains(&code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn retries(variables: &[(&str, &str)]) -> Result<Retries, String> {
        let environment: Environment = variables.iter().copied().collect();
        Retries::of(&environment, &Configuration::default()).map_err(|failure| failure.text)
    }

    #[test]
    fn attempts_are_counted_with_the_first() {
        assert_eq!(retries(&[]), Ok(Retries { attempts: 3, is_set: false }));
        assert_eq!(retries(&[("AWS_MAX_ATTEMPTS", "7")]), Ok(Retries { attempts: 7, is_set: true }));
        assert_eq!(retries(&[("AWS_MAX_ATTEMPTS", "1_0")]).unwrap().attempts, 10);
        assert_eq!(retries(&[("AWS_MAX_ATTEMPTS", "99999999999")]).unwrap().attempts, u32::MAX);
        for value in ["0", "-1", "abc", ""] {
            assert!(retries(&[("AWS_MAX_ATTEMPTS", value)]).is_err(), "{value}");
        }
    }

    #[test]
    fn there_are_two_modes() {
        assert!(retries(&[("AWS_RETRY_MODE", "adaptive")]).is_ok());
        assert!(retries(&[("AWS_RETRY_MODE", "legacy")]).unwrap_err().contains("\"standard\" or"));
    }

    #[test]
    fn waits_grow_up_to_a_limit() {
        for attempt in 1..100 {
            let most = Duration::from_secs(1 << (attempt - 1).min(10)).min(LONGEST_WAIT);
            assert!(Retries::wait(attempt) <= most);
        }
    }

    #[test]
    fn what_may_pass_is_tried_again() {
        assert!(Retries::may_help(400, "ThrottlingException") && Retries::may_help(503, ""));
        assert!(!Retries::may_help(429, "429") && !Retries::may_help(501, "501"));
        assert!(!Retries::may_help(400, "ServiceUnavailable"));
    }
}
