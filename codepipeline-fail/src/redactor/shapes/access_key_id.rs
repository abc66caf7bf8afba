//! `AKIAIOSFODNN7EXAMPLE`: the id of an access key, which with some services is half of a credential.

use std::ops::Range;

use super::{is_inside_word, run_end};

const PREFIXES: [&[u8]; 2] = [b"AKIA", b"ASIA"];
const LENGTH: usize = 20;

/// `mark` is the `I`.
pub(super) fn at(bytes: &[u8], mark: usize) -> Option<Range<usize>> {
    let start = mark.checked_sub(2)?;
    let id = bytes.get(start..start + LENGTH)?;
    if !PREFIXES.iter().any(|prefix| id.starts_with(prefix)) || is_inside_word(bytes, start) {
        return None;
    }
    let is_id = run_end(id, 0, |byte| byte.is_ascii_uppercase() || byte.is_ascii_digit()) == LENGTH;
    let end = start + LENGTH;
    let goes_on = bytes.get(end).is_some_and(u8::is_ascii_alphanumeric);
    (is_id && !goes_on).then_some(start..end)
}
