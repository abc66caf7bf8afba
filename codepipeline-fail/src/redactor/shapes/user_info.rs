//! `https://user:password@host`.

use std::ops::Range;

use super::{is_inside_word, run_end};

/// A shorter user without a password is a name, as in `ssh://git@host`; a longer one may be a token.
const SHORTEST_TOKEN: usize = 16;

/// `mark` is where the `://` is.
pub(super) fn at(text: &str, mark: usize) -> Option<Range<usize>> {
    if !is_inside_word(text.as_bytes(), mark) {
        return None; // without a scheme
    }
    let start = mark + "://".len();
    let authority = &text[start..];
    let authority = &authority[..authority_length(authority)];
    let length = authority.rfind('@')?;
    let is_secret = length >= SHORTEST_TOKEN || authority[..length].contains(':');
    is_secret.then_some(start..start + length)
}

fn authority_length(text: &str) -> usize {
    let ends_authority = |byte: u8| {
        matches!(byte, b'/' | b'?' | b'#' | b'"' | b'<' | b'>' | b'\\' | b'`' | b' ' | b'\t'..=b'\r')
    };
    let mut length = 0;
    loop {
        length = run_end(text.as_bytes(), length, |byte| byte.is_ascii() && !ends_authority(byte));
        match text[length..].chars().next() {
            Some(character) if !character.is_ascii() && !character.is_whitespace() => {
                length += character.len_utf8();
            }
            _ => return length,
        }
    }
}
