//! The numbers of a text, as they are written.

/// The numbers of a text of JSON, one after the other. What reads JSON has whole numbers of 64 bits only; who reads it with
/// this at hand has all of their digits.
pub struct Numbers<'t> {
    text: &'t str,
    /// What lies before has been read.
    at: usize,
}

impl<'t> Numbers<'t> {
    pub fn of(text: &'t str) -> Self {
        Self { text, at: 0 }
    }

    /// The next number, which has been found to be there and to be good.
    pub fn next(&mut self) -> &'t str {
        let bytes = self.text.as_bytes();
        while !matches!(bytes[self.at], b'-' | b'0'..=b'9') {
            if bytes[self.at] == b'"' {
                self.skip_string();
            } else {
                self.at += 1;
            }
        }
        let rest = &self.text[self.at..];
        let is_part = |character| matches!(character, '0'..='9' | '-' | '+' | '.' | 'e' | 'E');
        let length = rest.find(|character| !is_part(character)).unwrap_or(rest.len());
        self.at += length;
        &rest[..length]
    }

    fn skip_string(&mut self) {
        let bytes = self.text.as_bytes();
        self.at += 1;
        while bytes[self.at] != b'"' {
            self.at += if bytes[self.at] == b'\\' { 2 } else { 1 };
        }
        self.at += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_found_outside_of_text() {
        let mut numbers = Numbers::of(r#"{"1\"2\\": [-0, 1.5e+3 ,"größer: 構築 3"],"x":[{},123]}"#);
        assert_eq!([numbers.next(), numbers.next(), numbers.next()], ["-0", "1.5e+3", "123"]);
        assert_eq!(Numbers::of("7").next(), "7");
    }
}
