//! The chain of an error's causes, as text for people.

use std::error::Error;
use std::fmt::{self, Write as _};

/// An [`SdkError`'s](https://docs.rs/aws-smithy-runtime-api) `Display` names only the phase that failed. What happened
/// stands in its source, so such a link is shown only where it has none.
const PHASES_OF_AN_SDK_CALL: [&str; 5] = [
    "service error",
    "dispatch failure",
    "response error",
    "failed to construct request",
    "request has timed out",
];

/// How long a chain may be before it is taken for a circle.
const LONGEST_CHAIN: usize = 64;

/// The texts of `error` and the errors behind it, outermost first; each text once.
pub(crate) fn causes(error: &(dyn Error + 'static)) -> Vec<String> {
    let mut texts: Vec<String> = Vec::new();
    let chain = std::iter::successors(Some(error), |&error| error.source());
    for link in chain.take(LONGEST_CHAIN) {
        let text = describe(link);
        let says_nothing = PHASES_OF_AN_SDK_CALL.contains(&text.as_str()) && link.source().is_some();
        if !says_nothing && !text.is_empty() && !texts.iter().any(|shown| shown.contains(&text)) {
            texts.push(text);
        }
    }
    texts
}

/// Writes what `message` writes, then those of the causes that it does not contain already, each after a colon.
pub fn append_causes(
    formatter: &mut fmt::Formatter<'_>,
    message: &dyn Fn(&mut fmt::Formatter<'_>) -> fmt::Result,
    cause: Option<&(dyn Error + 'static)>,
) -> fmt::Result {
    let mut text = String::new();
    write!(text, "{}", fmt::from_fn(message))?;
    for cause in cause.map(causes).unwrap_or_default() {
        if !text.contains(&cause) {
            if !text.is_empty() {
                text.push_str(": ");
            }
            text.push_str(&cause);
        }
    }
    formatter.write_str(&text)
}

/// The error's `Display`, or code and message where it is the metadata of an AWS error.
fn describe(error: &(dyn Error + 'static)) -> String {
    #[cfg(feature = "sdk")]
    if let Some(metadata) = error.downcast_ref::<aws_smithy_types::error::metadata::ErrorMetadata>() {
        return crate::sdk::describe_metadata(metadata);
    }
    let mut text = String::new();
    // `to_string` panics where a `Display` fails; what it wrote until then is better than nothing.
    let _ = write!(text, "{error}");
    text
}
