//! Moments: seconds since 1970 began, or a date as ISO 8601 or RFC 2822 writes it. One without an offset is UTC's.

use time::format_description::well_known::{Iso8601, Rfc2822};
use time::{Date, OffsetDateTime, PrimitiveDateTime, Time};

use crate::value::Value;

/// The seconds since 1970 began, without their fraction, of what names a moment.
///
/// ```
/// use codepipeline_fail_cli::moment::seconds;
///
/// assert_eq!(seconds(&"2024-05-31T18:08:37+02:00".into()), Some(1_717_171_717));
/// assert_eq!(seconds(&"1717171717".into()), Some(1_717_171_717));
/// assert_eq!(seconds(&"the day after".into()), None);
/// ```
#[must_use]
pub fn seconds(value: &Value) -> Option<i64> {
    match value {
        Value::Integer(text) | Value::Text(text) | Value::Date(text) => of_text(text.trim()),
        Value::Float(number) => of_number(*number),
        Value::Null | Value::Bool(_) | Value::Bytes(_) | Value::List(_) | Value::Map(_) => None,
    }
}

fn of_text(text: &str) -> Option<i64> {
    if let Ok(number) = text.parse() {
        return of_number(number);
    }
    if let Ok(moment) = OffsetDateTime::parse(text, &Rfc2822) {
        return Some(moment.unix_timestamp());
    }
    // ISO 8601 has a T where people, and YAML, also write a blank, and no blank before the offset.
    let text = match text.split_once(' ') {
        Some((date, time)) => format!("{date}T{}", time.replace(' ', "")),
        None => text.replace('t', "T"),
    };
    if let Ok(moment) = OffsetDateTime::parse(&text, &Iso8601::PARSING) {
        return Some(moment.unix_timestamp());
    }
    let moment = PrimitiveDateTime::parse(&text, &Iso8601::PARSING)
        .or_else(|_| Date::parse(&text, &Iso8601::PARSING).map(|date| date.with_time(Time::MIDNIGHT)));
    Some(moment.ok()?.assume_utc().unix_timestamp())
}

/// What a date can be, so that a number has to be one.
fn of_number(number: f64) -> Option<i64> {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a fraction is not wanted, and a large number is no date"
    )]
    let seconds = number.floor() as i64;
    number.is_finite().then(|| OffsetDateTime::from_unix_timestamp(seconds).ok()).flatten()?;
    Some(seconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_may_be_written_in_many_ways() {
        let noon = 1_717_156_800; // 2024-05-31 at noon
        for text in [
            "2024-05-31T12:00:00Z",
            "2024-05-31T12:00:00.999Z",
            "2024-05-31t12:00:00Z",
            "2024-05-31 12:00:00",
            "2024-05-31 14:00:00 +02:00",
            "2024-05-31T12:00",
            "20240531T120000Z",
            "2024-05-31T10:00:00-0200",
            "Fri, 31 May 2024 12:00:00 GMT",
            "1717156800",
            " 1717156800.7 ",
        ] {
            assert_eq!(seconds(&text.into()), Some(noon), "{text}");
        }
        assert_eq!(seconds(&"2024-05-31".into()), Some(noon - 12 * 3600));
        assert_eq!(seconds(&Value::Date("2024-05-31 12:00:00".into())), Some(noon));
        assert_eq!(seconds(&Value::Integer(noon.to_string())), Some(noon));
        assert_eq!(seconds(&Value::Float(0.5)), Some(0));
    }

    #[test]
    fn what_is_no_moment_has_no_seconds() {
        for value in ["", "soon", "2024-13-01", "nan", "inf", "1e300"].map(Value::from) {
            assert_eq!(seconds(&value), None, "{value}");
        }
        assert_eq!(seconds(&Value::Bool(true)), None);
        assert_eq!(seconds(&Value::Null), None);
    }
}
