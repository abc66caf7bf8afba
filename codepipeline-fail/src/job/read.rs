//! The configuration of an action, as a type of the handler's.
//!
//! The errors of serde quote the values that they are about, and those must not leave. So what goes wrong is found out
//! by errors of our own, which know only what the type says of itself, and by the path.

mod json;
mod mistaken;
mod text;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::de::DeserializeOwned;
use serde::de::value::MapDeserializer;
use serde_path_to_error::Segment;

use super::{JobDataError, Mistake};
pub(crate) use json::Json;
use mistaken::Mistaken;
use text::Text;

/// `UserParameters`, where there are none as if they were `null`.
pub(super) fn user_parameters<T: DeserializeOwned>(text: Option<&str>) -> Result<T, JobDataError> {
    let Some(text) = text.filter(|text| !text.trim().is_empty()) else {
        return T::deserialize(Json::Null.by_ref()).map_err(|_| JobDataError::NoUserParameters);
    };
    let mut deserializer = serde_json::Deserializer::from_str(text);
    match serde_path_to_error::deserialize(&mut deserializer) {
        Ok(value) => deserializer.end().map(|()| value).map_err(|error| not_json(&error)),
        Err(error) => Err(explained::<T>(text, &error)),
    }
}

fn not_json(error: &serde_json::Error) -> JobDataError {
    JobDataError::UserParametersNotJson { line: error.line(), column: error.column() }
}

/// What the error is about. It is found out by reading once more, for serde_json's error has it only as a text.
fn explained<T: DeserializeOwned>(
    text: &str,
    error: &serde_path_to_error::Error<serde_json::Error>,
) -> JobDataError {
    let document: Json = match serde_json::from_str(text) {
        Ok(document) => document,
        Err(error) => return not_json(&error),
    };
    let path = path_of(error.path());
    let mistake = match serde_path_to_error::deserialize::<_, T>(document.by_ref()) {
        Err(again) if path_of(again.path()) == path => again.into_inner().0,
        // The type reads JSON by other ways than serde's.
        Ok(_) | Err(_) => Mistake::Value,
    };
    JobDataError::UserParameters { path, mistake, line: error.inner().line(), column: error.inner().column() }
}

/// The configuration as a struct or a map, each value from its text.
pub(super) fn configuration<T: DeserializeOwned>(
    values: &BTreeMap<String, String>,
) -> Result<T, JobDataError> {
    let values = values.iter().map(|(key, value)| (Text(key), Text(value)));
    serde_path_to_error::deserialize(MapDeserializer::<_, Mistaken>::new(values)).map_err(|error| {
        JobDataError::Configuration { path: path_of(error.path()), mistake: error.into_inner().0 }
    })
}

/// Names and indices. The name of a variant is left out, because it can stand where a value does.
fn path_of(path: &serde_path_to_error::Path) -> String {
    let mut text = String::new();
    for segment in path {
        match segment {
            // Writing to a string cannot fail.
            Segment::Seq { index } => drop(write!(text, "[{index}]")),
            Segment::Map { key } => {
                if !text.is_empty() {
                    text.push('.');
                }
                text.extend(key.escape_debug());
            }
            Segment::Enum { .. } | Segment::Unknown => {}
        }
    }
    text
}

#[cfg(test)]
mod tests;
