//! `aws_secret_access_key = wJalrXUtnFEMI`: a name whose values are secret, and a value.

use std::ops::Range;

use super::run_end;
use super::token::{looks_secret, scheme_end, token_end};

/// What may stand behind a name, by the end of the name: in lower case, without what divides its words.
const NAMES: [(&str, Value); 7] = [
    ("secretaccesskey", Value::Token),
    ("secretkey", Value::Token),
    ("sessiontoken", Value::Token),
    ("securitytoken", Value::Token),
    ("credential", Value::TokenInQuery),
    ("signature", Value::Signature),
    ("authorization", Value::Scheme),
];

/// For each byte, whether it may stand before a mark: it does at the end of a name, or behind it. Hardly any text before a
/// mark ends so.
static MAY_END: [bool; 256] = {
    let mut may_end = [false; 256];
    let mut byte = 0;
    while byte < u8::MAX {
        may_end[byte as usize] = is_bracket(byte) || is_divider(byte);
        byte += 1;
    }
    let mut index = 0;
    while index < NAMES.len() {
        let name = NAMES[index].0.as_bytes();
        let last = name[name.len() - 1];
        may_end[last as usize] = true;
        may_end[last.to_ascii_uppercase() as usize] = true;
        index += 1;
    }
    may_end
};

#[derive(Clone, Copy)]
enum Value {
    Token,
    /// A token, if an equals sign goes before it.
    TokenInQuery,
    /// The hexadecimal digits of a signature, likewise.
    Signature,
    /// The name of a scheme, then anything.
    Scheme,
}

const SCHEMES: [&str; 3] = ["bearer", "basic", "token"];

/// The digits of HMAC-SHA256, with which Signature Version 4 signs.
const SHORTEST_SIGNATURE: usize = 64;

/// Enough for any of the names and what divides its words.
const LONGEST_NAME: usize = 32;
const MOST_BRACKETS: usize = 8;

/// Whether what stands before the mark may be a name.
pub(super) fn may_be_at(bytes: &[u8], mark: usize) -> bool {
    mark.checked_sub(1).is_some_and(|before| MAY_END[usize::from(bytes[before])])
}

/// `mark` is what divides name and value: an equals sign, a colon, or the end of an XML tag.
pub(super) fn at(bytes: &[u8], mark: usize) -> Option<Range<usize>> {
    let value = expected_after(&bytes[..mark])?;
    let start = value_start(bytes, mark + 1);
    let is_in_query = bytes[mark] == b'=';
    match value {
        Value::TokenInQuery if !is_in_query => None,
        Value::Token | Value::TokenInQuery => {
            let end = token_end(bytes, start);
            looks_secret(&bytes[start..end]).then_some(start..end)
        }
        Value::Signature => {
            let end = run_end(bytes, start, |byte| byte.is_ascii_hexdigit());
            (is_in_query && end - start >= SHORTEST_SIGNATURE).then_some(start..end)
        }
        Value::Scheme => {
            let start = SCHEMES.iter().find_map(|scheme| scheme_end(bytes, start, scheme))?;
            let end = token_end(bytes, start);
            (start < end).then_some(start..end)
        }
    }
}

/// What may stand behind the name that the text ends in. The name may be in quotes, escaped or not.
fn expected_after(text: &[u8]) -> Option<Value> {
    let after_name = text.iter().rev().take(MOST_BRACKETS).take_while(|&&byte| is_bracket(byte)).count();
    let name = &text[..text.len() - after_name];
    NAMES.iter().find(|(suffix, _)| ends_in(name, suffix)).map(|&(_, value)| value)
}

fn ends_in(name: &[u8], suffix: &str) -> bool {
    let mut letters = name.iter().rev().take(LONGEST_NAME).filter(|&&byte| !is_divider(byte));
    suffix
        .bytes()
        .rev()
        .all(|expected| letters.next().is_some_and(|byte| byte.to_ascii_lowercase() == expected))
}

const fn is_bracket(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'"' | b'\'' | b'`' | b'\\')
}

const fn is_divider(byte: u8) -> bool {
    matches!(byte, b'_' | b'-' | b'.')
}

/// The first byte of a value, behind blanks, quotes and `Some(`, in which `Debug` wraps it.
fn value_start(bytes: &[u8], start: usize) -> usize {
    let brackets = |start: usize| {
        let before_value = bytes[start..].iter().take(MOST_BRACKETS);
        start + before_value.take_while(|&&byte| is_bracket(byte) || byte == b'>').count()
    };
    let start = brackets(start);
    if bytes[start..].starts_with(b"Some(") { brackets(start + "Some(".len()) } else { start }
}
