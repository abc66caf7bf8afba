//! What will be sent to CodePipeline about a failed job.

mod cut;
mod harmless;
mod plain;
pub(crate) mod render;
pub(crate) mod sanitize;

use std::borrow::Cow;
use std::fmt;

use crate::causes::fmt_explained;
use crate::redactor::SHAPES_ALONE;
use crate::{AsJobFailure, FailureType, Redactor};
use harmless::is_harmless;
pub(crate) use render::guarded;
use render::{Ending, rendered};
use sanitize::{Layout, sanitized};

/// What will be sent about a failed job: always something that the API accepts, and never a secret.
///
/// ```
/// use codepipeline_fail::{FailureDetails, FailureType, failure};
///
/// let failure = failure!(JobFailed, "\u{1b}[31m2 of 40 tests failed\u{1b}[0m with AKIAIOSFODNN7EXAMPLE\n");
/// let details = FailureDetails::of(&failure.with_external_execution_id("build-7"));
/// assert_eq!(details.failure_type(), FailureType::JobFailed);
/// assert_eq!(details.message(), "2 of 40 tests failed with ***");
/// assert_eq!(details.external_execution_id(), Some("build-7"));
/// ```
///
/// The [limits](https://docs.aws.amazon.com/codepipeline/latest/APIReference/API_FailureDetails.html) are the API's.
/// It does not say what it counts. UTF-16 code units are counted here, of which no text has fewer than characters; for
/// ASCII they are its bytes.
///
/// | what was given | what is sent |
/// |---|---|
/// | control characters, terminal sequences, direction overrides, whitespace around the text | nothing of them; newlines and tabs stay in a message |
/// | a secret | stars: see [`Redactor`] |
/// | a message that is too long | its head and its tail, and between them how many characters are left out |
/// | a message of more than 16 MiB | its head; its end is not written |
/// | no message | a sentence that says so |
/// | a message whose `Display` panics or fails | what it wrote before, and a note; not the text of the panic |
/// | an external execution id that is blank, too long, or cannot be had without a panic | none: half an id leads nowhere |
/// | a failure type that cannot be had without a panic | `JobFailed` |
///
/// Panics are caught where they unwind; the program's panic hook still hears of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FailureDetails {
    failure_type: FailureType,
    message: String,
    external_execution_id: Option<String>,
}

impl FailureDetails {
    /// The longest message, in UTF-16 code units. The shortest has one.
    pub const MAX_MESSAGE_LENGTH: usize = 5_000;

    /// The longest external execution id, in UTF-16 code units. The shortest has one.
    pub const MAX_EXTERNAL_EXECUTION_ID_LENGTH: usize = 1_500;

    /// The longest reference that [`with_reference`](Self::with_reference) takes, in UTF-16 code units.
    pub const MAX_REFERENCE_LENGTH: usize = 64;

    /// The length of a message that had to be cut, which leaves room for a reference.
    const CUT_MESSAGE_LENGTH: usize = Self::MAX_MESSAGE_LENGTH - " (ref )".len() - Self::MAX_REFERENCE_LENGTH;

    /// The details of a failure, without its own [secrets](crate::JobFailure::visit_secrets).
    ///
    /// ```
    /// use codepipeline_fail::{FailureDetails, failure};
    ///
    /// let details = FailureDetails::of(&failure!(ConfigurationError, "no such stage: {}", "prod"));
    /// assert_eq!(details.to_string(), "ConfigurationError: no such stage: prod");
    /// ```
    #[must_use]
    pub fn of(failure: &(impl AsJobFailure + ?Sized)) -> Self {
        Self::redacted(failure, &SHAPES_ALONE)
    }

    /// The details of a failure, without its own secrets and those that the redactor knows.
    ///
    /// ```
    /// use codepipeline_fail::{FailureDetails, Redactor, failure};
    ///
    /// let redactor = Redactor::new().with_secret("hunter2");
    /// let details = FailureDetails::redacted(&failure!(PermissionError, "hunter2 is wrong"), &redactor);
    /// assert_eq!(details.message(), "*** is wrong");
    /// ```
    #[must_use]
    pub fn redacted(failure: &(impl AsJobFailure + ?Sized), redactor: &Redactor) -> Self {
        let failure = failure.as_job_failure();
        let with_its_secrets = redactor.and_secrets_of(failure);
        let redactor = with_its_secrets.as_deref().unwrap_or(redactor);
        let failure_type = guarded(|| failure.failure_type()).unwrap_or(FailureType::JobFailed);
        let message = fmt::from_fn(|formatter| fmt_explained(failure, formatter));
        let id = guarded(|| failure.external_execution_id()).flatten();
        Self {
            failure_type,
            message: sendable_message(failure_type, &message, redactor),
            external_execution_id: id.and_then(|id| sendable_id(&id, redactor)),
        }
    }

    /// Details with this message, and no external execution id.
    ///
    /// ```
    /// use codepipeline_fail::{FailureDetails, FailureType};
    ///
    /// let details = FailureDetails::new(FailureType::SystemUnavailable, "the worker is shutting down");
    /// assert_eq!(details.message(), "the worker is shutting down");
    ///
    /// let details = FailureDetails::new(FailureType::JobFailed, "");
    /// assert_eq!(details.message(), "The job failed; it gave no message.");
    /// ```
    #[must_use]
    pub fn new(failure_type: FailureType, message: impl fmt::Display) -> Self {
        let message = sendable_message(failure_type, &message, &SHAPES_ALONE);
        Self { failure_type, message, external_execution_id: None }
    }

    /// Details that are short and of ASCII alone, for when the service does not accept a message, whatever the reason.
    ///
    /// ```
    /// use codepipeline_fail::{FailureDetails, FailureType};
    ///
    /// let details = FailureDetails::minimal(FailureType::JobFailed);
    /// assert_eq!(details.message(), "The job failed; its message was not accepted, see the log of the worker.");
    /// ```
    #[must_use]
    pub fn minimal(failure_type: FailureType) -> Self {
        let what = in_general(failure_type);
        let message = format!("{what}; its message was not accepted, see the log of the worker.");
        Self { failure_type, message, external_execution_id: None }
    }

    /// Details that were made sendable before, and were kept since: as they are.
    #[cfg(feature = "worker")]
    pub(crate) fn kept(
        failure_type: FailureType,
        message: String,
        external_execution_id: Option<String>,
    ) -> Self {
        Self { failure_type, message, external_execution_id }
    }

    /// The same details with this external execution id; with none, if the id is blank or too long.
    ///
    /// ```
    /// use codepipeline_fail::{FailureDetails, FailureType};
    ///
    /// let details = FailureDetails::new(FailureType::JobFailed, "the build is red");
    /// let details = details.with_external_execution_id(7);
    /// assert_eq!(details.external_execution_id(), Some("7"));
    /// assert_eq!(details.with_external_execution_id("x".repeat(1_501)).external_execution_id(), None);
    /// ```
    #[must_use]
    pub fn with_external_execution_id(self, id: impl fmt::Display) -> Self {
        Self { external_execution_id: sendable_id(&id, &SHAPES_ALONE), ..self }
    }

    /// The same details with a reference at the end of the message, under which the log has more. The rest of the
    /// message is cut where it must be, the reference never. One that is blank, or longer than
    /// [`MAX_REFERENCE_LENGTH`](Self::MAX_REFERENCE_LENGTH), is left out.
    ///
    /// The reference is not searched for secrets.
    ///
    /// ```
    /// use codepipeline_fail::{FailureDetails, FailureType};
    ///
    /// let details = FailureDetails::new(FailureType::JobFailed, "the build is red").with_reference("1a2b3c4d");
    /// assert_eq!(details.message(), "the build is red (ref 1a2b3c4d)");
    /// ```
    #[must_use]
    pub fn with_reference(mut self, reference: &str) -> Self {
        let (reference, _) = clean(&reference, Layout::Word);
        if reference.is_empty() || !cut::fits(&reference, Self::MAX_REFERENCE_LENGTH) {
            return self;
        }
        let suffix = format!(" (ref {reference})");
        if !cut::fits(&self.message, Self::MAX_MESSAGE_LENGTH - suffix.encode_utf16().count()) {
            cut::cut_middle(&mut self.message, Self::CUT_MESSAGE_LENGTH);
        }
        self.message.push_str(&suffix);
        self
    }

    /// The failure type.
    ///
    /// ```
    /// use codepipeline_fail::{FailureDetails, FailureType};
    ///
    /// let details = FailureDetails::minimal(FailureType::RevisionOutOfSync);
    /// assert_eq!(details.failure_type(), FailureType::RevisionOutOfSync);
    /// ```
    #[must_use]
    pub fn failure_type(&self) -> FailureType {
        self.failure_type
    }

    /// The message: 1 to 5,000 UTF-16 code units.
    ///
    /// ```
    /// use codepipeline_fail::{FailureDetails, FailureType};
    ///
    /// let details = FailureDetails::new(FailureType::JobFailed, "log: ".to_owned() + &"x".repeat(10_000) + " end");
    /// assert!(details.message().len() <= FailureDetails::MAX_MESSAGE_LENGTH);
    /// assert!(details.message().starts_with("log: xxx"));
    /// assert!(details.message().contains("x [... 5,118 characters left out ...] x"));
    /// assert!(details.message().ends_with("xxx end"));
    /// ```
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The id of the run in the system that did the work, if there is one: 1 to 1,500 UTF-16 code units.
    ///
    /// ```
    /// use codepipeline_fail::{FailureDetails, FailureType};
    ///
    /// let details = FailureDetails::new(FailureType::JobFailed, "the build is red");
    /// assert_eq!(details.external_execution_id(), None);
    /// ```
    #[must_use]
    pub fn external_execution_id(&self) -> Option<&str> {
        self.external_execution_id.as_deref()
    }

    #[cfg(feature = "sdk")]
    pub(crate) fn into_parts(self) -> (FailureType, String, Option<String>) {
        (self.failure_type, self.message, self.external_execution_id)
    }
}

/// Type and message, as a line of a log shows them.
impl fmt::Display for FailureDetails {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.failure_type, self.message)
    }
}

fn sendable_message(failure_type: FailureType, content: &dyn fmt::Display, redactor: &Redactor) -> String {
    let (message, ending) = rendered(content);
    let fits = message.len() <= FailureDetails::MAX_MESSAGE_LENGTH;
    if ending == Ending::Whole && fits && redactor.knows_no_secret() && is_harmless(&message) {
        return message;
    }
    let mut message = sanitized(message, Layout::Lines);
    if message.is_empty() {
        message = format!("{}; it gave no message.", in_general(failure_type));
    }
    match ending {
        Ending::Failed => message.push_str(" [the rest is missing: writing this message failed]"),
        Ending::Panicked => message.push_str(" [the rest is missing: writing this message panicked]"),
        Ending::Whole | Ending::Stopped => {}
    }
    let (longest, cut) = (FailureDetails::MAX_MESSAGE_LENGTH, FailureDetails::CUT_MESSAGE_LENGTH);
    sendable(message, ending == Ending::Stopped, longest, cut, redactor)
}

/// Another text for the API, such as a summary: like a message, but none if it is blank.
#[cfg(feature = "sdk")]
pub(crate) fn sendable_text(
    content: &dyn fmt::Display,
    longest: usize,
    redactor: &Redactor,
) -> Option<String> {
    let (text, ending) = clean(content, Layout::Lines);
    (!text.is_empty()).then(|| sendable(text, ending == Ending::Stopped, longest, longest, redactor))
}

/// An external execution id for the API, or none if it is blank, too long, or not whole.
pub(crate) fn sendable_id(content: &dyn fmt::Display, redactor: &Redactor) -> Option<String> {
    let (mut id, ending) = clean(content, Layout::Word);
    redact(&mut id, redactor);
    let is_sendable = ending == Ending::Whole
        && !id.is_empty()
        && cut::fits(&id, FailureDetails::MAX_EXTERNAL_EXECUTION_ID_LENGTH);
    is_sendable.then_some(id)
}

/// A clean text without secrets, cut to `cut` code units if it has more than `longest`, or if it was stopped.
///
/// The order matters. Control characters may stand inside a secret, so they are gone before it is looked for; the cut
/// may go through a secret, so it comes after; and what the cut puts side by side may be one, so they are looked for
/// again.
fn sendable(mut text: String, is_stopped: bool, longest: usize, cut: usize, redactor: &Redactor) -> String {
    redact(&mut text, redactor);
    if is_stopped {
        cut::cut_end(&mut text, cut, redactor.reach());
    } else if cut::fits(&text, longest) {
        return text;
    } else {
        cut::cut_middle(&mut text, cut);
    }
    redact(&mut text, redactor);
    text
}

fn clean(content: &dyn fmt::Display, layout: Layout) -> (String, Ending) {
    let (text, ending) = rendered(content);
    (sanitized(text, layout), ending)
}

fn redact(text: &mut String, redactor: &Redactor) {
    if let Cow::Owned(redacted) = redactor.redact(text) {
        *text = redacted;
    }
}

/// What a failure of this type means, in ASCII, for when nothing else can be said.
fn in_general(failure_type: FailureType) -> &'static str {
    match failure_type {
        FailureType::JobFailed => "The job failed",
        FailureType::ConfigurationError => "The job found its configuration not valid",
        FailureType::PermissionError => "The job lacks a permission",
        FailureType::RevisionOutOfSync => "The job's target has moved since the input revision was taken",
        FailureType::RevisionUnavailable => "The job lacks an input revision",
        FailureType::SystemUnavailable => "The job lacks a system that is not available",
    }
}

#[cfg(test)]
mod tests;
