//! What options say, whichever way they say it: shorthand, JSON, YAML or a file.

use std::fmt;

/// A value, with its members in the order in which they were written.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Nothing: JSON's `null`.
    Null,
    /// True or false.
    Bool(bool),
    /// A whole number of any size, as its decimal digits.
    Integer(String),
    /// Any other number.
    Float(f64),
    /// Text.
    Text(String),
    /// Bytes of a file.
    Bytes(Vec<u8>),
    /// A date or a time, which only YAML tells from text.
    Date(String),
    /// Values in a row.
    List(Vec<Self>),
    /// Named values.
    Map(Map),
}

/// Named values, in the order in which their names first came. Two that differ in their order only are equal.
pub type Map = indexmap::IndexMap<String, Value>;

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

/// As Python's `repr` writes it, which is how the AWS CLI shows a value that it refuses.
impl fmt::Display for Value {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        repr::write(self, formatter)
    }
}

mod repr;
