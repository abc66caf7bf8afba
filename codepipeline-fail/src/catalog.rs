//! Every way in which an error type can fail a job, as data: for a runbook page, or a test.
//!
//! ```
//! use codepipeline_fail::{JobFailure, catalog};
//!
//! /// What can go wrong in a deployment.
//! #[derive(JobFailure)]
//! enum DeployError {
//!     /// Correct `StackName` in the action's configuration.
//!     #[failure(ConfigurationError, "there is no stack {name}")]
//!     NoStack { name: String },
//! }
//!
//! let page = catalog::markdown::<DeployError>();
//! assert!(page.contains("| `NoStack` | ConfigurationError | there is no stack {name} |"));
//! ```

use std::fmt::{self, Write as _};

use crate::FailureType;

/// The failures of an error type, one for each variant (one in all for a struct).
///
/// [`#[derive(JobFailure)]`](derive@crate::JobFailure) implements it.
///
/// ```
/// use codepipeline_fail::catalog::{FailureCatalog, ReportedType};
/// use codepipeline_fail::{FailureType, JobFailure};
///
/// #[derive(JobFailure)]
/// #[failure(JobFailed, "the tests failed")]
/// struct TestsFailed;
///
/// let entry = &TestsFailed::FAILURES[0];
/// assert_eq!(entry.name, "TestsFailed");
/// assert_eq!(entry.failure_type, ReportedType::Fixed(FailureType::JobFailed));
/// assert_eq!(entry.message, Some("the tests failed"));
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no catalog of its failures",
    label = "add `#[derive(JobFailure)]` to `{Self}`"
)]
pub trait FailureCatalog {
    /// The type's name.
    const NAME: &'static str;
    /// The doc comment of the type, without its indentation; empty where there is none.
    const DOCUMENTATION: &'static str;
    /// The failures, in the order of the source.
    const FAILURES: &'static [CatalogEntry];
}

/// One way to fail: see [`FailureCatalog`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CatalogEntry {
    /// The name of the variant, or of the struct.
    pub name: &'static str,
    /// Which failure type is reported.
    pub failure_type: ReportedType,
    /// The message's template as it stands in the attribute; `None` where a function or `Display` writes it.
    pub message: Option<&'static str>,
    /// The doc comment, without its indentation; empty where there is none.
    pub documentation: &'static str,
}

impl CatalogEntry {
    /// An entry, for a catalog that is written by hand.
    ///
    /// ```
    /// use codepipeline_fail::FailureType;
    /// use codepipeline_fail::catalog::{CatalogEntry, ReportedType};
    ///
    /// const TIMEOUT: CatalogEntry =
    ///     CatalogEntry::new("Timeout", ReportedType::Fixed(FailureType::SystemUnavailable), None, "Try again.");
    /// assert_eq!(TIMEOUT.documentation, "Try again.");
    /// ```
    #[must_use]
    pub const fn new(
        name: &'static str,
        failure_type: ReportedType,
        message: Option<&'static str>,
        documentation: &'static str,
    ) -> Self {
        Self { name, failure_type, message, documentation }
    }
}

/// Where the failure type of a [`CatalogEntry`] comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ReportedType {
    /// It is always this one.
    Fixed(FailureType),
    /// `inherit`: the source decides, through [`Classify`](crate::Classify).
    Inherited,
    /// `transparent`: the field decides on all.
    Transparent,
}

impl fmt::Display for ReportedType {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Fixed(failure_type) => failure_type.fmt(formatter),
            Self::Inherited => formatter.pad("of its source"),
            Self::Transparent => formatter.pad("of its field"),
        }
    }
}

/// A page in Markdown that lists the failures of `E`: a heading, the type's documentation and a table.
///
/// ```
/// # use codepipeline_fail::{JobFailure, catalog};
/// /// What can go wrong in a test run.
/// #[derive(JobFailure)]
/// enum TestError {
///     /// Look at the test report.
///     #[failure(JobFailed, "{failed} of {total} tests failed")]
///     Red { failed: u32, total: u32 },
/// }
///
/// assert_eq!(
///     catalog::markdown::<TestError>(),
///     "\
/// ### TestError
///
/// What can go wrong in a test run.
///
/// | failure | type | message | what to do |
/// | --- | --- | --- | --- |
/// | `Red` | JobFailed | {failed} of {total} tests failed | Look at the test report. |
/// "
/// );
/// ```
#[must_use]
pub fn markdown<E: FailureCatalog>() -> String {
    let mut page = format!("## {}\n\n", E::NAME);
    if !E::DOCUMENTATION.is_empty() {
        page.push_str(E::DOCUMENTATION);
        page.push_str("\n\n");
    }
    page.push_str("| failure | type | message | what to do |\n| --- | --- | --- | --- |\n");
    for entry in E::FAILURES {
        let message = cell(entry.message.unwrap_or("the text of the error"));
        let documentation = cell(entry.documentation);
        // Writing to a string cannot fail.
        let _ = writeln!(page, "| `{}` | {} | {message} | {documentation} |", entry.name, entry.failure_type);
    }
    page
}

/// The text on one line, with nothing in it that would end a cell.
fn cell(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").replace('|', "\\|")
}
