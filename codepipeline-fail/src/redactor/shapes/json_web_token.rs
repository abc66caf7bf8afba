//! `eyJhbGciOi.eyJzdWIiOi.SflKxwRJSM`: three parts of base64 if signed, five if encrypted, of which the first is a
//! JSON object.

use std::ops::Range;

use super::run_end;

const FEWEST_PARTS: usize = 3;
const MOST_PARTS: usize = 5;

/// `mark` is the `y`: what `{"` begins with in base64 is rare behind its first letter.
pub(super) fn at(bytes: &[u8], mark: usize) -> Option<Range<usize>> {
    let start = mark.checked_sub(1)?;
    let goes_on_left = start.checked_sub(1).is_some_and(|before| is_in_part(bytes[before]));
    if !bytes[start..].starts_with(b"eyJ") || goes_on_left {
        return None;
    }
    let mut end = run_end(bytes, start, is_in_part);
    let mut parts = 1;
    while parts < MOST_PARTS && bytes.get(end) == Some(&b'.') {
        end = run_end(bytes, end + 1, is_in_part);
        parts += 1;
    }
    (parts >= FEWEST_PARTS).then_some(start..end)
}

fn is_in_part(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_'
}
