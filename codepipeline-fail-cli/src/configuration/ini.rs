//! The format of `~/.aws/config` and `~/.aws/credentials`, as Python's `configparser` reads it for the AWS CLI
//! (<https://docs.python.org/3/library/configparser.html#supported-ini-file-structure>).
//!
//! - `[section]`, then lines `name = value` or `name: value`; names are in any case.
//! - A line that is indented deeper than the name above it goes on with its value.
//! - Lines that begin with `#` or `;` are comments; nothing behind a value is.
//! - A value that begins on the line below its name holds settings itself, a name and a value each.
//! - Neither a section nor a name in it may come twice.

use indexmap::IndexMap;

/// What is in a file: sections by their names.
pub type File = IndexMap<String, Section>;

/// Values by their names, which are in lower case.
pub type Section = IndexMap<String, String>;

/// What is in a file; none if it has not this format.
pub fn read(text: &str) -> Option<File> {
    let mut file = File::new();
    // The name that a deeper line goes on with, and how deep it is itself.
    let mut open: Option<(String, usize)> = None;
    for line in text.lines() {
        let content = line.trim();
        if content.starts_with(['#', ';']) {
            continue;
        }
        if content.is_empty() {
            if let Some((name, _)) = &open {
                continue_value(&mut file, name, "");
            }
            continue;
        }
        let depth = line.chars().take_while(|character| character.is_whitespace()).count();
        match &open {
            Some((name, indent)) if depth > *indent => continue_value(&mut file, name, content),
            _ => open = begin(&mut file, content).ok()?.map(|name| (name, depth)),
        }
    }
    for value in file.values_mut().flat_map(IndexMap::values_mut) {
        value.truncate(value.trim_end().len());
    }
    let are_settings = |value: &String| {
        let mut below = value.strip_prefix('\n').into_iter().flat_map(str::lines);
        below.all(|line| line.is_empty() || line.contains('='))
    };
    file.values().flat_map(IndexMap::values).all(are_settings).then_some(file)
}

/// A line that cannot stand where it does.
struct Misplaced;

/// Takes in the first line of a section or a value; the value's name, if it is one.
fn begin(file: &mut File, line: &str) -> Result<Option<String>, Misplaced> {
    let header = line.strip_prefix('[').and_then(|rest| rest.rsplit_once(']')).map(|(header, _)| header);
    if let Some(header) = header.filter(|header| !header.is_empty()) {
        let earlier = file.insert(header.to_owned(), Section::new());
        return if earlier.is_none() { Ok(None) } else { Err(Misplaced) };
    }
    let (name, value) = line.split_once(['=', ':']).ok_or(Misplaced)?;
    let name = name.trim_end().to_lowercase();
    let (_, section) = file.last_mut().ok_or(Misplaced)?;
    if name.is_empty() || section.insert(name.clone(), value.trim().to_owned()).is_some() {
        return Err(Misplaced);
    }
    Ok(Some(name))
}

fn continue_value(file: &mut File, name: &str, line: &str) {
    if let Some(value) = file.last_mut().and_then(|(_, section)| section.get_mut(name)) {
        value.push('\n');
        value.push_str(line);
    }
}

/// The values that are indented below a name, as those of one service in a `services` section are.
pub fn nested(value: &str) -> Section {
    let lines = value.lines().filter_map(|line| line.split_once('='));
    lines.map(|(name, value)| (name.trim().to_lowercase(), value.trim().to_owned())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(text: &str) -> Option<Vec<(String, String)>> {
        let file = read(text)?;
        let of_section = |(section, values): (String, Section)| {
            values.into_iter().map(move |(name, value)| (format!("{section}.{name}"), value))
        };
        Some(file.into_iter().flat_map(of_section).collect())
    }

    fn is_one(text: &str, name: &str, value: &str) {
        assert_eq!(pairs(text), Some(vec![(name.to_owned(), value.to_owned())]), "{text}");
    }

    #[test]
    fn names_are_in_any_case_and_values_go_to_the_end_of_the_line() {
        is_one("[default]\nRegion = eu-west-1 # home\n", "default.region", "eu-west-1 # home");
        is_one("[a b]\n# x\n ; y\nk : v=w\n", "a b.k", "v=w");
        is_one("[a]\nk =\n", "a.k", "");
    }

    #[test]
    fn a_deeper_line_goes_on_with_the_value() {
        is_one("[a]\ns3 =\n  x = 1\n  y = 2\n", "a.s3", "\nx = 1\ny = 2");
        is_one("[a]\nk = v\n\n  w\n\n", "a.k", "v\n\nw");
        assert_eq!(
            nested("\nx = 1\nY=2").into_iter().collect::<Vec<_>>(),
            [("x".to_owned(), "1".to_owned()), ("y".to_owned(), "2".to_owned())]
        );
    }

    #[test]
    fn what_is_no_such_file_is_none() {
        for text in [
            "k = v\n",
            "[a]\nword\n",
            "[a]\n[a]\n",
            "[a]\nk=1\nK=2\n",
            "[]\n",
            "[a]\n= v\n",
            "[a]\nk =\n  word\n",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
        assert_eq!(read(""), Some(File::new()));
    }
}
