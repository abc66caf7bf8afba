//! A place in a document: where what is read there goes wrong, the error says so.

use super::read::Json;
use super::{JobDataError, Mistake};

/// A value of an event, or none; and the way to it, as in `CodePipeline.job.data.inputArtifacts[0]`.
pub(super) struct Place<'j> {
    value: Option<&'j Json>,
    /// Empty for the whole.
    path: String,
}

impl<'j> Place<'j> {
    /// The whole document.
    pub fn of(document: &'j Json) -> Self {
        Self { value: Some(document), path: String::new() }
    }

    /// A member of this object; missing if this is. `null` is as good as nothing.
    pub fn member(&self, name: &str) -> Result<Self, JobDataError> {
        if !matches!(self.value, None | Some(Json::Object(_))) {
            return Err(self.mistake(Mistake::Not("an object")));
        }
        let value = self.value.and_then(|value| value.member(name)).and_then(given);
        let path = if self.path.is_empty() { name.to_owned() } else { format!("{}.{name}", self.path) };
        Ok(Self { value, path })
    }

    /// All members of this object, by their names; none if it is missing.
    pub fn members(&self) -> Result<Vec<(&'j str, Self)>, JobDataError> {
        let members = match self.value {
            None => return Ok(Vec::new()),
            Some(Json::Object(members)) => members,
            Some(_) => return Err(self.mistake(Mistake::Not("an object"))),
        };
        let place = |(name, value): &'j (String, Json)| {
            let path = format!("{}.{}", self.path, name.escape_debug());
            (name.as_str(), Self { value: given(value), path })
        };
        Ok(members.iter().map(place).collect())
    }

    /// The items of this list; none if it is missing.
    pub fn items(&self) -> Result<Vec<Self>, JobDataError> {
        let items = match self.value {
            None => return Ok(Vec::new()),
            Some(Json::Array(items)) => items,
            Some(_) => return Err(self.mistake(Mistake::Not("an array"))),
        };
        let place = |(index, item)| Self { value: Some(item), path: format!("{}[{index}]", self.path) };
        Ok(items.iter().enumerate().map(place).collect())
    }

    /// The text that this is, if it is not missing.
    pub fn text(&self) -> Result<Option<String>, JobDataError> {
        match self.value {
            None => Ok(None),
            Some(Json::String(text)) => Ok(Some(text.clone())),
            Some(_) => Err(self.mistake(Mistake::Not("a string"))),
        }
    }

    /// The text of a member that has to be there.
    pub fn text_of(&self, name: &'static str) -> Result<String, JobDataError> {
        self.member(name)?.text()?.ok_or_else(|| self.mistake(Mistake::Missing(name)))
    }

    pub fn is_missing(&self) -> bool {
        self.value.is_none()
    }

    pub fn is_object(&self) -> bool {
        matches!(self.value, Some(Json::Object(_)))
    }

    fn mistake(&self, mistake: Mistake) -> JobDataError {
        JobDataError::Event { path: self.path.clone(), mistake }
    }
}

fn given(value: &Json) -> Option<&Json> {
    Some(value).filter(|value| !matches!(value, Json::Null))
}
