//! What may not stand in a text, whatever its structure is.

use super::error::{Mistake, YamlError};

/// Finds characters that may not stand in YAML (<https://yaml.org/spec/1.2.2/#51-character-set>), and a tab before all else:
/// the parser would let that one pass.
pub fn check(text: &str) -> Result<(), YamlError> {
    if let Some(at) = text.find(|character| !is_printable(character)) {
        let before = &text[..at];
        let start = before.rfind('\n').map_or(0, |end| end + 1);
        let column = before[start..].chars().count() + 1;
        return Err(Mistake::Unprintable.in_line(before.matches('\n').count() + 1, column));
    }
    let is_content = |line: &str| !line.trim().is_empty() && !line.trim_start().starts_with('#');
    match text.lines().enumerate().find(|(_, line)| is_content(line)) {
        Some((number, line)) if line.trim_start_matches(' ').starts_with('\t') => {
            Err(Mistake::Tab.in_line(number + 1, 1))
        }
        _ => Ok(()),
    }
}

fn is_printable(character: char) -> bool {
    matches!(character,
        '\t' | '\n' | '\r' | ' '..='~' | '\u{85}' | '\u{a0}'..='\u{fffd}' | '\u{10000}'..)
}
