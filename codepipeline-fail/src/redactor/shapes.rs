//! What looks like a secret, whether it is known or not.
//!
//! One pass over the bytes looks for those that mark a shape; around each mark one shape is tried. The pass is linear,
//! because a trial reads a bounded number of bytes and at most one run of characters that hardly any other trial of
//! the shape can read:
//!
//! - a token follows what introduces it, and contains nothing that can;
//! - a part of a JSON Web Token is read as the first to fifth part, so five times at most;
//! - user information ends before the next slash, and begins after two.
//!
//! PEM blocks are as long as they like, so they have a pass of their own that goes on where the last one ended.

mod access_key_id;
mod assignment;
mod bearer;
mod json_web_token;
mod pem;
mod token;
mod user_info;

use std::ops::Range;

/// For each byte, whether [`shape_at`] knows it.
static IS_MARK: [bool; 256] = {
    let marks = b"ABbJ:=>";
    let mut is_mark = [false; 256];
    let mut index = 0;
    while index < marks.len() {
        is_mark[marks[index] as usize] = true;
        index += 1;
    }
    is_mark
};

/// Adds the places of the text that look like a secret; they may overlap, and are in no order.
pub(super) fn find(text: &str, found: &mut Vec<Range<usize>>) {
    for (at, &byte) in text.as_bytes().iter().enumerate() {
        if IS_MARK[usize::from(byte)] {
            found.extend(shape_at(text, at));
        }
    }
    pem::find(text, found);
}

fn shape_at(text: &str, mark: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    match bytes[mark] {
        b'A' => access_key_id::at(bytes, mark),
        b'B' | b'b' => bearer::at(bytes, mark),
        b'J' => json_web_token::at(bytes, mark),
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
