//! The encodings that text may have, by the names that Python gives them.
//!
//! They are those of the Encoding Standard (<https://encoding.spec.whatwg.org>). Its names mean what browsers need, so
//! those that mean something else to Python come first.

use std::borrow::Cow;

use encoding_rs::{BIG5, EUC_JP, EUC_KR, GBK, ISO_2022_JP, ISO_8859_15, ISO_8859_16, MACINTOSH, SHIFT_JIS};
use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE, WINDOWS_874, X_MAC_CYRILLIC, mem};

/// An encoding of text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Encoding {
    /// Seven bits, and nothing else.
    Ascii,
    /// Each byte is the character of its number.
    Latin1,
    /// UTF-8, with or without a mark at the beginning.
    Utf8Sig,
    /// UTF-16, in the order of bytes that the mark at the beginning tells.
    Utf16,
    /// One that the standard has, too.
    Standard(&'static encoding_rs::Encoding),
}

impl Encoding {
    /// The encoding of a name; none if nobody knows it.
    pub fn named(name: &str) -> Option<Self> {
        let name = name.to_ascii_lowercase().replace(['_', ' '], "-");
        Some(match name.replace('-', "").as_str() {
            "ascii" | "usascii" | "646" => Self::Ascii,
            "latin" | "latin1" | "l1" | "iso88591" | "8859" | "cp819" | "ibm819" => Self::Latin1,
            "utf8sig" => Self::Utf8Sig,
            "utf16" | "u16" => Self::Utf16,
            "utf16le" => Self::Standard(UTF_16LE),
            "utf16be" => Self::Standard(UTF_16BE),
            "utf8" | "u8" | "utf" | "cp65001" => Self::Standard(UTF_8),
            "latin9" => Self::Standard(ISO_8859_15),
            "iso885916" | "latin10" => Self::Standard(ISO_8859_16),
            "big5tw" | "cp950" => Self::Standard(BIG5),
            "cp874" => Self::Standard(WINDOWS_874),
            "cp932" | "ms932" | "mskanji" | "sjis" => Self::Standard(SHIFT_JIS),
            "cp936" | "936" => Self::Standard(GBK),
            "cp949" | "uhc" | "euckr" => Self::Standard(EUC_KR),
            "eucjp" => Self::Standard(EUC_JP),
            "iso2022jp" => Self::Standard(ISO_2022_JP),
            "macroman" => Self::Standard(MACINTOSH),
            "maccyrillic" => Self::Standard(X_MAC_CYRILLIC),
            _ => Self::Standard(encoding_rs::Encoding::for_label_no_replacement(name.as_bytes())?),
        })
    }

    /// The text that bytes are; none if they are no text in this encoding.
    pub fn decode(self, bytes: &[u8]) -> Option<String> {
        let (encoding, bytes) = match self {
            Self::Ascii => return bytes.is_ascii().then(|| mem::decode_latin1(bytes).into_owned()),
            Self::Latin1 => return Some(mem::decode_latin1(bytes).into_owned()),
            Self::Utf8Sig => (UTF_8, bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)),
            Self::Utf16 => match bytes {
                [0xfe, 0xff, rest @ ..] => (UTF_16BE, rest),
                [0xff, 0xfe, rest @ ..] | rest => (UTF_16LE, rest),
            },
            Self::Standard(encoding) => (encoding, bytes),
        };
        let text =
            encoding.decode_without_bom_handling_and_without_replacement(bytes).map(Cow::into_owned)?;
        // Where a code page of Windows has nothing, the standard has a control character.
        let is_hole = |character| ('\u{80}'..='\u{9f}').contains(&character);
        let has_holes = encoding.name().starts_with("windows-") && text.contains(is_hole);
        (!has_holes).then_some(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(name: &str, bytes: &[u8]) -> Option<String> {
        Encoding::named(name).unwrap_or_else(|| panic!("{name} is unknown")).decode(bytes)
    }

    #[test]
    fn an_encoding_has_its_names_in_python() {
        for (names, bytes, text) in [
            (&["utf-8", "UTF8", "utf_8", "U8", "utf 8", "cp65001"][..], &b"\xc3\x9f"[..], "ß"),
            (&["latin-1", "Latin_1", "iso-8859-1", "ISO8859-1", "l1"], b"\xdf\x80", "ß\u{80}"),
            (&["cp1252", "windows-1252", "windows_1252"], b"\xdf\x80", "ß€"),
            (&["cp1251", "windows-1251"], b"\xdf", "Я"),
            (&["iso8859-15", "iso_8859_15", "latin-9"], b"\xa4", "€"),
            (&["cp866", "IBM866"], b"\x80", "А"),
            (&["koi8_r", "koi8-r"], b"\xc1", "а"),
            (&["mac_roman", "macintosh"], b"\xa7", "ß"),
            (&["shift_jis", "sjis", "cp932", "ms_kanji"], b"\x8d\x5c", "構"),
            (&["euc_jp", "eucjp"], b"\xb9\xbd", "構"),
            (&["gbk", "cp936", "gb18030", "gb2312"], b"\xd6\xd0", "中"),
            (&["big5", "cp950"], b"\xa4\xa4", "中"),
            (&["euc_kr", "cp949"], b"\xb0\xa1", "가"),
            (&["utf-16-le", "utf_16le"], b"\xdf\0", "ß"),
            (&["utf-16-be", "UTF-16BE"], b"\0\xdf", "ß"),
        ] {
            for name in names {
                assert_eq!(decoded(name, bytes).as_deref(), Some(text), "{name}");
            }
        }
        for name in ["", "bogus", "hex", "rot13", "replacement", "hz-gb-2312"] {
            assert_eq!(Encoding::named(name), None, "{name}");
        }
    }

    #[test]
    fn a_mark_at_the_beginning_belongs_to_some() {
        for bytes in [&b"\xff\xfea\0"[..], b"\xfe\xff\0a", b"a\0"] {
            assert_eq!(decoded("utf-16", bytes).as_deref(), Some("a"), "{bytes:x?}");
        }
        assert_eq!(decoded("utf-8-sig", b"\xef\xbb\xbfa").as_deref(), Some("a"));
        assert_eq!(decoded("utf-8-sig", b"a").as_deref(), Some("a"));
        assert_eq!(decoded("utf-8", b"\xef\xbb\xbfa").as_deref(), Some("\u{feff}a"));
        assert_eq!(decoded("utf-16-le", b"\xff\xfea\0").as_deref(), Some("\u{feff}a"));
    }

    #[test]
    fn what_is_no_text_in_it_is_none() {
        for (name, bytes) in [
            ("ascii", &b"\x80"[..]),
            ("utf-8", b"\xff"),
            ("cp1252", b"\x81"),
            ("cp1253", b"\xaa"),
            ("utf-16", b"a\0b"),
            ("utf-16", b"\0\xd8"),
            ("shift_jis", b"\x8d"),
        ] {
            assert_eq!(decoded(name, bytes), None, "{name}");
        }
    }
}
