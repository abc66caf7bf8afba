//! How texts are looked at many bytes at a time.

/// How many bytes are looked at together: so many that compilers do not write them out one by one, but take the few steps
/// that vector registers need.
pub(crate) const LANES: usize = 32;

/// In bytes. What is not longer than this, the standard library searches for with vector instructions, where it can.
const SHORT: usize = 32;

/// Whether the text contains the beginning of `part`, which is answered much faster than whether it contains the whole.
pub(crate) fn contains_beginning(text: &str, part: &str) -> bool {
    text.contains(&part[..part.floor_char_boundary(SHORT)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_beginning_is_enough() {
        let long = format!("{}\u{e9}{}", "x".repeat(SHORT - 1), "y".repeat(SHORT));
        assert!(contains_beginning(&long[..SHORT - 1], &long), "it ends before a character");
        assert!(!contains_beginning(&long[1..], &long));
        assert!(contains_beginning("short", "hor") && !contains_beginning("short", "horse"));
    }
}
