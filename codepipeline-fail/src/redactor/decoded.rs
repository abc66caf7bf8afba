//! A text whose encoded characters are written out, and the way back to the original.

use std::ops::Range;

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Encoding {
    /// `%2F`, as in URLs; whichever characters the encoder chose.
    Percent,
    /// Backslash escapes of JSON, and of Rust's `Debug`.
    Escapes,
}

impl Encoding {
    fn mark(self) -> char {
        match self {
            Self::Percent => '%',
            Self::Escapes => '\\',
        }
    }

    /// The character that `text` begins with in encoded form, and the length of that form.
    fn decode(self, text: &str) -> Option<(char, usize)> {
        match self {
            Self::Percent => percent(text.as_bytes()),
            Self::Escapes => escape(text),
        }
    }

    /// How a decoded text reads after [`decode`](Self::decode): forms write a space as `+`, so that the two are one.
    pub(super) fn normal_form(self, text: &str) -> String {
        match self {
            Self::Percent => text.replace('+', " "),
            Self::Escapes => text.to_owned(),
        }
    }
}

pub(super) struct Decoded {
    pub(super) encoding: Encoding,
    text: String,
    /// After each decoded character, the positions in the decoded text and in the original.
    positions: Vec<(usize, usize)>,
}

impl Decoded {
    /// The percent-decoded text, if it contains a percent sign.
    pub(super) fn percent(text: &str) -> Option<Self> {
        Self::new(text, Encoding::Percent)
    }

    /// The text without escapes, if it contains a backslash.
    pub(super) fn escapes(text: &str) -> Option<Self> {
        Self::new(text, Encoding::Escapes)
    }

    fn new(original: &str, encoding: Encoding) -> Option<Self> {
        let mut next = original.find(encoding.mark())?;
        let mut text = String::with_capacity(original.len());
        let mut positions = Vec::new();
        let mut done = 0;
        loop {
            text.push_str(&encoding.normal_form(&original[done..next]));
            if next == original.len() {
                return Some(Self { encoding, text, positions });
            }
            let (character, length) = encoding.decode(&original[next..]).unwrap_or((encoding.mark(), 1));
            text.push_str(&encoding.normal_form(character.encode_utf8(&mut [0; 4])));
            done = next + length;
            positions.push((text.len(), done));
            next = original[done..].find(encoding.mark()).map_or(original.len(), |offset| done + offset);
        }
    }

    /// Adds the places of the original that decode to the secret.
    pub(super) fn find(&self, secret: &str, found: &mut Vec<Range<usize>>) {
        found.extend(self.text.match_indices(secret).map(|(start, secret)| {
            self.position_in_original(start)..self.position_in_original(start + secret.len())
        }));
    }

    fn position_in_original(&self, position: usize) -> usize {
        let before = self.positions.partition_point(|&(decoded, _)| decoded <= position);
        let (decoded, original) = before.checked_sub(1).map_or((0, 0), |last| self.positions[last]);
        original + (position - decoded)
    }
}

/// One character, whose first byte says how many escapes it takes.
fn percent(text: &[u8]) -> Option<(char, usize)> {
    let byte = |index: usize| match text.get(3 * index..3 * index + 3)? {
        [b'%', high, low] => u8::try_from(hexadecimal(&[*high, *low])?).ok(),
        _ => None,
    };
    let mut character = [byte(0)?, 0, 0, 0];
    let length = match character[0].leading_ones() {
        0 => 1,
        ones => usize::try_from(ones).ok().filter(|length| (2..=4).contains(length))?,
    };
    for (index, slot) in character.iter_mut().enumerate().take(length).skip(1) {
        *slot = byte(index)?;
    }
    let character = std::str::from_utf8(&character[..length]).ok()?.chars().next()?;
    Some((character, 3 * length))
}

fn escape(text: &str) -> Option<(char, usize)> {
    let bytes = text.as_bytes();
    let simple = |character| Some((character, 2));
    match bytes.get(1)? {
        b'n' => simple('\n'),
        b'r' => simple('\r'),
        b't' => simple('\t'),
        b'b' => simple('\u{8}'),
        b'f' => simple('\u{c}'),
        b'0' => simple('\0'),
        &character @ (b'"' | b'\'' | b'\\' | b'/') => simple(char::from(character)),
        b'x' => Some((char::from_u32(hexadecimal(bytes.get(2..4)?)?)?, 4)),
        b'u' if bytes.get(2) == Some(&b'{') => {
            let digits = bytes[3..].iter().take(7).position(|&byte| byte == b'}')?;
            Some((char::from_u32(hexadecimal(&bytes[3..3 + digits])?)?, digits + 4))
        }
        b'u' => code_units(bytes),
        _ => None,
    }
}

/// `\u00e9`, or two of these for a character that takes two UTF-16 code units.
fn code_units(text: &[u8]) -> Option<(char, usize)> {
    let unit = |start: usize| match text.get(start..start + 6)? {
        [b'\\', b'u', digits @ ..] => u16::try_from(hexadecimal(digits)?).ok(),
        _ => None,
    };
    let units = [unit(0)?, unit(6).unwrap_or(0)];
    let character = char::decode_utf16(units).next()?.ok()?;
    Some((character, 6 * character.len_utf16()))
}

fn hexadecimal(digits: &[u8]) -> Option<u32> {
    if digits.is_empty() {
        return None;
    }
    digits.iter().try_fold(0, |number, &digit| Some(number * 16 + char::from(digit).to_digit(16)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn assert_decodes(encoding: Encoding, text: &str, decoded: &str) {
        assert_eq!(Decoded::new(text, encoding).map(|decoded| decoded.text).as_deref(), Some(decoded));
    }

    #[test]
    fn percent_encoding_of_every_style() {
        assert_decodes(Encoding::Percent, "a%2Fb%2fc", "a/b/c");
        assert_decodes(Encoding::Percent, "a+b%20c%2Bd", "a b c d");
        assert_decodes(Encoding::Percent, "%C3%A9%F0%9F%98%80", "é😀");
        assert_decodes(Encoding::Percent, "100%, %zz, %C3, %, %e9%", "100%, %zz, %C3, %, %e9%");
    }

    #[test]
    fn escapes_of_every_style() {
        assert_decodes(Encoding::Escapes, r#"\"a\\nb\/\n\'"#, "\"a\\nb/\n'");
        assert_decodes(Encoding::Escapes, r"\u00e9\ud83d\ude00\u{1f600}\x41", "é😀😀A");
        assert_decodes(Encoding::Escapes, r"\ud83d \u{ \u{} \u12 \xé \q \", r"\ud83d \u{ \u{} \u12 \xé \q \");
    }

    #[test]
    fn places_are_those_of_the_original() {
        let text = "é%2F=a%2Fb=é";
        let mut found = Vec::new();
        Decoded::percent(text).expect("it contains a percent sign").find("a/b", &mut found);
        assert_eq!(found.iter().map(|place| &text[place.clone()]).collect::<Vec<_>>(), ["a%2Fb"]);
    }

    #[test]
    fn a_text_without_marks_is_not_decoded() {
        assert!(Decoded::percent(r"\n").is_none());
        assert!(Decoded::escapes("%20").is_none());
    }
}
