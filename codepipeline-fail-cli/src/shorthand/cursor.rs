//! Where the reader is, in code points: so does the original count.

use super::characters;

pub struct Cursor {
    text: Vec<char>,
    index: usize,
}

impl Cursor {
    pub fn new(text: &str) -> Self {
        Self { text: text.chars().collect(), index: 0 }
    }

    pub fn text(&self) -> &[char] {
        &self.text
    }

    pub fn index(&self) -> usize {
        self.index
    }

    pub fn current(&self) -> Option<char> {
        self.text.get(self.index).copied()
    }

    pub fn is_at_end(&self) -> bool {
        self.current().is_none()
    }

    pub fn advance(&mut self) {
        self.index += 1;
    }

    pub fn skip_blanks(&mut self) {
        while self.current().is_some_and(characters::is_blank) {
            self.index += 1;
        }
    }

    pub fn take_while(&mut self, is_wanted: impl Fn(char) -> bool) -> String {
        let start = self.index;
        while self.current().is_some_and(&is_wanted) {
            self.index += 1;
        }
        self.text[start..self.index].iter().collect()
    }

    /// Back to where this character last was.
    pub fn back_to(&mut self, character: char) {
        while self.index > 0 && self.current() != Some(character) {
            self.index -= 1;
        }
    }

    /// A scalar without quotes, in which `\,` is a comma; none if it cannot begin here.
    pub fn bare(&mut self, goes_on: impl Fn(char) -> bool) -> Option<String> {
        let mut scalar = String::new();
        loop {
            let is_first = scalar.is_empty();
            match (self.current(), self.text.get(self.index + 1)) {
                (Some('\\'), Some(',')) => {
                    scalar.push(',');
                    self.index += 2;
                }
                (Some(next), _)
                    if (is_first && characters::is_at_start(next)) || (!is_first && goes_on(next)) =>
                {
                    scalar.push(next);
                    self.index += 1;
                }
                _ if is_first => return None,
                _ => break,
            }
        }
        scalar.truncate(scalar.trim_end_matches(characters::is_space).len());
        Some(scalar)
    }

    /// What stands in quotes; none if they are not closed. A backslash escapes the quote, and another backslash.
    pub fn quoted(&mut self, quote: char) -> Option<String> {
        let end = self.closing(quote)?;
        let inner: String = self.text[self.index + 1..end].iter().collect();
        self.index = end + 1;
        // One after the other, as the original does: so `\\'` is a quote after one backslash.
        Some(inner.replace(&format!("\\{quote}"), &quote.to_string()).replace("\\\\", "\\"))
    }

    /// Where the quote is closed: by the last one that is escaped, if there is no other.
    fn closing(&self, quote: char) -> Option<usize> {
        let mut escaped = None;
        let mut at = self.index + 1;
        while let Some(&character) = self.text.get(at) {
            if character == quote {
                return Some(at);
            }
            if character == '\\' && self.text.get(at + 1) == Some(&quote) {
                at += 1;
                escaped = Some(at);
            }
            at += 1;
        }
        escaped
    }
}
