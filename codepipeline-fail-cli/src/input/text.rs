//! Text of bytes, as what reads JSON and YAML makes it.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// The text that bytes are in UTF-8, or in UTF-16 where a mark at the beginning or a zero byte tells so. None if they are
/// no text.
pub fn decoded(bytes: &[u8]) -> Option<String> {
    let (encoding, mark) = Encoding::for_bom(bytes).unwrap_or_else(|| {
        let encoding = match bytes {
            [_, 0, ..] => UTF_16LE,
            [0, _, ..] => UTF_16BE,
            _ => UTF_8,
        };
        (encoding, 0)
    });
    encoding.decode_without_bom_handling_and_without_replacement(&bytes[mark..]).map(Cow::into_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_may_be_in_three_encodings() {
        let units: Vec<u16> = "{\"ß😀".encode_utf16().collect();
        let little: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
        let big: Vec<u8> = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
        let marked = |mark: &[u8], bytes: &[u8]| [mark, bytes].concat();
        let all = [
            "{\"ß😀".as_bytes().to_vec(),
            marked(b"\xef\xbb\xbf", "{\"ß😀".as_bytes()),
            marked(b"\xff\xfe", &little),
            marked(b"\xfe\xff", &big),
            little,
            big,
        ];
        for bytes in all {
            assert_eq!(decoded(&bytes).as_deref(), Some("{\"ß😀"), "{bytes:x?}");
        }
        assert_eq!(decoded(b""), Some(String::new()));
    }

    #[test]
    fn what_is_no_text_is_none() {
        for bytes in [&b"\xff"[..], b"\xff\xfea", b"\xfe\xff\xd8\x00", b"a\0\xff"] {
            assert_eq!(decoded(bytes), None, "{bytes:x?}");
        }
    }
}
