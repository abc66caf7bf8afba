//! What is wrong with a text in YAML.

use std::error::Error;
use std::fmt;

use saphyr_parser::{Marker, ScanError, Span};

/// Why a text cannot be read as YAML, and where. It never shows a value, which may be secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YamlError {
    line: usize,
    column: usize,
    reason: String,
}

#[derive(Debug)]
pub enum Mistake {
    SecondDocument,
    Twice(String),
    NameIsNoText,
    NothingToMerge,
    UnknownTag,
    HoldsItself,
    TooManyAliased,
    TooDeep,
    NoSuchVersion,
    Unprintable,
    Tab,
    /// A scalar that is not what its tag, or the way it is written, says.
    Not(&'static str),
}

impl Mistake {
    pub fn at(self, span: Span) -> YamlError {
        YamlError::new(span.start, self.reason())
    }

    pub fn in_line(self, line: usize, column: usize) -> YamlError {
        YamlError { line, column, reason: self.reason() }
    }

    fn reason(self) -> String {
        match self {
            Self::SecondDocument => "a second document begins here, and one is wanted".to_owned(),
            Self::Twice(name) => format!("the name {name:?} stands here for the second time"),
            Self::NameIsNoText => "a name has to be text: put it into quotes".to_owned(),
            Self::NothingToMerge => "only a mapping, or a list of mappings, can be merged".to_owned(),
            Self::UnknownTag => "this tag is not known here".to_owned(),
            Self::HoldsItself => "this alias stands for something that holds it".to_owned(),
            Self::TooManyAliased => "the aliases stand for too many values".to_owned(),
            Self::TooDeep => "too many collections lie in each other".to_owned(),
            Self::NoSuchVersion => "only the versions 1.1 and 1.2 are known".to_owned(),
            Self::Unprintable => "this character has to be escaped in double quotes".to_owned(),
            Self::Tab => "a tab cannot indent: write blanks".to_owned(),
            Self::Not(what) => format!("this is no {what}"),
        }
    }
}

impl YamlError {
    fn new(place: Marker, reason: String) -> Self {
        Self { line: place.line(), column: place.col() + 1, reason }
    }

    pub(super) fn of_parser(error: &ScanError) -> Self {
        Self::new(*error.marker(), error.info().to_owned())
    }
}

impl fmt::Display for YamlError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "line {}, column {}: {}", self.line, self.column, self.reason)
    }
}

impl Error for YamlError {}
