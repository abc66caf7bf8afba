//! What a text says of itself before its document begins.

use super::error::{Mistake, YamlError};

/// A version of YAML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Version {
    /// In which `yes` is true.
    V1_1,
    /// In which `yes` is text.
    V1_2,
}

impl Version {
    /// The version that a directive names; the later one, where there is none.
    pub fn of(text: &str) -> Result<Self, YamlError> {
        match directive(text) {
            None | Some((_, "1.2")) => Ok(Self::V1_2),
            Some((_, "1.1")) => Ok(Self::V1_1),
            Some((line, _)) => Err(Mistake::NoSuchVersion.in_line(line, 1)),
        }
    }
}

/// The line of the directive `%YAML`, and what it says.
fn directive(text: &str) -> Option<(usize, &str)> {
    let before = text
        .lines()
        .enumerate()
        .take_while(|(_, line)| line.starts_with(['%', '#']) || line.trim().is_empty());
    let mut directives = before.filter_map(|(number, line)| Some((number + 1, line.strip_prefix("%YAML")?)));
    let (line, rest) = directives.next()?;
    Some((line, rest.split_whitespace().next().unwrap_or_default()))
}
