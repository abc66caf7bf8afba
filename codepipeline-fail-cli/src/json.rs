//! JSON as options have it: the order of members is kept, and of two with one name the later one counts.

mod numbers;

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

use crate::integer;
use crate::value::{Map, Value};
use numbers::Numbers;

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
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let value = Reader(&mut Numbers::of(text)).deserialize(&mut deserializer);
    value.and_then(|value| deserializer.end().map(|()| value)).map_err(|error| {
        let what = if error.is_eof() { "the text ends too early" } else { "this is no JSON" };
        format!("line {}, column {}: {what}", error.line(), error.column())
    })
}

/// Reads a value, with the numbers that have not been read yet.
struct Reader<'r, 't>(&'r mut Numbers<'t>);

impl<'de> DeserializeSeed<'de> for Reader<'_, '_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Reader<'_, '_> {
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
        self.0.next();
        Ok(Value::Integer(number.to_string()))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Value, E> {
        self.0.next();
        Ok(Value::Integer(number.to_string()))
    }

    /// A fraction, or a whole number that has more than 64 bits.
    fn visit_f64<E>(self, number: f64) -> Result<Value, E> {
        Ok(integer::read(self.0.next()).map_or(Value::Float(number), Value::Integer))
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(text.into())
    }

    fn visit_string<E>(self, text: String) -> Result<Value, E> {
        Ok(Value::Text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(Reader(self.0))? {
            list.push(item);
        }
        Ok(Value::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let mut map = Map::new();
        while let Some(name) = members.next_key::<String>()? {
            map.insert(name, members.next_value_seed(Reader(self.0))?);
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
    fn a_whole_number_has_all_of_its_digits() {
        let text =
            r#"{"1": [-123456789012345678901234567890, -0], "a": 18446744073709551616, "b": 1e20, "c": 5}"#;
        let expected =
            "{'1': [-123456789012345678901234567890, 0], 'a': 18446744073709551616, 'b': 1e+20, 'c': 5}";
        assert_eq!(shown(text), expected);
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
