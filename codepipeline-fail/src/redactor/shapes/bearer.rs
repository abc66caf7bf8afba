//! `Bearer mF_9.B5f-4.1JqM`, with a header around it or without.

use std::ops::Range;

use super::is_inside_word;
use super::token::{looks_secret, scheme_end, token_end};

pub(super) fn at(bytes: &[u8], mark: usize) -> Option<Range<usize>> {
    if is_inside_word(bytes, mark) {
        return None;
    }
    let start = scheme_end(bytes, mark, "bearer")?;
    let end = token_end(bytes, start);
    looks_secret(&bytes[start..end]).then_some(start..end)
}
