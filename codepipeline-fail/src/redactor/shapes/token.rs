//! What can stand for a credential wherever one is expected.

use super::run_end;

/// The end of the characters that a token is made of: those of base64, base64url, percent-encoding and hexadecimal.
pub(super) fn token_end(bytes: &[u8], start: usize) -> usize {
    let is_in_token = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~+/%".contains(&byte);
    let end = run_end(bytes, start, is_in_token);
    let padding = bytes[end..].iter().take(2).take_while(|&&byte| byte == b'=').count();
    end + padding
}

/// Whether these characters of a token are more likely a credential than a word.
pub(super) fn looks_secret(token: &[u8]) -> bool {
    token.len() >= 20 || token.len() >= 8 && token.iter().any(u8::is_ascii_digit)
}

/// The end of the name of a scheme of authorization, and of the blanks after it.
pub(super) fn scheme_end(bytes: &[u8], start: usize, scheme: &str) -> Option<usize> {
    let after = start + scheme.len();
    if !bytes.get(start..after)?.eq_ignore_ascii_case(scheme.as_bytes()) {
        return None;
    }
    let blanks = bytes[after..].iter().take(4).take_while(|&&byte| byte == b' ' || byte == b'\t').count();
    (blanks > 0).then_some(after + blanks)
}
