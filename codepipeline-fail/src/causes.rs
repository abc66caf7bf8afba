//! The chain of an error's causes, as text for people.

use std::error::Error;
use std::fmt::{self, Write as _};

use crate::JobFailure;

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

/// The texts of `error` and the errors behind it, outermost first; each text once.
pub(crate) fn causes(error: &(dyn Error + 'static)) -> Vec<String> {
    let mut texts: Vec<String> = Vec::new();
    for link in chain(error).filter(|link| phase(*link).is_none()) {
        let text = describe(link);
        // The SDK's name for an error that a service does not model; its source has code and message.
        let says_nothing = text.starts_with("unhandled error") && link.source().is_some();
        if !says_nothing && !text.is_empty() && !texts.iter().any(|shown| shown.contains(&text)) {
            texts.push(text);
        }
    }
    texts
}

fn chain<'a>(error: &'a (dyn Error + 'static)) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    std::iter::successors(Some(error), |&error| error.source()).take(LONGEST_CHAIN)
}

/// The phase that the error names, if it does that and nothing more.
fn phase(error: &(dyn Error + 'static)) -> Option<&'static str> {
    error.source()?;
    let mut start = Start::default();
    write!(start, "{error}").ok()?;
    PHASES_OF_AN_SDK_CALL.into_iter().find(|phase| phase.as_bytes() == &start.bytes[..start.length])
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
    let sdk_error =
        failure.cause().and_then(|cause| chain(cause).find_map(|link| Some((phase(link)?, link))));
    let Some((phase, link)) = sdk_error else { return failure.fmt_message(formatter) };
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
