//! The chain of an error's causes, as text for people.

use std::error::Error;
use std::fmt::{self, Write as _};

use crate::JobFailure;
use crate::bytes::contains_beginning;

/// What the `Display` of an [`SdkError`](https://docs.rs/aws-smithy-runtime-api) says: which phase of the call failed.
/// What happened stands in its source.
const PHASES_OF_AN_SDK_CALL: [&str; 5] = [
    "service error",
    "dispatch failure",
    "response error",
    "failed to construct request",
    "request has timed out",
];

/// How long a chain may be before it is taken for a circle.
const LONGEST_CHAIN: usize = 64;

/// Enough for most messages with their causes.
const FIRST_CAPACITY: usize = 256;

/// The texts of `error` and the errors behind it, outermost first; each text once.
pub(crate) fn causes(error: &(dyn Error + 'static)) -> Vec<String> {
    let mut texts: Vec<String> = Vec::new();
    for link in chain(error) {
        let mut text = String::new();
        describe(link, &mut text);
        if !says_nothing(&text, link) && !texts.iter().any(|shown| contains(shown, &text)) {
            texts.push(text);
        }
    }
    texts
}

fn chain<'a>(error: &'a (dyn Error + 'static)) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    std::iter::successors(Some(error), |&error| error.source()).take(LONGEST_CHAIN)
}

/// The phase that the error names, if it does nothing more.
fn phase(error: &(dyn Error + 'static)) -> Option<&'static str> {
    let mut start = Start::default();
    write!(start, "{error}").ok()?;
    PHASES_OF_AN_SDK_CALL.into_iter().find(|phase| phase.as_bytes() == &start.bytes[..start.length])
}

/// The first of the errors that is one of the SDK's, which names a phase and leaves the rest to its source.
fn sdk_error<'a>(mut error: &'a (dyn Error + 'static)) -> Option<(&'static str, &'a (dyn Error + 'static))> {
    for _ in 0..LONGEST_CHAIN {
        let source = error.source()?;
        if let Some(phase) = phase(error) {
            return Some((phase, error));
        }
        error = source;
    }
    None
}

/// A text of few bytes, kept without an allocation; a longer one is refused.
#[derive(Default)]
struct Start {
    bytes: [u8; 32],
    length: usize,
}

impl fmt::Write for Start {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let end = self.length + text.len();
        self.bytes.get_mut(self.length..end).ok_or(fmt::Error)?.copy_from_slice(text.as_bytes());
        self.length = end;
        Ok(())
    }
}

/// Writes the message of `failure`. Where it repeats the `Display` of an `SdkError` among the causes, and so says
/// "service error", it says instead what happened.
pub(crate) fn fmt_explained(failure: &dyn JobFailure, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
    let Some((phase, link)) = failure.cause().and_then(sdk_error) else {
        return failure.fmt_message(formatter);
    };
    let mut message = String::new();
    let written = write!(message, "{}", fmt::from_fn(|formatter| failure.fmt_message(formatter)));
    if message.contains(phase) {
        message = message.replace(phase, &causes(link).join(": "));
    }
    formatter.write_str(&message)?;
    written
}

/// Writes what `message` writes, then those of the causes that it does not contain already, each after a colon.
///
/// # Errors
/// Where `message` or the formatter returns one.
pub fn append_causes(
    formatter: &mut fmt::Formatter<'_>,
    message: &dyn Fn(&mut fmt::Formatter<'_>) -> fmt::Result,
    cause: Option<&(dyn Error + 'static)>,
) -> fmt::Result {
    // What was shown has to be read again, which a formatter does not allow.
    let mut text = String::with_capacity(FIRST_CAPACITY);
    let written = write!(text, "{}", fmt::from_fn(message));
    if let (Ok(()), Some(cause)) = (written, cause) {
        chain(cause).for_each(|link| append_if_new(link, &mut text));
    }
    formatter.write_str(&text)?;
    written
}

/// Writes the cause behind the text, and takes it back if the text contains it already.
fn append_if_new(link: &(dyn Error + 'static), text: &mut String) {
    let length = text.len();
    if length > 0 {
        text.push_str(": ");
    }
    let start = text.len();
    describe(link, text);
    let (before, cause) = (&text[..length], &text[start..]);
    if says_nothing(cause, link) || contains(before, cause) {
        text.truncate(length);
    }
}

/// Whether an error is shown as nothing, or as a name that the SDK has for whatever its source says.
fn says_nothing(text: &str, error: &(dyn Error + 'static)) -> bool {
    // An error that a service does not model; its source has code and message.
    let is_name = text.starts_with("unhandled error") || PHASES_OF_AN_SDK_CALL.contains(&text);
    text.is_empty() || is_name && error.source().is_some()
}

fn contains(text: &str, part: &str) -> bool {
    contains_beginning(text, part) && text.contains(part)
}

/// Writes the error's `Display`, or code and message where it is the metadata of an AWS error.
fn describe(error: &(dyn Error + 'static), text: &mut String) {
    #[cfg(feature = "sdk")]
    if let Some(metadata) = error.downcast_ref::<aws_smithy_types::error::metadata::ErrorMetadata>() {
        text.push_str(&crate::sdk::describe_metadata(metadata));
        return;
    }
    // Where a `Display` fails, what it wrote until then is better than nothing.
    let _ = write!(text, "{error}");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{FailureDetails, FailureType};

    #[derive(Debug)]
    struct Link(&'static str, Option<Box<Link>>);

    impl fmt::Display for Link {
        fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            formatter.write_str(self.0)
        }
    }

    impl Error for Link {
        fn source(&self) -> Option<&(dyn Error + 'static)> {
            self.1.as_deref().map(|link| link as _)
        }
    }

    fn links(texts: &[&'static str]) -> Link {
        let (first, rest) = texts.split_first().expect("a chain has a link");
        Link(first, (!rest.is_empty()).then(|| Box::new(links(rest))))
    }

    struct Failed(Link);

    impl JobFailure for Failed {
        fn failure_type(&self) -> FailureType {
            FailureType::JobFailed
        }

        fn fmt_message(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(formatter, "cannot read: {}", self.0)
        }

        fn cause(&self) -> Option<&(dyn Error + 'static)> {
            Some(&self.0)
        }
    }

    #[test]
    fn each_text_once_and_none_that_says_nothing() {
        for (chain, expected) in [
            (&["a", "b", "a", "c"] as &[_], &["a", "b", "c"] as &[_]),
            (&["a: b", "b"], &["a: b"]),
            (&["service error", "unhandled error (Denied)", "Denied: no"], &["Denied: no"]),
            (&["service error"], &["service error"]),
            (&["", "a"], &["a"]),
        ] {
            assert_eq!(causes(&links(chain)), expected, "{chain:?}");
        }
    }

    #[test]
    fn a_message_that_repeats_the_phase_says_what_happened() {
        let failed =
            Failed(links(&["service error", "unhandled error (AccessDenied)", "AccessDenied: no entry"]));
        assert_eq!(FailureDetails::of(&failed).message(), "cannot read: AccessDenied: no entry");
        let failed = Failed(links(&["dispatch failure", "io error: connection refused"]));
        assert_eq!(FailureDetails::of(&failed).message(), "cannot read: io error: connection refused");
        let failed = Failed(links(&["no SDK", "connection refused"]));
        assert_eq!(FailureDetails::of(&failed).message(), "cannot read: no SDK");
    }

    #[test]
    fn a_circle_ends() {
        #[derive(Debug)]
        struct Circle;
        impl fmt::Display for Circle {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("round")
            }
        }
        impl Error for Circle {
            fn source(&self) -> Option<&(dyn Error + 'static)> {
                Some(&Circle)
            }
        }
        assert_eq!(causes(&Circle), ["round"]);
    }
}
