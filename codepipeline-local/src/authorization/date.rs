//! The time of a signature: the header `X-Amz-Date`, ISO 8601's basic format in UTC.

#[cfg(feature = "signatures")]
use crate::error::ApiError;
use std::fmt;
#[cfg(feature = "signatures")]
use std::time::SystemTime;
use time::UtcDateTime;
use time::format_description::StaticFormatDescription;
use time::macros::format_description;

/// `20150830T123600Z`, a second of the years 0 to 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct AmzDate(UtcDateTime);

const FORMAT: StaticFormatDescription = format_description!("[year][month][day]T[hour][minute][second]Z");

/// As the scope of a credential has it.
const DAY: StaticFormatDescription = format_description!("[year][month][day]");

impl AmzDate {
    pub(super) fn parse(text: &str) -> Option<Self> {
        let parsed = Self(UtcDateTime::parse(text, FORMAT).ok()?);
        // A parser may be kinder than the format, with a sign before the year for one.
        Some(parsed).filter(|parsed| parsed.to_string() == text)
    }

    /// `20150830`.
    pub(super) fn day(self) -> String {
        self.0.format(DAY).unwrap_or_default()
    }
}

/// How far a signature's time may be off, in minutes, as the services' messages have it ("- 5 min.").
#[cfg(feature = "signatures")]
const MINUTES: i64 = 5;

#[cfg(feature = "signatures")]
impl AmzDate {
    /// None before 1970.
    pub(super) fn time(self) -> Option<SystemTime> {
        (self.0 >= UtcDateTime::UNIX_EPOCH).then(|| self.0.into())
    }

    /// # Errors
    /// If this is more than five minutes from `now`.
    pub(super) fn check(self, now: SystemTime) -> Result<(), ApiError> {
        let now = UtcDateTime::from(now).truncate_to_second();
        let margin = time::Duration::minutes(MINUTES);
        let (now, earliest, latest) =
            (Self(now), Self(now.saturating_sub(margin)), Self(now.saturating_add(margin)));
        if self < earliest {
            Err(ApiError::invalid_signature(format!(
                "Signature expired: {self} is now earlier than {earliest} ({now} - {MINUTES} min.)"
            )))
        } else if self > latest {
            Err(ApiError::invalid_signature(format!(
                "Signature not yet current: {self} is still later than {latest} ({now} + {MINUTES} min.)"
            )))
        } else {
            Ok(())
        }
    }
}

impl fmt::Display for AmzDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.format(FORMAT).map_err(|_| fmt::Error)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn seconds(text: &str) -> Option<i64> {
        AmzDate::parse(text).map(|date| date.0.unix_timestamp())
    }

    #[test]
    fn known_seconds() {
        assert_eq!(seconds("19700101T000000Z"), Some(0));
        assert_eq!(seconds("20000229T235959Z"), Some(951_868_799));
        assert_eq!(seconds("20150830T123600Z"), Some(1_440_938_160));
        assert_eq!(seconds("19691231T235959Z"), Some(-1));
        assert_eq!(seconds("99991231T235959Z"), Some(253_402_300_799));
        assert!(seconds("00000101T000000Z").is_some());
    }

    #[test]
    fn what_is_no_time() {
        let bad = [
            "",
            "20150830",
            "20150830T123600",
            "20150830T123600z",
            "2015-08-30T12:36:00Z",
            "20150830T1236000Z",
            "20150830T123600ZZ",
            "20150229T000000Z",
            "20150431T000000Z",
            "20151301T000000Z",
            "20150001T000000Z",
            "20150100T000000Z",
            "20150830T240000Z",
            "20150830T126000Z",
            "20150830T123660Z",
            "+2150830T123600Z",
            "２0150830T123600Z",
            "Sun, 30 Aug 2015 12:36:00 GMT",
        ];
        for text in bad {
            assert_eq!(seconds(text), None, "{text}");
        }
    }

    #[cfg(feature = "signatures")]
    #[test]
    fn five_minutes_either_way() {
        let at = |text: &str| AmzDate::parse(text).unwrap();
        let now = at("20240229T000000Z").time().unwrap();
        for near in ["20240228T235500Z", "20240229T000000Z", "20240229T000500Z"] {
            assert_eq!(at(near).check(now), Ok(()), "{near}");
        }
        assert_eq!(
            at("20240228T235459Z").check(now).unwrap_err().message,
            "Signature expired: 20240228T235459Z is now earlier than 20240228T235500Z (20240229T000000Z - 5 min.)",
        );
        assert_eq!(
            at("20240229T000501Z").check(now).unwrap_err().message,
            "Signature not yet current: 20240229T000501Z is still later than 20240229T000500Z (20240229T000000Z + 5 min.)",
        );
    }

    proptest! {
        #[test]
        fn every_second_comes_back(seconds in -62_167_219_200_i64..=253_402_300_799) {
            let date = AmzDate(UtcDateTime::from_unix_timestamp(seconds).unwrap());
            prop_assert_eq!(AmzDate::parse(&date.to_string()), Some(date));
        }

        #[test]
        fn any_text_is_a_time_or_not(text in "\\PC*|[0-9TZ]{14,18}") {
            if let Some(date) = AmzDate::parse(&text) {
                prop_assert_eq!(date.to_string(), text);
            }
        }
    }
}
