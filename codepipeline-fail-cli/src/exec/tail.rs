//! The end of what a program says.

use std::collections::VecDeque;

use codepipeline_fail::Redactor;

/// The last bytes of a stream, so many at most.
#[derive(Clone, Debug)]
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

    /// What has been kept, as text without secrets. If there was more before it, the latter half of it, from the beginning
    /// of a line: what it begins with may be the end of a secret, which only what stood before it would tell.
    pub(super) fn text(&self, redactor: &Redactor) -> String {
        let bytes: Vec<u8> = self.bytes.iter().copied().collect();
        let text = String::from_utf8_lossy(&bytes);
        let text = redactor.redact(&text);
        let text = if self.is_cut { end(&text, self.most / 2) } else { &text };
        text.trim_end().to_owned()
    }
}

/// The last bytes of a text, so many at most; whole lines, unless there is none.
fn end(text: &str, most: usize) -> &str {
    let Some(before) = text.len().checked_sub(most + 1) else { return text };
    let before = text.floor_char_boundary(before);
    match text[before..].find('\n') {
        Some(line_end) if before + line_end + 1 < text.len() => &text[before + line_end + 1..],
        _ => &text[text.ceil_char_boundary(before + 1)..],
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
        tail.text(&Redactor::new().with_secret("hush-hush"))
    }

    #[test]
    fn what_fits_is_told_whole() {
        assert_eq!(tail(10, &["one\n", "two\n"]), "one\ntwo");
        assert_eq!(tail(8, &["one\n", "two\n"]), "one\ntwo");
        assert_eq!(tail(8, &[]), "");
    }

    #[test]
    fn of_more_only_whole_lines_at_the_end_are() {
        assert_eq!(tail(16, &["much before\n", "zero\none\ntwo\n"]), "one\ntwo");
        assert_eq!(tail(14, &["much before\nzero\none\ntwo\n"]), "two");
        assert_eq!(tail(8, &["a very long line"]), "line");
        assert_eq!(tail(8, &["a very long line\n"]), "ine");
    }

    #[test]
    fn a_secret_is_known_before_it_is_cut() {
        assert_eq!(tail(12, &["much before, hush-hush xy"]), "*** xy");
        assert_eq!(tail(16, &["much before\nhush-hush 12345678"]), "12345678");
    }

    #[test]
    fn a_character_that_is_cut_is_left_out_or_replaced() {
        assert_eq!(tail(6, &["ßßßß"]), "ß");
        let mut cut = Tail::new(8);
        cut.push(b"xxxxxxxxx\xc3");
        assert_eq!(cut.text(&Redactor::new()), "x\u{fffd}");
    }
}
