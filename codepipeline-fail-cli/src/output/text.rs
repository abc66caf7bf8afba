//! Lines of words with tabs between them. What lies deeper has the name before it that leads there, in capitals.

use std::collections::BTreeSet;

use super::{bare, is_scalar};
use crate::value::{Map, Value};

pub fn print(value: &Value) -> String {
    let mut text = String::new();
    write(value, None, None, &mut text);
    text
}

/// With the columns that a mapping has, if it is one of many.
fn write(value: &Value, name: Option<&str>, columns: Option<&BTreeSet<&str>>, text: &mut String) {
    match value {
        Value::Map(members) => map(members, name, columns, text),
        Value::List(items) => list(items, name, text),
        scalar => line([bare(scalar)], text),
    }
}

fn list(items: &[Value], name: Option<&str>, text: &mut String) {
    let maps =
        || items.iter().filter_map(|item| if let Value::Map(members) = item { Some(members) } else { None });
    if maps().next().is_some() {
        let scalars = maps().flat_map(|members| members.iter().filter(|(_, member)| is_scalar(member)));
        let columns: BTreeSet<_> = scalars.map(|(name, _)| name.as_str()).collect();
        for item in items {
            write(item, name, Some(&columns), text);
        }
        return;
    }
    let (scalars, others): (Vec<_>, Vec<_>) = items.iter().partition(|item| is_scalar(item));
    match name {
        _ if scalars.is_empty() => {}
        Some(name) => {
            for scalar in scalars {
                line([name.to_uppercase(), bare(scalar)], text);
            }
        }
        None => line(scalars.iter().map(|scalar| bare(scalar)), text),
    }
    for other in others {
        write(other, name, None, text);
    }
}

fn map(members: &Map, name: Option<&str>, columns: Option<&BTreeSet<&str>>, text: &mut String) {
    let mut names: Vec<_> = members.keys().map(String::as_str).collect();
    names.sort_unstable();
    let of = |name: &&str| members.get(*name).map(bare_or_shown).unwrap_or_default();
    let scalars: Vec<_> = match columns {
        Some(columns) => columns.iter().map(of).collect(),
        None => names.iter().filter(|name| members.get(**name).is_some_and(is_scalar)).map(of).collect(),
    };
    if !scalars.is_empty() {
        line(name.map(str::to_uppercase).into_iter().chain(scalars), text);
    }
    let is_deeper = |name: &str| match columns {
        Some(columns) => !columns.contains(name),
        None => members.get(name).is_some_and(|member| !is_scalar(member)),
    };
    for name in names.into_iter().filter(|name| is_deeper(name)) {
        write(&members[name], Some(name), None, text);
    }
}

/// A mapping among many may hold more where the others hold a word.
pub fn bare_or_shown(value: &Value) -> String {
    if is_scalar(value) { bare(value) } else { value.to_string() }
}

fn line(words: impl IntoIterator<Item = String>, text: &mut String) {
    let words: Vec<_> = words.into_iter().collect();
    text.push_str(&words.join("\t"));
    text.push('\n');
}
