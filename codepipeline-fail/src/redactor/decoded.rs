//! A text whose encoded characters are written out, and the way back to the original.

use std::borrow::Cow;
use std::ops::Range;

use crate::bytes::LANES;

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Encoding {
    /// `%2F`, as in URLs; whichever characters the encoder chose.
    Percent,
    /// Backslash escapes of JSON, and of Rust's `Debug`.
    Escapes,
}

impl Encoding {
    fn mark(self) -> u8 {
        match self {
            Self::Percent => b'%',
            Self::Escapes => b'\\',
        }
    }

    /// The character that `text` begins with in encoded form, and the length of that form.
    fn decode(self, text: &str) -> Option<(char, usize)> {
        match self {
            Self::Percent => percent(text.as_bytes()),
            Self::Escapes => escape(text),
        }
    }

    /// How a decoded text reads after [`decoded`](Self::decoded): forms write a space as `+`, so that the two are one.
    pub(super) fn normal_form(self, text: &str) -> Cow<'_, str> {
        match self {
            Self::Percent if position(text, b'+').is_some() => Cow::Owned(text.replace('+', " ")),
            Self::Percent | Self::Escapes => Cow::Borrowed(text),
        }
    }

    /// The text with its encoded characters written out, if it contains what could be one.
    pub(super) fn decoded(self, original: &str) -> Option<String> {
        position(original, self.mark())?;
        let original = self.normal_form(original);
        let mut text = String::with_capacity(original.len());
        for piece in self.pieces(&original) {
            text.push_str(piece.plain);
            match piece.encoded {
                Some(('+', _)) if self == Self::Percent => text.push(' '),
                Some((character, _)) => text.push(character),
                None => {}
            }
        }
        Some(text)
    }

    /// Makes of places in the decoded text those in the original. They are to be in order and not to overlap.
    pub(super) fn find_in_original(self, original: &str, places: &mut [Range<usize>]) {
        let mut positions = places.iter_mut().flat_map(|place| [&mut place.start, &mut place.end]).peekable();
        let (mut in_decoded, mut in_original) = (0, 0);
        for piece in self.pieces(original) {
            let end = in_decoded + piece.plain.len();
            while let Some(position) = positions.next_if(|position| **position <= end) {
                *position = in_original + (*position - in_decoded);
            }
            let (decoded, encoded) =
                piece.encoded.map_or((0, 0), |(character, length)| (character.len_utf8(), length));
            in_decoded = end + decoded;
            in_original += piece.plain.len() + encoded;
            if positions.peek().is_none() {
                return;
            }
        }
    }

    fn pieces(self, original: &str) -> impl Iterator<Item = Piece<'_>> {
        let mut rest = Some(original);
        std::iter::from_fn(move || {
            let text = rest?;
            let Some(mark) = position(text, self.mark()) else {
                rest = None;
                return Some(Piece { plain: text, encoded: None });
            };
            let (plain, encoded) = text.split_at(mark);
            let (character, length) = self.decode(encoded).unwrap_or((char::from(self.mark()), 1));
            rest = Some(&encoded[length..]);
            Some(Piece { plain, encoded: Some((character, length)) })
        })
    }
}

/// What comes before an encoded character, and that one, with the length of its encoded form; none behind the last.
struct Piece<'t> {
    plain: &'t str,
    encoded: Option<(char, usize)>,
}

/// Where the text has this byte, of ASCII, first.
fn position(text: &str, byte: u8) -> Option<usize> {
    let (blocks, _) = text.as_bytes().as_chunks::<LANES>();
    let has_byte =
        |block: &[u8; LANES]| block.iter().fold(0, |is_any, &other| is_any | u8::from(other == byte)) == 1;
    let start = LANES * blocks.iter().take_while(|block| !has_byte(block)).count();
    text.as_bytes()[start..].iter().position(|&other| other == byte).map(|offset| start + offset)
}

/// One character, whose first byte says how many escapes it takes.
fn percent(text: &[u8]) -> Option<(char, usize)> {
    let byte = |index: usize| match text.get(3 * index..3 * index + 3)? {
        [b'%', high, low] => u8::try_from(hexadecimal(&[*high, *low])?).ok(),
        _ => None,
    };
    let first = byte(0)?;
    if first.is_ascii() {
        return Some((char::from(first), 3));
    }
    let mut character = [first, 0, 0, 0];
    let length = usize::try_from(first.leading_ones()).ok().filter(|length| (2..=4).contains(length))?;
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
        assert_eq!(encoding.decoded(text).as_deref(), Some(decoded));
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
        let text = "é%2F=a%2Fb=é%2F";
        let decoded = Encoding::Percent.decoded(text).expect("it contains a percent sign");
        let place = |part: &str| decoded.find(part).map(|start| start..start + part.len());
        let mut places: Vec<_> = ["é/", "=", "a/b", "=é/"].into_iter().filter_map(place).collect();
        Encoding::Percent.find_in_original(text, &mut places);
        let found: Vec<_> = places.into_iter().map(|place| &text[place]).collect();
        assert_eq!(found, ["é%2F", "=", "a%2Fb", "=é%2F"]);
    }

    #[test]
    fn a_text_without_marks_is_not_decoded() {
        assert!(Encoding::Percent.decoded(r"\n").is_none());
        assert!(Encoding::Escapes.decoded("%20").is_none());
    }
}
