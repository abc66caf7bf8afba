//! A known secret, in all the forms that are searched for.

use std::sync::{Arc, OnceLock};

use super::base64;
use super::decoded::Encoding;
use crate::failure_details::sanitize::{Layout, sanitized};

pub(super) struct Secret {
    /// The secret as it was given, but for the whitespace around it.
    pub(super) text: Arc<str>,
    /// Most secrets are never searched for: a job without a message needs none.
    forms: OnceLock<Vec<Form>>,
}

/// What a secret can look like.
#[derive(Clone)]
pub(super) struct Form {
    pub(super) text: Arc<str>,
    in_literal_text: bool,
    in_percent_decoded_text: bool,
    in_unescaped_text: bool,
}

impl Form {
    /// Whether it is looked for in a text that was decoded so, or was not.
    pub(super) fn is_looked_for_in(&self, encoding: Option<Encoding>) -> bool {
        match encoding {
            None => self.in_literal_text,
            Some(Encoding::Percent) => self.in_percent_decoded_text,
            Some(Encoding::Escapes) => self.in_unescaped_text,
        }
    }
}

impl Secret {
    /// None for what cannot be searched for: nothing, and stars.
    pub(super) fn new(secret: &str) -> Option<Self> {
        // A text without the trimmed secret is one without the secret, and a secret read from a file ends in a newline.
        let text = Some(secret.trim()).filter(|text| !is_mask(text)).unwrap_or(secret);
        (!is_mask(text)).then(|| Self { text: text.into(), forms: OnceLock::new() })
    }

    pub(super) fn forms(&self) -> &[Form] {
        self.forms.get_or_init(|| forms(&self.text))
    }
}

fn forms(secret: &Arc<str>) -> Vec<Form> {
    let percent_decoded = Encoding::Percent.normal_form(secret);
    let mut forms = vec![Form {
        text: Arc::clone(secret),
        in_literal_text: true,
        in_percent_decoded_text: *percent_decoded == **secret,
        in_unescaped_text: true,
    }];
    if *percent_decoded != **secret {
        forms.push(Form {
            text: percent_decoded.into(),
            in_literal_text: false,
            in_percent_decoded_text: true,
            in_unescaped_text: false,
        });
    }
    let mut literal = base64::forms(secret.as_bytes());
    literal.push(sanitized(secret.to_string(), Layout::Lines));
    literal.retain(|form| !is_mask(form) && **form != **secret);
    forms.extend(literal.into_iter().map(|form| Form {
        text: form.into(),
        in_literal_text: true,
        in_percent_decoded_text: false,
        in_unescaped_text: false,
    }));
    forms
}

/// Whether the text is nothing that could be masked.
fn is_mask(text: &str) -> bool {
    text.bytes().all(|byte| byte == b'*')
}
