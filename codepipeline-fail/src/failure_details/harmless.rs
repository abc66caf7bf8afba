//! Whether nothing at all is to be done to a message: the usual case, found out in one pass.

use super::plain::is_printable;
use crate::bytes::LANES;
use crate::redactor::marks::{WINDOW, is_mark};
use crate::redactor::shapes;

/// Whether neither control characters nor whitespace are to be taken out of a text, nor something that looks like a secret.
/// Not every such text is found to be one: it has to be of ASCII, and in one line.
pub(super) fn is_harmless(text: &str) -> bool {
    let bytes = text.as_bytes();
    let begins_and_ends_visibly =
        bytes.first().is_some_and(u8::is_ascii_graphic) && bytes.last().is_some_and(u8::is_ascii_graphic);
    begins_and_ends_visibly && is_harmless_inside(text)
}

fn is_harmless_inside(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut start = 0;
    while let Some(window) = bytes[start..].first_chunk() {
        if !is_window_harmless(window, start, text) {
            return false;
        }
        start += LANES;
    }
    let rest = &bytes[start..];
    let mut padded = [b' '; WINDOW];
    padded[..rest.len()].copy_from_slice(rest);
    // Behind the last lanes nothing follows that would make a mark of them.
    rest.iter().skip(LANES).all(|&byte| is_printable(byte)) && is_window_harmless(&padded, start, text)
}

/// Whether the places of the window, which begins at `start`, have nothing to be taken out.
fn is_window_harmless(window: &[u8; WINDOW], start: usize, text: &str) -> bool {
    let mut flags = [0; LANES];
    for (lane, flag) in flags.iter_mut().enumerate() {
        let byte = window[lane];
        let is_mark = is_mark(byte, window[lane + 1], window[lane + 3]);
        *flag = u8::from(is_mark) | u8::from(!is_printable(byte)) << 1;
    }
    flags == [0; LANES] || has_only_marks(&flags, start, text)
}

#[cold]
fn has_only_marks(flags: &[u8; LANES], start: usize, text: &str) -> bool {
    let all_flags = flags.iter().fold(0, |all, flag| all | flag);
    all_flags == 1 && !shapes::is_any_at(flags, start, text)
}
