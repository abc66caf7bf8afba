//! YAML as options have it: version 1.2 with its core schema, or 1.1 where a document says so.
//!
//! The kinds of scalars are kept: `5`, `null` and `2024-05-31` are no text unless they stand in quotes, so that they are
//! refused where text is wanted, and not sent as something that nobody wrote.

mod characters;
mod error;
mod number;
mod scalar;
mod version;

use std::collections::HashMap;

use saphyr_parser::{Event, Parser, ScalarStyle, Span, StrInput, Tag};

pub use error::YamlError;

use crate::value::{Map, Value};
use error::Mistake;
use version::Version;

/// How deep collections may lie in each other.
const DEEPEST: usize = 100;

/// How many values aliases may stand for, all together: each may hold others.
const MOST_ALIASED: usize = 100_000;

/// The value of a text with one document, or with none, which is nothing.
///
/// # Errors
/// If the text is no YAML, has a name twice or one that is no text, or has tags that are not of YAML's core.
///
/// ```
/// use codepipeline_fail_cli::yaml;
///
/// let value = yaml::read("failureDetails:\n  type: JobFailed\n  message: yes\n")?;
/// assert_eq!(value.to_string(), "{'failureDetails': {'type': 'JobFailed', 'message': 'yes'}}");
/// assert_eq!(
///     yaml::read("a: 1\na: 2").unwrap_err().to_string(),
///     "line 2, column 1: the name \"a\" stands here for the second time"
/// );
/// # Ok::<_, yaml::YamlError>(())
/// ```
pub fn read(text: &str) -> Result<Value, YamlError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    characters::check(text)?;
    let mut composer = Composer {
        parser: Parser::new_from_str(text),
        version: Version::of(text)?,
        anchors: HashMap::new(),
        depth: 0,
        aliased: 0,
    };
    composer.document()
}

/// Makes values of the parser's events.
struct Composer<'t> {
    parser: Parser<'t, StrInput<'t>>,
    version: Version,
    /// What an anchor stands for.
    anchors: HashMap<usize, Value>,
    depth: usize,
    aliased: usize,
}

impl<'t> Composer<'t> {
    fn document(&mut self) -> Result<Value, YamlError> {
        let mut document = None;
        loop {
            let (event, span) = self.next()?;
            match event {
                Event::StreamStart | Event::DocumentEnd | Event::Nothing => {}
                Event::StreamEnd => return Ok(document.unwrap_or(Value::Null)),
                Event::DocumentStart(_) if document.is_some() => return Err(Mistake::SecondDocument.at(span)),
                Event::DocumentStart(_) => {
                    let (event, span) = self.next()?;
                    document = Some(self.value(event, span)?);
                }
                other => unreachable!("{other:?} stands in a document"),
            }
        }
    }

    fn next(&mut self) -> Result<(Event<'t>, Span), YamlError> {
        match self.parser.next_event() {
            Some(event) => event.map_err(|error| YamlError::of_parser(&error)),
            None => Ok((Event::StreamEnd, Span::default())),
        }
    }

    fn value(&mut self, event: Event<'t>, span: Span) -> Result<Value, YamlError> {
        let (anchor, value) = match event {
            Event::Alias(anchor) => return self.aliased(anchor, span),
            Event::Scalar(text, style, anchor, tag) => {
                (anchor, self.scalar(&text, style, tag.as_deref(), span)?)
            }
            Event::SequenceStart(anchor, tag) => {
                collection_tag(tag.as_deref(), "seq", span)?;
                (anchor, self.deeper(span, Self::list)?)
            }
            Event::MappingStart(anchor, tag) => {
                collection_tag(tag.as_deref(), "map", span)?;
                (anchor, self.deeper(span, Self::map)?)
            }
            other => unreachable!("{other:?} begins no value"),
        };
        if anchor > 0 {
            self.anchors.insert(anchor, value.clone());
        }
        Ok(value)
    }

    fn scalar(
        &self,
        text: &str,
        style: ScalarStyle,
        tag: Option<&Tag>,
        span: Span,
    ) -> Result<Value, YamlError> {
        let value = match tag.map(core_tag).transpose().map_err(|mistake| mistake.at(span))? {
            None if style != ScalarStyle::Plain => Ok(text.into()),
            None | Some("!") => scalar::plain(text, self.version),
            Some(tag) => scalar::tagged(tag, text, self.version),
        };
        value.map_err(|mistake| mistake.at(span))
    }

    fn list(&mut self) -> Result<Value, YamlError> {
        let mut items = Vec::new();
        loop {
            match self.next()? {
                (Event::SequenceEnd, _) => return Ok(Value::List(items)),
                (event, span) => items.push(self.value(event, span)?),
            }
        }
    }

    fn map(&mut self) -> Result<Value, YamlError> {
        let (mut members, mut merged) = (Map::new(), None);
        loop {
            let (event, span) = self.next()?;
            if matches!(event, Event::MappingEnd) {
                break;
            }
            let name = self.name(event, span)?;
            let (event, value_span) = self.next()?;
            let value = self.value(event, value_span)?;
            match name {
                Name::Merge if merged.is_some() => return Err(Mistake::Twice("<<".to_owned()).at(span)),
                Name::Merge => {
                    merged = Some(to_merge(value).ok_or_else(|| Mistake::NothingToMerge.at(value_span))?);
                }
                Name::Member(name) if members.contains_key(&name) => {
                    return Err(Mistake::Twice(name).at(span));
                }
                Name::Member(name) => drop(members.insert(name, value)),
            }
        }
        let Some(mut all) = merged else { return Ok(Value::Map(members)) };
        // What is written here counts for more than what is merged.
        all.extend(members);
        Ok(Value::Map(all))
    }

    fn name(&mut self, event: Event<'t>, span: Span) -> Result<Name, YamlError> {
        if let Event::Scalar(text, ScalarStyle::Plain, _, None) = &event {
            match &**text {
                "<<" => return Ok(Name::Merge),
                "=" => return Ok(Name::Member("=".to_owned())),
                _ => {}
            }
        }
        match self.value(event, span)? {
            Value::Text(name) => Ok(Name::Member(name)),
            _ => Err(Mistake::NameIsNoText.at(span)),
        }
    }

    fn aliased(&mut self, anchor: usize, span: Span) -> Result<Value, YamlError> {
        let value = self.anchors.get(&anchor).ok_or_else(|| Mistake::HoldsItself.at(span))?;
        self.aliased += count(value);
        if self.aliased > MOST_ALIASED {
            return Err(Mistake::TooManyAliased.at(span));
        }
        Ok(value.clone())
    }

    fn deeper(
        &mut self,
        span: Span,
        read: impl FnOnce(&mut Self) -> Result<Value, YamlError>,
    ) -> Result<Value, YamlError> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(Mistake::TooDeep.at(span));
        }
        let value = read(self)?;
        self.depth -= 1;
        Ok(value)
    }
}

enum Name {
    Member(String),
    /// `<<`: the members of others are to be put beside those that are written here.
    Merge,
}

/// The members of a mapping, or of a list of them, of which the earlier count for more.
fn to_merge(value: Value) -> Option<Map> {
    match value {
        Value::Map(members) => Some(members),
        Value::List(items) => {
            let mut all = Map::new();
            for item in items {
                let Value::Map(members) = item else { return None };
                for (name, value) in members {
                    all.entry(name).or_insert(value);
                }
            }
            Some(all)
        }
        _ => None,
    }
}

/// What YAML's core calls a tag, or `!` for the one that says nothing.
fn core_tag(tag: &Tag) -> Result<&str, Mistake> {
    match (tag.handle.as_str(), tag.suffix.as_str()) {
        ("tag:yaml.org,2002:", name) => Ok(name),
        ("", name) if name.starts_with("tag:yaml.org,2002:") => Ok(&name["tag:yaml.org,2002:".len()..]),
        ("!", "") | ("", "!") => Ok("!"),
        _ => Err(Mistake::UnknownTag),
    }
}

fn collection_tag(tag: Option<&Tag>, kind: &str, span: Span) -> Result<(), YamlError> {
    match tag.map(core_tag).transpose() {
        Ok(None) => Ok(()),
        Ok(Some(name)) if name == kind || name == "!" => Ok(()),
        Ok(Some(_)) | Err(_) => Err(Mistake::UnknownTag.at(span)),
    }
}

/// How many values a value is, with all that it holds.
fn count(value: &Value) -> usize {
    1 + match value {
        Value::List(items) => items.iter().map(count).sum(),
        Value::Map(members) => members.values().map(count).sum(),
        _ => 0,
    }
}

#[cfg(test)]
mod tests;
