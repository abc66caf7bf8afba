use std::fmt;

use serde::de::{Error, Expected, Unexpected};

use crate::Mistake;

/// An error of deserialization without any value: it keeps only what the type says of itself.
#[derive(Debug)]
pub struct Mistaken(pub Mistake);

impl Mistaken {
    /// The same, but where nothing is known, that this was expected.
    pub fn or_not(self, expected: &'static str) -> Self {
        match self.0 {
            Mistake::Value => Self(Mistake::Not(expected)),
            known => Self(known),
        }
    }
}

impl Error for Mistaken {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self(Mistake::Value)
    }

    fn invalid_type(_: Unexpected<'_>, _: &dyn Expected) -> Self {
        Self(Mistake::Value)
    }

    fn invalid_value(_: Unexpected<'_>, _: &dyn Expected) -> Self {
        Self(Mistake::Value)
    }

    fn invalid_length(_: usize, _: &dyn Expected) -> Self {
        Self(Mistake::Value)
    }

    fn unknown_variant(_: &str, expected: &'static [&'static str]) -> Self {
        Self(if expected.is_empty() { Mistake::Value } else { Mistake::UnknownVariant(expected) })
    }

    fn unknown_field(_: &str, expected: &'static [&'static str]) -> Self {
        Self(if expected.is_empty() { Mistake::Value } else { Mistake::UnknownMember(expected) })
    }

    fn missing_field(field: &'static str) -> Self {
        Self(Mistake::Missing(field))
    }

    fn duplicate_field(field: &'static str) -> Self {
        Self(Mistake::Duplicate(field))
    }
}

impl fmt::Display for Mistaken {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, formatter)
    }
}

impl std::error::Error for Mistaken {}

/// What can be asked for where one value stands, in words.
pub mod words {
    pub const BOOL: &str = "true or false";
    pub const NUMBER: &str = "a number";
    pub const CHAR: &str = "a single character";
    pub const STRING: &str = "a string";
    pub const NULL: &str = "null";
    pub const ARRAY: &str = "an array";
    pub const OBJECT: &str = "an object";
}

/// Calls a macro with each method for integers: its name, the visitor's, the type, and what is expected in words.
macro_rules! for_integers {
    ($callback:ident) => {
        $callback! {
            deserialize_i8 visit_i8 i8 "an integer from -128 to 127";
            deserialize_i16 visit_i16 i16 "an integer from -32768 to 32767";
            deserialize_i32 visit_i32 i32 "an integer from -2147483648 to 2147483647";
            deserialize_i64 visit_i64 i64 "an integer from -9223372036854775808 to 9223372036854775807";
            deserialize_i128 visit_i128 i128 "an integer";
            deserialize_u8 visit_u8 u8 "an integer from 0 to 255";
            deserialize_u16 visit_u16 u16 "an integer from 0 to 65535";
            deserialize_u32 visit_u32 u32 "an integer from 0 to 4294967295";
            deserialize_u64 visit_u64 u64 "an integer from 0 to 18446744073709551615";
            deserialize_u128 visit_u128 u128 "an integer from 0";
        }
    };
}

pub(super) use for_integers;
