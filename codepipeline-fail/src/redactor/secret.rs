//! A known secret, and where a text contains it.

use std::ops::Range;
use std::sync::OnceLock;

use super::base64;
use super::decoded::{Decoded, Encoding};
use crate::failure_details::sanitize::{Layout, sanitized};

/// In bytes. What is not longer than this, the standard library searches for with vector instructions, where it can.
const SHORT: usize = 32;

/// A secret in all the forms that are searched for.
pub(super) struct Secret {
    /// The secret as it was given, but for the whitespace around it.
    pub(super) text: String,
    /// Most secrets are never searched for: a job without a message needs none.
    forms: OnceLock<Forms>,
}

/// What a secret can look like otherwise.
struct Forms {
    /// In a text as it is.
    literal: Vec<String>,
    /// After percent-decoding.
    percent_decoded: String,
}

impl Secret {
    /// None for what cannot be searched for: nothing, and stars.
    pub(super) fn new(secret: &str) -> Option<Self> {
        // A text without the trimmed secret is one without the secret, and a secret read from a file ends in a newline.
        let text = Some(secret.trim()).filter(|text| !is_mask(text)).unwrap_or(secret);
        (!is_mask(text)).then(|| Self { text: text.to_owned(), forms: OnceLock::new() })
    }

    /// Adds the places where the text contains the secret literally. Linear: the standard library's search is.
    pub(super) fn find(&self, text: &str, found: &mut Vec<Range<usize>>) {
        for form in std::iter::once(&self.text).chain(&self.forms().literal) {
            // Whether there is a short beginning is answered much faster than where the whole is.
            if !text.contains(&form[..form.floor_char_boundary(SHORT)]) {
                continue;
            }
            found.extend(text.match_indices(form).map(|(start, form)| start..start + form.len()));
        }
    }

    /// Adds the places of the original where the decoded text contains the secret.
    pub(super) fn find_decoded(&self, decoded: &Decoded, found: &mut Vec<Range<usize>>) {
        match decoded.encoding {
            Encoding::Percent => decoded.find(&self.forms().percent_decoded, found),
            Encoding::Escapes => decoded.find(&self.text, found),
        }
    }

    fn forms(&self) -> &Forms {
        self.forms.get_or_init(|| Forms::of(&self.text))
    }
}

impl Forms {
    fn of(text: &str) -> Self {
        let mut literal = base64::forms(text.as_bytes());
        literal.push(sanitized(text.to_owned(), Layout::Lines));
        literal.retain(|form| !is_mask(form) && form != text);
        Self { literal, percent_decoded: Encoding::Percent.normal_form(text) }
    }
}

/// Whether the text is nothing that could be masked.
fn is_mask(text: &str) -> bool {
    text.bytes().all(|byte| byte == b'*')
}
