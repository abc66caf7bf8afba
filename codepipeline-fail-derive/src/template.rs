//! The placeholders of a format string.
//!
//! The string itself goes to `format_args!` as the user wrote it, so that rustc reports what is wrong inside it, at
//! the place. This reading of it serves to know which fields it names and with which trait it shows them; where it
//! meets something malformed, it stops, and leaves the rest to rustc.

use std::ops::Range;

/// The format string of a message, read.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Template {
    /// What it shows, in order.
    pub placeholders: Vec<Placeholder>,
    /// The text before, between and after the placeholders.
    pub texts: Vec<String>,
    /// What is more than a name where a name belongs: `key.len()` in `{key.len()}`.
    pub expressions: Vec<String>,
    /// How much text stands around the placeholders, in UTF-16 units.
    pub text_length: usize,
    /// It holds text other than white space, or placeholders.
    pub says_something: bool,
    /// It ends inside a placeholder, or has a brace too many.
    pub malformed: bool,
}

/// `{argument:specification}`.
#[derive(Debug, PartialEq, Eq)]
pub struct Placeholder {
    /// What is shown.
    pub argument: Position,
    /// The trait that shows it.
    pub shown: Trait,
    /// Arguments that give width and precision: `{:width$.precision$}`.
    pub parameters: Vec<Position>,
    /// It has no specification: `{argument}`.
    pub is_plain: bool,
}

/// How a format string points to an argument.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Position {
    /// `{}`: the next one.
    Next,
    /// `{0}`, and where in the string the number stands.
    Number(usize, Range<usize>),
    /// `{name}`.
    Name(String),
}

/// The formatting traits of `core::fmt`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trait {
    Display,
    Debug,
    LowerHex,
    UpperHex,
    Octal,
    Binary,
    LowerExp,
    UpperExp,
    Pointer,
}

impl Template {
    pub fn read(text: &str) -> Self {
        let mut template = Self { texts: vec![String::new()], ..Self::default() };
        template.malformed = template.read_all(text).is_none();
        template
    }

    /// Every way in which the template points to an argument.
    pub fn positions(&self) -> impl Iterator<Item = &Position> {
        self.placeholders
            .iter()
            .flat_map(|placeholder| std::iter::once(&placeholder.argument).chain(&placeholder.parameters))
    }

    fn read_all(&mut self, text: &str) -> Option<()> {
        let mut reader = Reader { text, position: 0, has_unknown_trait: false };
        while let Some(character) = reader.next() {
            match character {
                '{' if reader.skip('{') => self.add_text('{'),
                '}' if reader.skip('}') => self.add_text('}'),
                '{' => self.placeholder(&mut reader)?,
                '}' => return None,
                other => self.add_text(other),
            }
        }
        (!reader.has_unknown_trait).then_some(())
    }

    fn add_text(&mut self, character: char) {
        if let Some(text) = self.texts.last_mut() {
            text.push(character);
        }
        self.text_length += character.len_utf16();
        self.says_something |= !character.is_whitespace();
    }

    fn placeholder(&mut self, reader: &mut Reader<'_>) -> Option<()> {
        self.says_something = true;
        reader.skip_white_space();
        let start = reader.position;
        let argument = reader.argument();
        reader.skip_white_space();
        if !reader.at(':') && !reader.at('}') {
            let end = reader.text[start..].find([':', '}'])?;
            self.expressions.push(reader.text[start..start + end].trim().to_owned());
            return None;
        }
        let is_plain = !reader.at(':');
        let (shown, parameters) = if !is_plain && reader.skip(':') {
            reader.specification()?
        } else {
            (Trait::Display, Vec::new())
        };
        reader.skip_white_space();
        if !reader.skip('}') {
            return None;
        }
        self.texts.push(String::new());
        self.placeholders.push(Placeholder { argument, shown, parameters, is_plain });
        Some(())
    }
}

struct Reader<'a> {
    text: &'a str,
    position: usize,
    has_unknown_trait: bool,
}

impl Reader<'_> {
    fn rest(&self) -> &str {
        &self.text[self.position..]
    }

    fn next(&mut self) -> Option<char> {
        let character = self.rest().chars().next()?;
        self.position += character.len_utf8();
        Some(character)
    }

    fn at(&self, character: char) -> bool {
        self.rest().starts_with(character)
    }

    fn skip(&mut self, character: char) -> bool {
        let found = self.at(character);
        if found {
            self.position += character.len_utf8();
        }
        found
    }

    fn skip_white_space(&mut self) {
        self.position = self.text.len() - self.rest().trim_start().len();
    }

    /// A number, a name or nothing.
    fn argument(&mut self) -> Position {
        let start = self.position;
        let digits = self.take_while(|character| character.is_ascii_digit());
        if let Ok(number) = digits.parse() {
            return Position::Number(number, start..self.position);
        }
        // Wider than what an identifier may hold, and the same wherever both are valid.
        let name = self
            .take_while(|character| character == '_' || character.is_alphanumeric() || !character.is_ascii());
        if name.is_empty() { Position::Next } else { Position::Name(name) }
    }

    fn take_while(&mut self, belongs: impl Fn(char) -> bool) -> String {
        let rest = self.rest();
        let taken = rest[..rest.find(|character| !belongs(character)).unwrap_or(rest.len())].to_owned();
        self.position += taken.len();
        taken
    }

    /// `[[fill]align][sign]['#']['0'][width]['.' precision][type]`, as in the documentation of `std::fmt`.
    fn specification(&mut self) -> Option<(Trait, Vec<Position>)> {
        let mut parameters = Vec::new();
        let mut start = self.rest().chars();
        match (start.next(), start.next()) {
            (Some(fill), Some('<' | '^' | '>')) => self.position += fill.len_utf8() + 1,
            (Some('<' | '^' | '>'), _) => self.position += 1,
            _ => {}
        }
        let _ = self.skip('+') || self.skip('-');
        self.skip('#');
        // A `0` is the flag, unless it is the number of the argument that gives the width: `{:0$}`.
        if self.at('0') && !self.rest().starts_with("0$") {
            self.skip('0');
        }
        self.count(&mut parameters);
        if self.skip('.') {
            if self.skip('*') {
                // The precision is the argument before the value: one more for the list of unnamed ones.
                parameters.push(Position::Next);
            } else {
                self.count(&mut parameters);
            }
        }
        Some((self.formatting_trait()?, parameters))
    }

    /// A width or a precision: a number, or an argument with `$` behind it.
    fn count(&mut self, parameters: &mut Vec<Position>) {
        let start = self.position;
        let argument = self.argument();
        if self.skip('$') {
            parameters.push(argument);
        } else if matches!(argument, Position::Name(_)) {
            // It was the type, `?` or `x`, and not a width.
            self.position = start;
        }
    }

    fn formatting_trait(&mut self) -> Option<Trait> {
        let end = self.rest().find('}')?;
        let name = self.rest()[..end].trim_end();
        let shown = match name {
            "" => Trait::Display,
            "?" | "x?" | "X?" => Trait::Debug,
            "x" => Trait::LowerHex,
            "X" => Trait::UpperHex,
            "o" => Trait::Octal,
            "b" => Trait::Binary,
            "e" => Trait::LowerExp,
            "E" => Trait::UpperExp,
            "p" => Trait::Pointer,
            // rustc reports it; the argument before it is one all the same.
            _ => {
                self.has_unknown_trait = true;
                Trait::Display
            }
        };
        self.position += end;
        Some(shown)
    }
}

#[cfg(test)]
mod tests;
