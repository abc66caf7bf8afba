//! How far a text is one that is shown as it is: found many bytes at a time, for almost every text is.

use super::sanitize::Layout;
use crate::bytes::LANES;

/// The length of the beginning of a text (in UTF-8) of which nothing is to be removed. It ends before a character that may
/// have to go, and that begins with one of a few bytes; not each one that does has to.
pub(super) fn plain_length(bytes: &[u8], layout: Layout) -> usize {
    let (blocks, rest) = bytes.as_chunks();
    for (index, block) in blocks.iter().enumerate() {
        if !is_plain(block, layout) {
            return index * LANES + length_in(block, layout);
        }
    }
    let mut padded = [b' '; LANES];
    padded[..rest.len()].copy_from_slice(rest);
    if is_plain(&padded, layout) { bytes.len() } else { bytes.len() - rest.len() + length_in(rest, layout) }
}

fn is_plain(block: &[u8; LANES], layout: Layout) -> bool {
    let is_special = block.iter().fold(false, |is_any, &byte| is_any | !is_printable(byte));
    !is_special || is_plain_but_special(block, layout)
}

#[cold]
fn is_plain_but_special(block: &[u8; LANES], layout: Layout) -> bool {
    !block.iter().fold(false, |is_any, &byte| is_any | may_have_to_go(byte, layout))
}

#[cold]
fn length_in(bytes: &[u8], layout: Layout) -> usize {
    bytes.iter().position(|&byte| may_have_to_go(byte, layout)).unwrap_or(bytes.len())
}

/// Of ASCII. One comparison, which settles it for most texts.
pub(super) fn is_printable(byte: u8) -> bool {
    byte.wrapping_sub(b' ') <= b'~' - b' '
}

/// Whether a character that begins with this byte may be one that does not stay. There are no branches, so that the
/// compiler can answer for many bytes at once.
#[allow(clippy::needless_bitwise_bool)]
fn may_have_to_go(byte: u8, layout: Layout) -> bool {
    let divides_lines = (byte == b'\n') | (byte == b'\t');
    let is_control = (byte < b' ') & (!divides_lines | (layout == Layout::Word));
    // With these begin U+0080 to U+00BF, U+2000 to U+2FFF, and U+F000 to U+FFFF.
    let may_begin_a_format_character = (byte == 0xc2) | (byte == 0xe2) | (byte == 0xef);
    is_control | (byte == 0x7f) | may_begin_a_format_character
}
