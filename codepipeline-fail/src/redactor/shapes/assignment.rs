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

/// For each byte, whether one of the names ends in it: hardly any mark is behind such a letter.
static ENDS_NAME: [bool; 256] = {
    let mut ends_name = [false; 256];
    let mut index = 0;
    while index < NAMES.len() {
        let name = NAMES[index].0.as_bytes();
        ends_name[name[name.len() - 1] as usize] = true;
        index += 1;
    }
    ends_name
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
    let is_bracket = |byte: &&u8| matches!(byte, b' ' | b'\t' | b'"' | b'\'' | b'`' | b'\\');
    let after_name = text.iter().rev().take(MOST_BRACKETS).take_while(is_bracket).count();
    let name = &text[..text.len() - after_name];
    let last = letters_backwards(name).next()?;
    if !ENDS_NAME[usize::from(last)] {
        return None;
    }
    NAMES.iter().find(|(suffix, _)| ends_in(name, suffix)).map(|&(_, value)| value)
}

fn ends_in(name: &[u8], suffix: &str) -> bool {
    let mut letters = letters_backwards(name);
    suffix.bytes().rev().all(|expected| letters.next() == Some(expected))
}

/// The letters of the name that the text ends in, from the last on, without what divides its words.
fn letters_backwards(name: &[u8]) -> impl Iterator<Item = u8> {
    let letters = name.iter().rev().take(LONGEST_NAME).filter(|byte| !matches!(byte, b'_' | b'-' | b'.'));
    letters.map(u8::to_ascii_lowercase)
}

/// The first byte of a value, behind blanks, quotes and `Some(`, in which `Debug` wraps it.
fn value_start(bytes: &[u8], start: usize) -> usize {
    let brackets = |start: usize| {
        let is_bracket = |byte: &&u8| b" \t\"'`\\>".contains(byte);
        start + bytes[start..].iter().take(MOST_BRACKETS).take_while(is_bracket).count()
    };
    let start = brackets(start);
    if bytes[start..].starts_with(b"Some(") { brackets(start + "Some(".len()) } else { start }
}
