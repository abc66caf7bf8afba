use serde::de::value::StrDeserializer;
use serde::de::{Deserializer, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;

use super::mistaken::{Mistaken, for_integers, words};
use crate::Mistake;

/// A value that is a text, from which numbers and the like are parsed.
#[derive(Clone, Copy)]
pub struct Text<'a>(pub &'a str);

macro_rules! parsed {
    ($($deserialize:ident $visit:ident $type:ty = $expected:expr;)*) => {$(
        fn $deserialize<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistaken> {
            match self.0.parse::<$type>() {
                Ok(value) => visitor.$visit(value),
                Err(_) => Err(Mistaken(Mistake::Not($expected))),
            }
        }
    )*};
}

macro_rules! parsed_integers {
    ($($deserialize:ident $visit:ident $type:ident $expected:literal;)*) => {
        parsed! { $($deserialize $visit $type = $expected;)* }
    };
}

/// The value is a text, so what consists of others is not in it.
macro_rules! not_in_a_text {
    ($($deserialize:ident($($argument:ident: $type:ty),*) $expected:expr;)*) => {$(
        fn $deserialize<V: Visitor<'de>>(self, $($argument: $type,)* visitor: V) -> Result<V::Value, Mistaken> {
            $(let _ = $argument;)*
            visitor.visit_str(self.0).map_err(|mistaken: Mistaken| mistaken.or_not($expected))
        }
    )*};
}

impl<'de> Deserializer<'de> for Text<'_> {
    type Error = Mistaken;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistaken> {
        visitor.visit_str(self.0)
    }

    for_integers!(parsed_integers);

    parsed! {
        deserialize_bool visit_bool bool = words::BOOL;
        deserialize_f32 visit_f32 f32 = words::NUMBER;
        deserialize_f64 visit_f64 f64 = words::NUMBER;
        deserialize_char visit_char char = words::CHAR;
    }

    not_in_a_text! {
        deserialize_unit() words::NULL;
        deserialize_unit_struct(name: &'static str) words::NULL;
        deserialize_seq() words::ARRAY;
        deserialize_tuple(length: usize) words::ARRAY;
        deserialize_tuple_struct(name: &'static str, length: usize) words::ARRAY;
        deserialize_map() words::OBJECT;
        deserialize_struct(name: &'static str, fields: &'static [&'static str]) words::OBJECT;
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistaken> {
        visitor.visit_some(self)
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
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Mistaken> {
        visitor.visit_enum::<StrDeserializer<'_, Mistaken>>(self.0.into_deserializer())
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistaken> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! { str string bytes byte_buf identifier }
}

impl IntoDeserializer<'_, Mistaken> for Text<'_> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}
