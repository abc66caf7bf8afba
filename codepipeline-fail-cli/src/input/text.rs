//! Text of bytes, as what reads JSON and YAML makes it.

/// The text that bytes are in UTF-8, or in UTF-16 where a mark at the beginning or a zero byte tells so. None if they are
/// no text.
pub fn decoded(bytes: &[u8]) -> Option<String> {
    match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8(rest.to_vec()).ok(),
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [_, 0, ..] => utf16(bytes, u16::from_le_bytes),
        [0, _, ..] => utf16(bytes, u16::from_be_bytes),
        _ => String::from_utf8(bytes.to_vec()).ok(),
    }
}

fn utf16(bytes: &[u8], unit: impl Fn([u8; 2]) -> u16) -> Option<String> {
    let (pairs, rest) = bytes.as_chunks();
    if !rest.is_empty() {
        return None;
    }
    char::decode_utf16(pairs.iter().map(|pair| unit(*pair))).collect::<Result<_, _>>().ok()
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
