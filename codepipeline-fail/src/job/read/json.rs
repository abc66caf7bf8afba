use std::fmt;

use serde::de::value::{MapAccessDeserializer, MapDeserializer, SeqDeserializer, StrDeserializer};
use serde::de::{Deserialize, Deserializer, Error, IntoDeserializer, MapAccess, SeqAccess, Visitor};
use serde::forward_to_deserialize_any;

use super::mistaken::{Mistaken, for_integers, words};
use super::text::Text;
use crate::Mistake;

/// A JSON document with its members in their order, and each as often as it is there: what is read from it goes wrong
/// where it did when it was read from the text.
pub enum Json {
    Null,
    Bool(bool),
    Unsigned(u64),
    Signed(i64),
    Float(f64),
    String(String),
    Array(Vec<Json>),
    Object(Vec<(String, Json)>),
}

/// A document to read from.
#[derive(Clone, Copy)]
pub struct Ref<'a>(&'a Json);

impl Json {
    pub fn by_ref(&self) -> Ref<'_> {
        Ref(self)
    }

    /// A member of an object; of two of the same name, the later.
    #[cfg(feature = "lambda")]
    pub fn member(&self, name: &str) -> Option<&Self> {
        let Self::Object(members) = self else { return None };
        members.iter().rev().find(|(known, _)| known == name).map(|(_, value)| value)
    }

    /// The text, if it is one.
    #[cfg(feature = "lambda")]
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    fn integer(&self) -> Option<i128> {
        match *self {
            Self::Unsigned(number) => Some(number.into()),
            Self::Signed(number) => Some(number.into()),
            _ => None,
        }
    }
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Any)
    }
}

struct Any;

impl<'de> Visitor<'de> for Any {
    type Value = Json;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("JSON")
    }

    fn visit_unit<E: Error>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Json, E> {
        Ok(Json::Bool(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Json, E> {
        Ok(Json::Unsigned(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Json, E> {
        Ok(Json::Signed(value))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Json, E> {
        Ok(Json::Float(value))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Json, E> {
        Ok(Json::String(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut values: A) -> Result<Json, A::Error> {
        let mut array = Vec::new();
        while let Some(value) = values.next_element()? {
            array.push(value);
        }
        Ok(Json::Array(array))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Json, A::Error> {
        let mut object = Vec::new();
        while let Some(member) = members.next_entry()? {
            object.push(member);
        }
        Ok(Json::Object(object))
    }
}

/// What one value has to be. Where it is not, the error says so; where it is, the type has its reasons.
macro_rules! expected {
    ($($deserialize:ident($($argument:ident: $type:ty),*) $is:expr, $expected:expr;)*) => {$(
        fn $deserialize<V: Visitor<'de>>(self, $($argument: $type,)* visitor: V) -> Result<V::Value, Mistaken> {
            $(let _ = $argument;)*
            let is: fn(&Json) -> bool = $is;
            self.deserialize_any(visitor)
                .map_err(|mistaken| if is(self.0) { mistaken } else { mistaken.or_not($expected) })
        }
    )*};
}

macro_rules! expected_integers {
    ($($deserialize:ident $visit:ident $type:ident $expected:literal;)*) => {
        expected! {$(
            $deserialize() |json| json.integer().is_some_and(|number| <$type>::try_from(number).is_ok()), $expected;
        )*}
    };
}

impl<'de> Deserializer<'de> for Ref<'_> {
    type Error = Mistaken;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistaken> {
        match self.0 {
            Json::Null => visitor.visit_unit(),
            &Json::Bool(value) => visitor.visit_bool(value),
            &Json::Unsigned(value) => visitor.visit_u64(value),
            &Json::Signed(value) => visitor.visit_i64(value),
            &Json::Float(value) => visitor.visit_f64(value),
            Json::String(text) => visitor.visit_str(text),
            Json::Array(values) => {
                let mut values = SeqDeserializer::new(values.iter().map(Ref));
                let value = visitor.visit_seq(&mut values)?;
                values.end().map(|()| value)
            }
            Json::Object(members) => {
                let mut members = MapDeserializer::new(members.iter().map(member));
                let value = visitor.visit_map(&mut members)?;
                members.end().map(|()| value)
            }
        }
    }

    for_integers!(expected_integers);

    expected! {
        deserialize_bool() |json| matches!(json, Json::Bool(_)), words::BOOL;
        deserialize_f32() is_number, words::NUMBER;
        deserialize_f64() is_number, words::NUMBER;
        deserialize_char()
            |json| matches!(json, Json::String(text) if text.chars().nth(1).is_none()), words::CHAR;
        deserialize_str() is_string, words::STRING;
        deserialize_string() is_string, words::STRING;
        deserialize_bytes() is_string, words::STRING;
        deserialize_byte_buf() is_string, words::STRING;
        deserialize_unit() is_null, words::NULL;
        deserialize_unit_struct(name: &'static str) is_null, words::NULL;
        deserialize_seq() is_array, words::ARRAY;
        deserialize_tuple(length: usize) is_array, words::ARRAY;
        deserialize_tuple_struct(name: &'static str, length: usize) is_array, words::ARRAY;
        deserialize_map() is_object, words::OBJECT;
        deserialize_struct(name: &'static str, fields: &'static [&'static str])
            |json| is_object(json) || is_array(json), words::OBJECT;
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistaken> {
        if is_null(self.0) { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Mistaken> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Mistaken> {
        match self.0 {
            Json::String(text) => {
                visitor.visit_enum::<StrDeserializer<'_, Mistaken>>(text.as_str().into_deserializer())
            }
            Json::Object(members) if members.len() == 1 => {
                let members = MapDeserializer::new(members.iter().map(member));
                visitor.visit_enum(MapAccessDeserializer::new(members))
            }
            _ => Err(Mistaken(Mistake::UnknownVariant(variants))),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistaken> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! { identifier }
}

impl IntoDeserializer<'_, Mistaken> for Ref<'_> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

/// A name is read as a text, so that a map may have numbers for keys, as it may in serde_json.
fn member((name, value): &(String, Json)) -> (Text<'_>, Ref<'_>) {
    (Text(name), Ref(value))
}

fn is_number(json: &Json) -> bool {
    matches!(json, Json::Unsigned(_) | Json::Signed(_) | Json::Float(_))
}

fn is_string(json: &Json) -> bool {
    matches!(json, Json::String(_))
}

fn is_null(json: &Json) -> bool {
    matches!(json, Json::Null)
}

fn is_array(json: &Json) -> bool {
    matches!(json, Json::Array(_))
}

fn is_object(json: &Json) -> bool {
    matches!(json, Json::Object(_))
}
