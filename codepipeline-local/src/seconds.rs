//! Durations in JSON: a number of seconds, as the API writes its timestamps.

use serde::{Deserialize, Deserializer, Serializer};
use std::time::Duration;

/// Durations that are no longer than this are exact to the microsecond, which is as much as a person needs.
const LONGEST: f64 = 1e9;

pub(crate) fn serialize<S: Serializer>(duration: &Duration, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_f64(number(*duration))
}

pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Duration, D::Error> {
    duration(f64::deserialize(deserializer)?).map_err(serde::de::Error::custom)
}

/// The seconds of a duration, to the microsecond.
pub(crate) fn number(duration: Duration) -> f64 {
    (duration.as_secs_f64() * 1e6).round() / 1e6
}

/// The duration of so many seconds. More than 30 years count as forever.
pub(crate) fn duration(seconds: f64) -> Result<Duration, &'static str> {
    if seconds >= LONGEST {
        return Ok(Duration::MAX);
    }
    Duration::try_from_secs_f64(seconds).map_err(|_| "a time is a number of seconds, zero or more")
}

/// The same where there may be none.
pub(crate) mod optional {
    use super::{Deserialize, Deserializer, Duration, Serializer};

    #[expect(clippy::ref_option, reason = "serde asks for a reference")]
    pub(crate) fn serialize<S: Serializer>(
        duration: &Option<Duration>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        match duration {
            Some(duration) => super::serialize(duration, serializer),
            None => serializer.serialize_none(),
        }
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Duration>, D::Error> {
        let seconds = Option::<f64>::deserialize(deserializer)?;
        seconds.map(super::duration).transpose().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_are_exact_to_the_microsecond() {
        for micros in [0, 1, 999_999, 1_000_001, 86_400_000_001] {
            let exact = Duration::from_micros(micros);
            assert_eq!(duration(number(exact)).map(|back| back.as_micros()), Ok(exact.as_micros()));
        }
    }

    #[test]
    fn what_is_no_time_is_refused_and_what_never_ends_stays_so() {
        for wrong in [-0.1, f64::NAN, f64::NEG_INFINITY] {
            assert!(duration(wrong).is_err(), "{wrong}");
        }
        assert_eq!(duration(number(Duration::MAX)), Ok(Duration::MAX));
        assert_eq!(duration(f64::INFINITY), Ok(Duration::MAX));
    }
}
