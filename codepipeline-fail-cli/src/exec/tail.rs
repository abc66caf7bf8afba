//! The end of what a program says.

use std::collections::VecDeque;

/// The last bytes of a stream, so many at most.
#[derive(Debug)]
pub(super) struct Tail {
    bytes: VecDeque<u8>,
    most: usize,
    is_cut: bool,
}

impl Tail {
    /// Keeps so many bytes.
    pub(super) fn new(most: usize) -> Self {
        Self { bytes: VecDeque::new(), most, is_cut: false }
    }

    /// More has come.
    pub(super) fn push(&mut self, bytes: &[u8]) {
        let kept = &bytes[bytes.len().saturating_sub(self.most)..];
        let excess = (self.bytes.len() + kept.len()).saturating_sub(self.most);
        self.is_cut |= excess > 0 || kept.len() < bytes.len();
        self.bytes.drain(..excess.min(self.bytes.len()));
        self.bytes.extend(kept);
    }

    /// What has been kept, as text: from the beginning of a line, if there was more before it.
    pub(super) fn text(&self) -> String {
        let bytes: Vec<u8> = self.bytes.iter().copied().collect();
        let start = match bytes.iter().position(|byte| *byte == b'\n') {
            // A line that is longer than what is kept is better than nothing.
            Some(end) if self.is_cut && end + 1 < bytes.len() => end + 1,
            _ => 0,
        };
        String::from_utf8_lossy(&bytes[start..]).trim_end().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tail(most: usize, parts: &[&str]) -> String {
        let mut tail = Tail::new(most);
        for part in parts {
            tail.push(part.as_bytes());
        }
        tail.text()
    }

    #[test]
    fn what_fits_is_kept_whole() {
        assert_eq!(tail(10, &["one\n", "two\n"]), "one\ntwo");
        assert_eq!(tail(8, &["one\n", "two\n"]), "one\ntwo");
        assert_eq!(tail(8, &[]), "");
    }

    #[test]
    fn of_more_only_whole_lines_at_the_end_are() {
        assert_eq!(tail(8, &["zero\none\ntwo\n"]), "two");
        assert_eq!(tail(9, &["zero\n", "one\ntwo\n"]), "one\ntwo");
        assert_eq!(tail(4, &["a very long line"]), "line");
    }

    #[test]
    fn a_character_that_is_cut_is_replaced() {
        assert_eq!(tail(3, &["ßß"]), "\u{fffd}ß");
    }
}
