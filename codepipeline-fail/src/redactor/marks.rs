//! Where in a text a shape may be: found many bytes at a time, for almost no text has one.

use crate::bytes::LANES;

/// How many bytes behind its place a mark is recognised by.
const AHEAD: usize = 3;

/// What is looked at to find the marks of so many places.
pub(crate) const WINDOW: usize = LANES + AHEAD;

/// Calls `found` with each place of a mark, once and in order.
///
/// A mark in the last bytes of a text, which are not followed by [`AHEAD`] others, may be left out: no shape is so short.
pub(super) fn each(bytes: &[u8], mut found: impl FnMut(usize)) {
    let mut start = 0;
    while let Some(window) = bytes[start..].first_chunk() {
        in_window(window, start, &mut found);
        start += LANES;
    }
    let mut padded = [0; WINDOW];
    let rest = &bytes[start..];
    padded[..rest.len()].copy_from_slice(rest);
    in_window(&padded, start, &mut found);
}

fn in_window(window: &[u8; WINDOW], start: usize, found: &mut impl FnMut(usize)) {
    let flags = flags(window);
    if flags != [0; LANES] {
        flagged(&flags, start, found);
    }
}

/// Calls `found` with each place whose flag is 1 and not 0, in order; the first one is `start`.
#[inline(never)] // for its caller is a loop, that is to stay short
pub(crate) fn flagged(flags: &[u8; LANES], start: usize, found: &mut impl FnMut(usize)) {
    let (words, _) = flags.as_chunks();
    for (index, &word) in words.iter().enumerate() {
        let mut first_lowest = u64::from_le_bytes(word);
        while first_lowest != 0 {
            found(start + 8 * index + first_lowest.trailing_zeros() as usize / 8);
            first_lowest &= first_lowest - 1;
        }
    }
}

/// For each place, 1 if it has a mark, otherwise 0.
fn flags(window: &[u8; WINDOW]) -> [u8; LANES] {
    let mut flags = [0; LANES];
    for (lane, flag) in flags.iter_mut().enumerate() {
        *flag = u8::from(is_mark(window[lane], window[lane + 1], window[lane + 3]));
    }
    flags
}

/// Whether a shape may be around a byte, by the next byte and the third one after it. Each shape is recognised by
/// letters that hardly any other text has: `IA` of an access key id, `yJ` of a JSON Web Token, `b..r` of `bearer`,
/// and `B..I` of `BEGIN`. The names of settings and URLs have nothing like that, but what comes after them.
///
/// There are no branches, so that the compiler can answer for many places at once.
#[allow(clippy::needless_bitwise_bool)]
pub(crate) fn is_mark(byte: u8, next: u8, third: u8) -> bool {
    const CASE: u8 = b'a' ^ b'A';
    let divides = (byte == b':') | (byte == b'=') | (byte == b'>');
    let access_key_id = (byte == b'I') & (next == b'A');
    let json_web_token = (byte == b'y') & (next == b'J');
    let bearer_or_begin = (byte | CASE == b'b') & ((third | CASE == b'r') | (third == b'I'));
    divides | access_key_id | json_web_token | bearer_or_begin
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn many_at_a_time_are_the_same_as_one_by_one(bytes in "[:=>IAyJbBrR. ]{0,200}".prop_map(String::into_bytes)) {
            let mut found = Vec::new();
            each(&bytes, |mark| found.push(mark));
            let is_mark_at = |&at: &usize| is_mark(bytes[at], bytes[at + 1], bytes[at + 3]);
            let expected: Vec<usize> = (0..bytes.len().saturating_sub(AHEAD)).filter(is_mark_at).collect();
            found.retain(|&mark| mark + AHEAD < bytes.len());
            prop_assert_eq!(found, expected);
        }
    }
}
