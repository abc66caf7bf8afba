//! `https://user:password@host`.

use std::ops::Range;

use super::is_inside_word;

/// A shorter user without a password is a name, as in `ssh://git@host`; a longer one may be a token.
const SHORTEST_TOKEN: usize = 16;

/// `mark` is where the `://` is.
pub(super) fn at(text: &str, mark: usize) -> Option<Range<usize>> {
    if !is_inside_word(text.as_bytes(), mark) {
        return None; // without a scheme
    }
    let start = mark + "://".len();
    let ends_authority = |character: char| character.is_whitespace() || "/?#\"<>\\`".contains(character);
    let authority = &text[start..];
    let authority = &authority[..authority.find(ends_authority).unwrap_or(authority.len())];
    let length = authority.rfind('@')?;
    let is_secret = length >= SHORTEST_TOKEN || authority[..length].contains(':');
    is_secret.then_some(start..start + length)
}
