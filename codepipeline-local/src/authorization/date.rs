//! The time of a signature: the header `X-Amz-Date`, ISO 8601's basic format in UTC.

#[cfg(feature = "signatures")]
use crate::error::ApiError;
use std::fmt;
#[cfg(feature = "signatures")]
use std::time::{Duration, SystemTime};

/// `20150830T123600Z`, a second of the years 0 to 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct AmzDate {
    /// Seconds since 1970, negative before.
    seconds: i64,
}

const DAY: i64 = 24 * 60 * 60;

/// The days of 400 years, after which the Gregorian calendar repeats itself.
const ERA: i64 = 146_097;

impl AmzDate {
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (date, time) = text.strip_suffix('Z')?.split_once('T')?;
        let digits = |text: &str, len| text.len() == len && text.bytes().all(|byte| byte.is_ascii_digit());
        if !digits(date, 8) || !digits(time, 6) {
            return None;
        }
        let number = |text: &str| text.parse::<i64>().ok();
        let (year, month, day) = (number(&date[..4])?, number(&date[4..6])?, number(&date[6..])?);
        let (hour, minute, second) = (number(&time[..2])?, number(&time[2..4])?, number(&time[4..])?);
        if !(1..=12).contains(&month) || hour > 23 || minute > 59 || second > 59 {
            return None;
        }
        let seconds = days(year, month, day) * DAY + hour * 3600 + minute * 60 + second;
        // A day that the month does not have comes out as one of the next.
        Some(Self { seconds }).filter(|parsed| parsed.to_string() == text)
    }

    /// `20150830`, as the scope of a credential has it.
    pub(super) fn day(self) -> String {
        let (year, month, day) = civil(self.seconds.div_euclid(DAY));
        format!("{year:04}{month:02}{day:02}")
    }
}

/// How far a signature's time may be off, in minutes, as the services' messages have it ("- 5 min.").
#[cfg(feature = "signatures")]
const MINUTES: i64 = 5;

#[cfg(feature = "signatures")]
impl AmzDate {
    pub(super) fn time(self) -> Option<SystemTime> {
        let seconds = u64::try_from(self.seconds).ok()?;
        SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(seconds))
    }

    /// # Errors
    /// If this is more than five minutes from `now`.
    pub(super) fn check(self, now: SystemTime) -> Result<(), ApiError> {
        let seconds = now.duration_since(SystemTime::UNIX_EPOCH).map_or(0, |time| time.as_secs());
        // The last second that has four digits to its year.
        let last = (days(10_000, 1, 1) * DAY) - 1;
        let now = Self { seconds: i64::try_from(seconds).unwrap_or(last).min(last) };
        let earliest = Self { seconds: now.seconds - MINUTES * 60 };
        let latest = Self { seconds: now.seconds + MINUTES * 60 };
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
        let second = self.seconds.rem_euclid(DAY);
        let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
        write!(f, "{}T{hour:02}{minute:02}{second:02}Z", self.day())
    }
}

/// The days from 1970-01-01 to a day. The year begins with March here, so that the leap day is its last
/// (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms").
fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month > 2 { year } else { year - 1 };
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * ERA + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// The year, month and day that are so many days from 1970-01-01: [`days`] reversed.
fn civil(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let (era, of_era) = (days.div_euclid(ERA), days.rem_euclid(ERA));
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (era * 400 + year + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn seconds(text: &str) -> Option<i64> {
        AmzDate::parse(text).map(|date| date.seconds)
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
            let date = AmzDate { seconds };
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
