//! What looks like a secret, whether it is known or not.
//!
//! One pass over the bytes looks for the marks of shapes; around each mark one shape is tried. The pass is linear,
//! because a trial reads a bounded number of bytes and at most one run of characters that hardly any other trial of
//! the shape can read:
//!
//! - a token follows what introduces it, and contains nothing that can;
//! - a part of a JSON Web Token is read as the first to fifth part, so five times at most;
//! - user information ends before the next slash, and begins after two;
//! - a PEM block is as long as it likes, and no other is looked for inside it.

mod access_key_id;
mod assignment;
mod bearer;
mod json_web_token;
mod pem;
mod token;
mod user_info;

use std::ops::Range;

use super::add;
use super::marks;
use crate::bytes::LANES;

/// Adds the places of the text that look like a secret; they may overlap, and are in no order.
pub(super) fn find(text: &str, found: &mut Vec<Range<usize>>) {
    let mut blocks = pem::Blocks::default();
    marks::each(text.as_bytes(), |mark| {
        if let Some(place) = shape_at(text, mark, &mut blocks) {
            add(place, found);
        }
    });
}

/// Whether one of them has its mark at one of the [flagged](marks::flagged) places.
pub(crate) fn is_any_at(flags: &[u8; LANES], start: usize, text: &str) -> bool {
    let mut is_any = false;
    let mut blocks = pem::Blocks::default();
    marks::flagged(flags, start, &mut |mark| is_any |= shape_at(text, mark, &mut blocks).is_some());
    is_any
}

#[inline]
fn shape_at(text: &str, mark: usize, blocks: &mut pem::Blocks) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    match bytes[mark] {
        b':' | b'=' | b'>' if is_in_vain(bytes, mark) => None,
        _ => try_shape_at(text, mark, blocks),
    }
}

/// Whether a colon or the like is one of the many that are in every text: neither behind a name nor part of a URL.
fn is_in_vain(bytes: &[u8], mark: usize) -> bool {
    !assignment::may_be_at(bytes, mark) && bytes.get(mark + 1) != Some(&b'/')
}

#[cold]
fn try_shape_at(text: &str, mark: usize, blocks: &mut pem::Blocks) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    match bytes[mark] {
        b'I' => access_key_id::at(bytes, mark),
        b'y' => json_web_token::at(bytes, mark),
        b'B' if bytes[mark..].starts_with(b"BEGIN") => blocks.at(text, mark),
        b'B' | b'b' => bearer::at(bytes, mark),
        b':' if bytes[mark..].starts_with(b"://") => user_info::at(text, mark),
        _ => assignment::at(bytes, mark),
    }
}

/// The end of the run of bytes from `start` on that are of this kind.
fn run_end(bytes: &[u8], start: usize, is_of_kind: impl Fn(u8) -> bool) -> usize {
    bytes[start..].iter().position(|&byte| !is_of_kind(byte)).map_or(bytes.len(), |length| start + length)
}

/// Whether a word goes on to the left of `at`.
fn is_inside_word(bytes: &[u8], at: usize) -> bool {
    at.checked_sub(1).is_some_and(|before| bytes[before].is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests;
