//! What a scalar without quotes is.
//!
//! As ruamel.yaml decides it, which is what the AWS CLI reads YAML with: it takes more for numbers than YAML's core schema
//! does (<https://yaml.org/spec/1.2.2/#1032-tag-resolution>), such as `0b1` and `1_000`.

use std::ops::RangeInclusive;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::error::Mistake;
use super::number;
use super::version::Version;
use crate::value::Value;

/// A scalar that stands there without quotes and without a tag.
pub fn plain(text: &str, version: Version) -> Result<Value, Mistake> {
    if let Some(value) = boolean(text, version) {
        return Ok(Value::Bool(value));
    }
    if number::is_float(text, version) {
        return number::float(text, version).map(Value::Float).ok_or(Mistake::Not("number"));
    }
    if number::is_integer(text, version) {
        return number::integer(text, version).map(Value::Integer).ok_or(Mistake::Not("number"));
    }
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Ok(Value::Null),
        // Both mean something as names only.
        "<<" | "=" => Err(Mistake::UnknownTag),
        _ if is_moment(text) => Ok(Value::Date(text.to_owned())),
        _ => Ok(text.into()),
    }
}

/// A scalar with a tag of YAML's core, whether it stands in quotes or not.
pub fn tagged(tag: &str, text: &str, version: Version) -> Result<Value, Mistake> {
    match tag {
        "str" => Ok(text.into()),
        "null" => Ok(Value::Null),
        "bool" => match text.to_lowercase().as_str() {
            "y" | "yes" | "true" | "on" => Ok(Value::Bool(true)),
            "n" | "no" | "false" | "off" => Ok(Value::Bool(false)),
            _ => Err(Mistake::Not("truth value")),
        },
        "int" => number::integer(text, version).map(Value::Integer).ok_or(Mistake::Not("whole number")),
        "float" => number::float(text, version).map(Value::Float).ok_or(Mistake::Not("number")),
        "timestamp" if is_moment(text) || is_date(text, 1..=2) => Ok(Value::Date(text.to_owned())),
        "timestamp" => Err(Mistake::Not("date")),
        "binary" => {
            let encoded: String = text.split_whitespace().collect();
            STANDARD.decode(encoded).map(Value::Bytes).map_err(|_| Mistake::Not("base64"))
        }
        _ => Err(Mistake::UnknownTag),
    }
}

fn boolean(text: &str, version: Version) -> Option<bool> {
    match text {
        "true" | "True" | "TRUE" => Some(true),
        "false" | "False" | "FALSE" => Some(false),
        _ if version == Version::V1_2 => None,
        "y" | "Y" | "yes" | "Yes" | "YES" | "on" | "On" | "ON" => Some(true),
        "n" | "N" | "no" | "No" | "NO" | "off" | "Off" | "OFF" => Some(false),
        _ => None,
    }
}

/// Whether this is a date, or a date with a time.
fn is_moment(text: &str) -> bool {
    if is_date(text, 2..=2) {
        return true;
    }
    let Some(end) = text.find(['T', 't', ' ', '\t']) else { return false };
    let (date, rest) = text.split_at(end);
    let rest = rest.strip_prefix(['T', 't']).unwrap_or_else(|| rest.trim_start_matches([' ', '\t']));
    let zone = rest.find(['Z', '+', '-', ' ', '\t']).unwrap_or(rest.len());
    let (time, zone) = rest.split_at(zone);
    is_date(date, 1..=2) && is_time(time) && is_zone(zone)
}

fn is_date(text: &str, lengths: RangeInclusive<usize>) -> bool {
    let parts: Vec<_> = text.split('-').collect();
    matches!(parts.as_slice(), [year, month, day]
        if are_digits(year, 4..=4) && are_digits(month, lengths.clone()) && are_digits(day, lengths))
}

fn is_time(text: &str) -> bool {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let parts: Vec<_> = whole.split(':').collect();
    matches!(parts.as_slice(), [hour, minute, second]
        if are_digits(hour, 1..=2) && are_digits(minute, 2..=2) && are_digits(second, 2..=2))
        && are_digits(fraction, 0..=usize::MAX)
}

fn is_zone(text: &str) -> bool {
    match text.trim_start_matches([' ', '\t']) {
        "" => text.is_empty(),
        "Z" => true,
        offset => offset.strip_prefix(['+', '-']).is_some_and(|offset| {
            let (hours, minutes) = offset.split_once(':').unwrap_or((offset, "00"));
            are_digits(hours, 1..=2) && are_digits(minutes, 2..=2)
        }),
    }
}

fn are_digits(text: &str, lengths: RangeInclusive<usize>) -> bool {
    lengths.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}
