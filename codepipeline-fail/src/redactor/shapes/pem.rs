//! `-----BEGIN PRIVATE KEY-----` and everything up to its end, or up to the end of the text.

use std::ops::Range;

const BEGIN: &str = "-----BEGIN ";
const END: &str = "-----END ";
const LONGEST_LABEL: usize = 64;

/// What has been read of a text's blocks, looked for from its beginning to its end.
#[derive(Default)]
pub(super) struct Blocks {
    /// The end of the last block.
    done: usize,
}

impl Blocks {
    /// `mark` is the `B` of `BEGIN`.
    pub(super) fn at(&mut self, text: &str, mark: usize) -> Option<Range<usize>> {
        let start = mark.checked_sub("-----".len()).filter(|&start| start >= self.done)?;
        if !text.as_bytes()[start..].starts_with(BEGIN.as_bytes()) {
            return None;
        }
        let content = label_end(text, start + BEGIN.len())?;
        self.done = block_end(text, content);
        Some(start..self.done)
    }
}

fn block_end(text: &str, content: usize) -> usize {
    match text[content..].find(END) {
        Some(offset) => {
            let label = content + offset + END.len();
            label_end(text, label).unwrap_or(label)
        }
        None => text.len(),
    }
}

/// The end of a label and the dashes after it.
fn label_end(text: &str, start: usize) -> Option<usize> {
    let is_in_label = |byte: &u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || *byte == b' ';
    let label = &text.as_bytes()[start..];
    let length = label.iter().take(LONGEST_LABEL).take_while(|byte| is_in_label(byte)).count();
    let ends_in_dashes = label[length..].starts_with(b"-----");
    (length > 0 && ends_in_dashes).then_some(start + length + "-----".len())
}
