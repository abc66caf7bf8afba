//! What must not leave, and how it is taken out of a text.

mod base64;
mod decoded;
mod known;
pub(crate) mod marks;
mod search;
mod secret;
pub(crate) mod shapes;

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use crate::failure_details::render::{guarded, rendered};
use crate::failure_details::sanitize::{Layout, sanitized};
use crate::{AsJobFailure, JobFailure};
use known::Known;

/// What a secret becomes. It is never longer than the secret, so that no text grows by redaction.
const MASK: &str = "***";

/// How often a text is searched before all of it is masked. A text takes two rounds, or three where a secret contains
/// stars; only one that nests such secrets in each other takes more, and it is to cost no more than a fixed number.
const MOST_ROUNDS: usize = 16;

/// Removes secrets from texts: the ones that it was told, and what has the shape of one.
///
/// ```
/// use codepipeline_fail::Redactor;
///
/// let redactor = Redactor::new().with_secret("correct horse");
/// assert_eq!(
///     redactor.redact("cannot log in to https://eva:tr0ub4dor@example.com with correct horse"),
///     "cannot log in to https://***@example.com with ***",
/// );
/// ```
///
/// # What it removes
///
/// A known secret, of any length, wherever it stands: as it is, without the whitespace around it, without its control
/// characters (as [`FailureDetails`](crate::FailureDetails) removes them), percent-encoded, escaped as in JSON or by
/// `Debug`, and in base64 if that is at least 8 characters long. A secret of one or two characters mangles every text
/// that contains them. Empty secrets, and those that consist of stars, are ignored.
///
/// And what looks like a secret:
///
/// | shape | what is replaced |
/// |---|---|
/// | `AKIA` or `ASIA` and 16 capitals or digits, not inside a longer word ([access key ids][ids]) | all of it |
/// | a name that ends in `SecretAccessKey`, `SecretKey`, `SessionToken` or `SecurityToken`, in any case and with `_`, `-` or `.` between its words; then `=`, `:` or `>`; then a token, quoted or not ([settings][settings], JSON, XML, headers, queries) | the token |
/// | `Credential=` and a token ([headers][header] and [queries][query] of Signature Version 4, with or without `X-Amz-`) | the token |
/// | `Signature=` and at least 64 hexadecimal digits (likewise) | the digits |
/// | `Authorization:` or `=`, `Bearer`, `Basic` or `Token`, and one word | the word |
/// | `Bearer` and a token ([RFC 6750][bearer]) | the token |
/// | `eyJ` and three to five parts of base64, divided by dots ([JSON Web Tokens][jwt]) | all of it |
/// | a URL's user information if it has a password, or at least 16 characters ([RFC 3986][url]) | `user:password` |
/// | a PEM block of any label, without an end up to the end of the text ([RFC 7468][pem]) | all of it |
///
/// A token is a run of letters, digits and ``-._~+/%``, then up to two `=`, that has 8 characters and a digit among
/// them, or 20 characters. So prose stays ("the session token: expired", "bearer authentication"), and so do ARNs,
/// UUIDs, commit hashes, image digests and other URLs.
///
/// [ids]: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-prefixes
/// [settings]: https://docs.aws.amazon.com/sdkref/latest/guide/feature-static-credentials.html
/// [header]: https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-auth-using-authorization-header.html
/// [query]: https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
/// [bearer]: https://www.rfc-editor.org/rfc/rfc6750#section-2.1
/// [jwt]: https://www.rfc-editor.org/rfc/rfc7519#section-3
/// [url]: https://www.rfc-editor.org/rfc/rfc3986#section-3.2.1
/// [pem]: https://www.rfc-editor.org/rfc/rfc7468#section-2
///
/// # What it costs
///
/// Time grows with the length of the text and the number of secrets, whatever the text is. A text without secrets is
/// borrowed, not copied. Clones share their secrets. `Debug` shows how many secrets there are, and no more.
#[derive(Clone)]
pub struct Redactor {
    known: Known,
}

/// One that knows no secret, for those who need only that.
pub(crate) static SHAPES_ALONE: Redactor = Redactor { known: Known::none() };

impl Redactor {
    /// A redactor that knows the shapes, and no secret yet.
    ///
    /// ```
    /// use codepipeline_fail::Redactor;
    ///
    /// assert_eq!(Redactor::new().redact("key AKIAIOSFODNN7EXAMPLE"), "key ***");
    /// ```
    #[must_use]
    pub fn new() -> Self {
        Self { known: Known::none() }
    }

    /// The same redactor, which also knows this secret.
    ///
    /// ```
    /// use codepipeline_fail::Redactor;
    ///
    /// let redactor = Redactor::new().with_secret("a/b c");
    /// assert_eq!(redactor.redact("GET /?token=a%2Fb+c"), "GET /?token=***");
    /// ```
    #[must_use]
    pub fn with_secret(mut self, secret: impl AsRef<str>) -> Self {
        self.known.learn(secret.as_ref());
        self
    }

    /// The same redactor, which also knows these secrets.
    ///
    /// ```
    /// use codepipeline_fail::Redactor;
    ///
    /// let redactor = Redactor::new().with_secrets(["open", "sesame"]);
    /// assert_eq!(redactor.redact("it said: open, sesame!"), "it said: ***, ***!");
    /// ```
    #[must_use]
    pub fn with_secrets<S: AsRef<str>>(mut self, secrets: impl IntoIterator<Item = S>) -> Self {
        for secret in secrets {
            self.known.learn(secret.as_ref());
        }
        self
    }

    /// The same redactor, which also knows the secrets that this failure
    /// [shows it](crate::JobFailure::visit_secrets). A panic on the way is caught; secrets shown before it count, as
    /// does what a secret's `Display` wrote before it failed.
    ///
    /// ```
    /// use codepipeline_fail::{FailureType, JobFailure, Redactor};
    /// use std::fmt;
    ///
    /// struct WrongPassword { password: String }
    ///
    /// impl JobFailure for WrongPassword {
    ///     fn failure_type(&self) -> FailureType {
    ///         FailureType::PermissionError
    ///     }
    ///     fn fmt_message(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
    ///         formatter.write_str("the password is wrong")
    ///     }
    ///     fn visit_secrets(&self, visit: &mut dyn FnMut(&dyn fmt::Display)) {
    ///         visit(&self.password);
    ///     }
    /// }
    ///
    /// let failure = WrongPassword { password: "hunter2".into() };
    /// let redactor = Redactor::new().with_secrets_of(&failure);
    /// assert_eq!(redactor.redact("login: hunter2 refused"), "login: *** refused");
    /// ```
    #[must_use]
    pub fn with_secrets_of(mut self, failure: &(impl AsJobFailure + ?Sized)) -> Self {
        visit_secrets(failure.as_job_failure(), |secret| self.known.learn(secret));
        self
    }

    /// The same redactor with the failure's secrets, if it has any, as hardly any has.
    pub(crate) fn and_secrets_of(&self, failure: &dyn JobFailure) -> Option<Box<Self>> {
        let mut redactor: Option<Box<Self>> = None;
        visit_secrets(failure, |secret| {
            redactor.get_or_insert_with(|| Box::new(self.clone())).known.learn(secret);
        });
        redactor
    }

    /// The text without secrets: each is replaced by three stars, or by fewer if it is shorter.
    ///
    /// The result contains no known secret, not even one that came about by a replacement, and is not longer than the
    /// text. It is borrowed if nothing was replaced. To redact it again changes nothing.
    ///
    /// ```
    /// use codepipeline_fail::Redactor;
    /// use std::borrow::Cow;
    ///
    /// let redactor = Redactor::new();
    /// assert_eq!(redactor.redact("Authorization: Basic ZXZhOnNlY3JldA=="), "Authorization: Basic ***");
    /// assert!(matches!(redactor.redact("2 of 40 tests failed"), Cow::Borrowed(_)));
    /// ```
    pub fn redact<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let mut text = Cow::Borrowed(text);
        for _ in 0..MOST_ROUNDS {
            let secrets = self.find(&text);
            if secrets.is_empty() {
                return text;
            }
            text = Cow::Owned(masked(&text, &secrets));
        }
        Cow::Borrowed(mask(&text))
    }

    /// The text as a message may contain it: without secrets, and without what moves, colours or hides other text where it
    /// is shown, as [`FailureDetails`](crate::FailureDetails) leaves it out.
    ///
    /// [`redact`](Self::redact) leaves control characters in their places, and does not find a secret that they split.
    ///
    /// ```
    /// use codepipeline_fail::Redactor;
    ///
    /// let redactor = Redactor::new().with_secret("hunter2");
    /// assert_eq!(redactor.sanitize("\u{1b}[31mhunt\u{1b}[1mer2 is wrong\u{1b}[0m\n"), "*** is wrong");
    /// ```
    #[must_use]
    pub fn sanitize(&self, text: &str) -> String {
        let text = sanitized(text.to_owned(), Layout::Lines);
        match self.redact(&text) {
            Cow::Borrowed(_) => text,
            Cow::Owned(redacted) => redacted,
        }
    }

    /// Whether it has shapes alone to look for.
    pub(crate) fn knows_no_secret(&self) -> bool {
        self.known.is_empty()
    }

    /// How many bytes after the start of a secret may still belong to it, at most, for a text that ends too early.
    pub(crate) fn reach(&self) -> usize {
        /// Enough for what has only a shape.
        const REACH_OF_SHAPES: usize = 4_096;
        /// The longest escape of a byte, `\u{7f}`, and of a character outside the basic plane, `\ud83d\ude00`.
        const LONGEST_ESCAPE: usize = 6;
        REACH_OF_SHAPES.max(self.known.longest() * LONGEST_ESCAPE)
    }

    /// Where in the text secrets are, in order, merged where they overlap or touch.
    fn find(&self, text: &str) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        shapes::find(text, &mut found);
        self.known.find(text, &mut found);
        merged(found)
    }
}

impl Default for Redactor {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Redactor {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Redactor").field("secrets", &self.known.len()).finish()
    }
}

fn visit_secrets(failure: &dyn JobFailure, mut visit: impl FnMut(&str)) {
    // However a Display ended: a message that shows the secret ends in the same place.
    let mut visit = |secret: &dyn fmt::Display| visit(&rendered(secret).0);
    let _ = guarded(|| failure.visit_secrets(&mut visit));
}

/// The mask for a text, of no more characters than the text.
fn mask(text: &str) -> &'static str {
    &MASK[..text.chars().take(MASK.len()).count()]
}

/// Adds a place, to the last one if it overlaps it: what a text repeats is kept once.
fn add(place: Range<usize>, found: &mut Vec<Range<usize>>) {
    match found.last_mut() {
        Some(last) if last.start <= place.start && place.start <= last.end => {
            last.end = last.end.max(place.end);
        }
        _ => found.push(place),
    }
}

fn masked(text: &str, secrets: &[Range<usize>]) -> String {
    let mut result = String::with_capacity(text.len());
    let mut kept = 0;
    for secret in secrets {
        result.push_str(&text[kept..secret.start]);
        result.push_str(mask(&text[secret.clone()]));
        kept = secret.end;
    }
    result.push_str(&text[kept..]);
    result
}

fn merged(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_unstable_by_key(|range| range.start);
    ranges.dedup_by(|next, last| {
        let touches = next.start <= last.end;
        if touches {
            last.end = last.end.max(next.end);
        }
        touches
    });
    ranges
}

#[cfg(test)]
mod tests;
