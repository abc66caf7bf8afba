//! Recognises the errors of AWS SDK clients behind `dyn Error`.
//!
//! An `SdkError<E>` can be downcast only by who knows `E`, that is every operation of every service. But all that the
//! AWS SDK for Rust generates is written alike: `SdkError`'s text is one of five, and that of the service error behind
//! it begins with its code.

use std::error::Error;
use std::fmt::{self, Write as _};

use crate::FailureType;

/// The failure type, if this is an `SdkError`.
///
/// A dispatch failure is left to the errors behind it, which can be told by their types.
pub(super) fn failure_type(error: &(dyn Error + 'static)) -> Option<FailureType> {
    // Every SdkError has one; without it, the words are somebody else's.
    let source = error.source()?;
    match beginning_of_text(error).as_str() {
        "service error" => {
            let text = beginning_of_text(source);
            error_code(&text).map(|code| FailureType::from_aws_error_code(code, None))
        }
        "request has timed out" | "response error" => Some(FailureType::SystemUnavailable),
        "failed to construct request" => Some(FailureType::ConfigurationError),
        _ => None,
    }
}

/// The code in the text of a service error: `CODE`, `CODE: message` where the service's model has the error, and
/// `unhandled error (CODE)` where it has not.
fn error_code(text: &str) -> Option<&str> {
    let code = match text.strip_prefix("unhandled error (") {
        Some(unmodelled) => unmodelled.split_once(')')?.0,
        None => text.split_once(": ").map_or(text, |(code, _message)| code),
    };
    let is_code = code.starts_with(|first: char| first.is_ascii_uppercase())
        && code.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'.');
    is_code.then_some(code)
}

/// As much of an error's text as can hold a code.
fn beginning_of_text(error: &(dyn Error + 'static)) -> String {
    let mut beginning = Beginning(String::new());
    // It fails where there is more text, as it should.
    let _ = write!(beginning, "{error}");
    beginning.0
}

/// Takes what is written to it up to a limit, and then fails, so that a long text is not written in vain.
struct Beginning(String);

impl Beginning {
    const LIMIT: usize = 256;
}

impl fmt::Write for Beginning {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let end = text.floor_char_boundary(Self::LIMIT - self.0.len());
        self.0.push_str(&text[..end]);
        if end == text.len() { Ok(()) } else { Err(fmt::Error) }
    }
}
