//! Boxes: a section for each structure, with those below it that lie in it.

mod section;

use std::collections::BTreeSet;

use super::{Screen, bare, is_scalar};
use crate::value::{Map, Value};
use section::Section;

/// The boxes. Structures of one row are set upright if they are wider than the screen.
pub fn print(value: &Value, title: &str, screen: Screen) -> Result<String, String> {
    let mut table = Table { sections: Vec::new() };
    if !table.add(Some(title), value, 0)? {
        return Ok(String::new());
    }
    let mut width = table.width();
    if width > screen.columns {
        table.sections.iter_mut().for_each(Section::set_upright);
        width = table.width();
    }
    let mut text = format!("{}\n", "-".repeat(width));
    table.sections.iter().for_each(|section| section.write(width, screen.is_coloured, &mut text));
    Ok(text)
}

struct Table {
    sections: Vec<Section>,
}

impl Table {
    fn width(&self) -> usize {
        self.sections.iter().map(Section::width).max().unwrap_or(0)
    }

    /// False if there is nothing to show.
    fn add(&mut self, title: Option<&str>, value: &Value, depth: usize) -> Result<bool, String> {
        if is_nothing(value) {
            return Ok(false);
        }
        if let Some(title) = title {
            self.sections.push(Section::new(title, depth));
        }
        match value {
            Value::List(items) if matches!(items[0], Value::Map(_)) => {
                self.maps(items, depth, title.unwrap_or(""))?;
            }
            Value::List(items) => self.items(items)?,
            Value::Map(members) => self.map(members, depth)?,
            _ => {}
        }
        Ok(true)
    }

    fn items(&mut self, items: &[Value]) -> Result<(), String> {
        for item in items {
            match item {
                Value::List(items) if items.iter().all(is_scalar) => {
                    self.row(items.iter().map(bare).collect())?;
                }
                // Among other items, a mapping shows its names.
                Value::Map(members) => self.row(members.keys().cloned().collect())?,
                Value::List(_) => drop(self.add(None, item, 0)?),
                scalar => self.row(vec![bare(scalar)])?,
            }
        }
        Ok(())
    }

    fn map(&mut self, members: &Map, depth: usize) -> Result<(), String> {
        let (headers, others) = names(members);
        let value = |name: &&str| bare(&members[*name]);
        match headers.iter().collect::<Vec<_>>().as_slice() {
            [] => {}
            [only] => self.row(vec![(**only).to_owned(), value(only)])?,
            headers => {
                self.header(headers.iter().map(|name| (**name).to_owned()).collect());
                self.row(headers.iter().map(|name| value(name)).collect())?;
            }
        }
        for name in others {
            self.add(Some(name), &members[name], depth + 1)?;
        }
        Ok(())
    }

    fn maps(&mut self, items: &[Value], depth: usize, title: &str) -> Result<(), String> {
        let nothing = Map::new();
        let maps: Option<Vec<&Map>> = items
            .iter()
            .map(|item| match item {
                Value::Map(members) => Some(members),
                // These have no names either.
                Value::List(items) if items.is_empty() => Some(&nothing),
                Value::Text(text) if text.is_empty() => Some(&nothing),
                _ => None,
            })
            .collect();
        let maps = maps.ok_or("a list of structures and of others cannot be shown as a table")?;
        let (mut headers, mut others) = (BTreeSet::new(), BTreeSet::new());
        for members in &maps {
            let (scalars, rest) = names(members);
            headers.extend(scalars);
            others.extend(rest);
        }
        let header: Vec<_> = headers.iter().map(|name| (*name).to_owned()).collect();
        self.header(header.clone());
        for (number, members) in maps.into_iter().enumerate() {
            if number > 0 && !others.is_empty() {
                self.sections.push(Section::new(title, depth));
                self.header(header.clone());
            }
            let value = |name: &&str| members.get(*name).map(super::text::bare_or_shown).unwrap_or_default();
            self.row(headers.iter().map(value).collect())?;
            for name in &others {
                if let Some(value) = members.get(*name) {
                    self.add(Some(name), value, depth + 1)?;
                }
            }
        }
        Ok(())
    }

    fn header(&mut self, header: Vec<String>) {
        if let Some(section) = self.sections.last_mut() {
            section.set_header(header);
        }
    }

    fn row(&mut self, row: Vec<String>) -> Result<(), String> {
        self.sections.last_mut().map_or(Ok(()), |section| section.add_row(row))
    }
}

/// The names of what holds no others, and of what does.
fn names(members: &Map) -> (BTreeSet<&str>, BTreeSet<&str>) {
    members.iter().map(|(name, _)| name.as_str()).partition(|name| is_scalar(&members[*name]))
}

/// What Python takes for false.
fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::Integer(digits) => digits == "0",
        Value::Float(number) => *number == 0.0,
        Value::Text(text) => text.is_empty(),
        Value::Bytes(bytes) => bytes.is_empty(),
        Value::List(items) => items.is_empty(),
        Value::Map(members) => members.is_empty(),
        Value::Bool(true) | Value::Date(_) => false,
    }
}
