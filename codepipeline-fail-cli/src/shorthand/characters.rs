//! Which characters may stand where. Those beyond U+FFFF stand in quotes only.

/// In a key.
pub fn is_key(character: char) -> bool {
    character.is_ascii_alphanumeric() || "-_.#/:".contains(character)
}

/// What is skipped between the parts.
pub fn is_blank(character: char) -> bool {
    matches!(character, ' ' | '\t'..='\r')
}

/// What Python takes for white space, and strips from the end of a bare scalar.
pub fn is_space(character: char) -> bool {
    character.is_whitespace() || matches!(character, '\x1c'..='\x1f')
}

/// At the beginning of a bare scalar.
pub fn is_at_start(character: char) -> bool {
    is_visible(character) && !matches!(character, '"' | '\'' | ',' | '=' | '[' | '{')
}

/// In a bare scalar that may be the only one of its pair.
pub fn is_in_first(character: char) -> bool {
    is_space(character) || is_visible(character) && !matches!(character, '"' | '\'' | ',' | ']' | '}')
}

/// In a bare scalar after a comma.
pub fn is_in_later(character: char) -> bool {
    is_space(character) || is_visible(character) && !matches!(character, '"' | '\'' | ',' | '=')
}

/// Also white space beyond ASCII.
fn is_visible(character: char) -> bool {
    matches!(character, '!'..='\u{ffff}')
}
