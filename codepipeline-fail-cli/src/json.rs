//! JSON as options have it: the order of members is kept, and of two with one name the later one counts.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

use crate::value::{Map, Value};

/// The value that a text holds, and nothing besides it.
///
/// # Errors
/// With line and column of the first mistake, never with a value: it may be secret.
///
/// ```
/// use codepipeline_fail_cli::json;
///
/// let value = json::read(r#"{"jobId": "1", "jobId": "2"}"#)?;
/// assert_eq!(value.to_string(), "{'jobId': '2'}");
/// assert_eq!(json::read("{").unwrap_err(), "line 1, column 1: the text ends too early");
/// # Ok::<_, String>(())
/// ```
pub fn read(text: &str) -> Result<Value, String> {
    serde_json::from_str(text).map_err(|error| {
        let what = if error.is_eof() { "the text ends too early" } else { "this is no JSON" };
        format!("line {}, column {}: {what}", error.line(), error.column())
    })
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reader)
    }
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Value, E> {
        Ok(Value::Integer(number.to_string()))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Value, E> {
        Ok(Value::Integer(number.to_string()))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Value, E> {
        Ok(Value::Float(number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(text.into())
    }

    fn visit_string<E>(self, text: String) -> Result<Value, E> {
        Ok(Value::Text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Value::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let mut map = Map::new();
        while let Some((name, value)) = members.next_entry::<String, Value>()? {
            map.insert(name, value);
        }
        Ok(Value::Map(map))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        read(text).map_or_else(|error| error, |value| value.to_string())
    }

    #[test]
    fn all_kinds_of_values_are_read() {
        let text = r#" {"b": null, "a": [true, -5, 18446744073709551615, 1.5], "c\u00e9": "\ud83d\ude00"} "#;
        assert_eq!(shown(text), "{'b': None, 'a': [True, -5, 18446744073709551615, 1.5], 'cé': '😀'}");
    }

    #[test]
    fn numbers_are_the_nearest_that_there_are() {
        assert_eq!(shown("22E70"), "2.2e+71");
    }

    #[test]
    fn of_two_members_with_one_name_the_later_counts_in_the_place_of_the_earlier() {
        assert_eq!(shown(r#"{"a": 1, "b": 2, "a": 3}"#), "{'a': 3, 'b': 2}");
    }

    #[test]
    fn what_is_no_json_is_refused_without_a_word_of_it() {
        for text in
            ["{'secret': 1}", "{\"a\": \"sec\nret\"}", "secret", "{} secret", "[1,]", "NaN", "{\"a\": 01}"]
        {
            let error = read(text).unwrap_err();
            assert!(error.starts_with("line ") && !error.contains("secret"), "{error}");
        }
        assert!(read("").is_err());
        assert!(read(&"[".repeat(100_000)).is_err());
    }
}
