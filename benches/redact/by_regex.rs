//! The peer: the same patterns by the crate `regex`.
//!
//! Not all of what `Redactor` promises can be said in it: a token is taken for a secret from 8 characters on, with a digit
//! or without, and what stands beside a word is looked at by `\b`. That makes the expressions simpler, not slower.

use std::borrow::Cow;
use std::fmt::Write as _;

use base64::Engine as _;
use regex::{Captures, Regex};

/// What stays is in the first group of each shape that keeps something.
const SHAPES: [&str; 9] = [
    r"(?-u:\b)A[KS]IA[A-Z0-9]{16}(?-u:\b)",
    r#"(?i-u:((?:secret[_.-]?access[_.-]?key|secret[_.-]?key|session[_.-]?token|security[_.-]?token)["'`\\ \t]{0,8}[=:>]["'`\\ \t>]{0,8}(?:Some\(["'`\\ \t>]{0,8})?)[A-Z0-9._~+/%-]{8,}={0,2})"#,
    r"(?i-u:(credential=)[A-Z0-9._~+/%-]{8,}={0,2})",
    r"(?i-u:(signature=)[A-F0-9]{64,})",
    r#"(?i-u:(authorization["'`\\ \t]{0,8}[=:]["'`\\ \t>]{0,8}(?:bearer|basic|token)[ \t]{1,4})[A-Z0-9._~+/%-]+={0,2})"#,
    r"(?i-u:(\bbearer[ \t]{1,4})[A-Z0-9._~+/%-]{8,}={0,2})",
    r"(?-u:\beyJ[A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]*){2,4})",
    r#"([A-Za-z0-9]://)(?:[^\s/?\#"<>\\`]*:[^\s/?\#"<>\\`]*|[^\s/?\#"<>\\`]{16,})(@)"#,
    r"(?s)-----BEGIN [A-Z0-9 ]{1,64}-----(?:.*?-----END [A-Z0-9 ]{1,64}-----|.*)",
];

/// How the patterns are divided into expressions: which is the fastest is for the measurement to say.
#[derive(Clone, Copy, Debug)]
pub enum Division {
    /// All in one.
    One,
    /// The secrets, then the shapes.
    SecretsAndShapes,
    /// The secrets, then each shape.
    EachShape,
}

impl Division {
    pub fn label(self) -> &'static str {
        match self {
            Self::One => "regex, one expression",
            Self::SecretsAndShapes => "regex, two expressions",
            Self::EachShape => "regex, an expression each",
        }
    }
}

pub const DIVISIONS: [Division; 3] = [Division::One, Division::SecretsAndShapes, Division::EachShape];

pub struct ByRegex(Vec<Regex>);

impl ByRegex {
    pub fn new(division: Division, secrets: &[&str]) -> Self {
        let secrets = secrets.iter().flat_map(|secret| forms(secret));
        let secrets: Vec<String> = secrets.map(|form| regex::escape(&form)).collect();
        let (secrets, shapes) = (secrets.join("|"), SHAPES.join("|"));
        let expressions = match division {
            Division::One => vec![format!("{secrets}|{shapes}")],
            Division::SecretsAndShapes => vec![secrets, shapes],
            Division::EachShape => std::iter::once(secrets).chain(SHAPES.map(str::to_owned)).collect(),
        };
        let compile = |expression: &String| Regex::new(expression).expect("the expression is valid");
        Self(expressions.iter().filter(|expression| !expression.is_empty()).map(compile).collect())
    }

    pub fn redact<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let mut text = Cow::Borrowed(text);
        for expression in &self.0 {
            if let Cow::Owned(redacted) = expression.replace_all(&text, replacement) {
                text = Cow::Owned(redacted);
            }
        }
        text
    }
}

fn replacement(found: &Captures<'_>) -> String {
    let mut kept = found.iter().skip(1).flatten().map(|kept| kept.as_str());
    let before = kept.next().unwrap_or_default();
    let after = kept.next().unwrap_or_default();
    format!("{before}***{after}")
}

/// The secret as it is, percent-encoded, in JSON, and in base64.
fn forms(secret: &str) -> Vec<String> {
    let mut percent_encoded = String::new();
    for byte in secret.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            percent_encoded.push(char::from(byte));
        } else {
            write!(percent_encoded, "%{byte:02X}").expect("a String takes every text");
        }
    }
    let in_json = serde_json::to_string(secret).expect("a text can be written as JSON");
    let in_json = in_json[1..in_json.len() - 1].to_owned();
    let mut forms = vec![secret.to_owned(), percent_encoded, in_json];
    for before in 0..3 {
        let padded = [&vec![0; before], secret.as_bytes()].concat();
        let encoded = base64::engine::general_purpose::STANDARD_NO_PAD.encode(padded);
        let of_secret = (8 * before).div_ceil(6)..8 * (before + secret.len()) / 6;
        forms.push(encoded[of_secret].to_owned());
    }
    forms.dedup();
    forms
}
