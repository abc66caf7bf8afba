use std::collections::BTreeMap;
use std::time::SystemTime;

use aws_sdk_codepipeline::types::{CurrentRevision, ExecutionDetails};

use super::limits::{self, Unacceptable};
use crate::Redactor;
use crate::failure_details::{sendable_id, sendable_text};

/// What is reported of a job that succeeded.
///
/// ```
/// use codepipeline_fail::{Revision, Success};
///
/// let success = Success::new()
///     .summary("deployed to 3 hosts")
///     .external_execution_id("deployment-17")
///     .output_variable("Url", "https://example.com/17")
///     .revision(Revision::new("17", "9f2c1e"));
/// # let _ = success;
/// ```
///
/// What the API forbids is found before anything is sent, and becomes a failure of the job that says so. Summaries are
/// cut and cleaned as messages are.
/// (<https://docs.aws.amazon.com/codepipeline/latest/APIReference/API_PutJobSuccessResult.html>)
#[derive(Clone, Debug, Default, PartialEq)]
#[must_use = "a success is reported by `JobReporter::succeed` or by returning it"]
pub struct Success {
    pub(crate) summary: Option<String>,
    pub(crate) external_execution_id: Option<String>,
    pub(crate) percent_complete: Option<u8>,
    pub(crate) variables: BTreeMap<String, String>,
    pub(crate) revision: Option<Revision>,
    pub(crate) continuation_token: Option<String>,
}

impl Success {
    /// A success of which nothing more is said.
    pub fn new() -> Self {
        Self::default()
    }

    /// What was done, for people: 1 to 2,048 characters; cut when longer.
    pub fn summary(mut self, summary: impl Into<String>) -> Self {
        self.summary = Some(summary.into());
        self
    }

    /// The id of the run in the system that did the work: 1 to 1,500 characters; left out when longer.
    pub fn external_execution_id(mut self, id: impl Into<String>) -> Self {
        self.external_execution_id = Some(id.into());
        self
    }

    /// How much of the work is done, from 0 to 100.
    pub fn percent_complete(mut self, percent: u8) -> Self {
        self.percent_complete = Some(percent);
        self
    }

    /// A variable that later actions can use, as `#{Namespace.name}`.
    ///
    /// The value is sent as it is, without a search for secrets: it is the one thing that must arrive unchanged. Anyone
    /// who may look at the pipeline can read it.
    ///
    /// A name is made of letters, digits, `@`, `-` and `_`. All variables together have at most 122,880 bytes. Neither a
    /// third-party job nor a job that continues can have any.
    /// (<https://docs.aws.amazon.com/codepipeline/latest/userguide/limits.html>)
    pub fn output_variable(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.variables.insert(name.into(), value.into());
        self
    }

    /// The revision that the job made or took.
    pub fn revision(mut self, revision: Revision) -> Self {
        self.revision = Some(revision);
        self
    }

    /// The work goes on: CodePipeline makes another job of it, which carries this token of 1 to 2,048 characters.
    ///
    /// The token is given back as it is. It should hold nothing secret.
    pub fn continuation_token(mut self, token: impl Into<String>) -> Self {
        self.continuation_token = Some(token.into());
        self
    }

    /// The same without secrets, cut to the API's limits where that leaves it true; or what forbids it.
    pub(super) fn sendable(
        mut self,
        redactor: &Redactor,
        is_third_party: bool,
    ) -> Result<Self, Unacceptable> {
        let text = |text: String, limit: usize| sendable_text(&text, limit, redactor);
        self.summary = self.summary.and_then(|summary| text(summary, limits::SUMMARY));
        self.external_execution_id = self.external_execution_id.and_then(|id| sendable_id(&id, redactor));
        if let Some(revision) = &mut self.revision {
            revision.summary =
                revision.summary.take().and_then(|summary| text(summary, limits::REVISION_SUMMARY));
        }
        limits::check(&self, is_third_party)?;
        Ok(self)
    }

    pub(super) fn execution_details(&self) -> Option<ExecutionDetails> {
        let says_something =
            self.summary.is_some() || self.external_execution_id.is_some() || self.percent_complete.is_some();
        says_something.then(|| {
            ExecutionDetails::builder()
                .set_summary(self.summary.clone())
                .set_external_execution_id(self.external_execution_id.clone())
                .set_percent_complete(self.percent_complete.map(i32::from))
                .build()
        })
    }

    pub(super) fn current_revision(&self) -> Option<CurrentRevision> {
        let revision = self.revision.as_ref()?;
        CurrentRevision::builder()
            .revision(&revision.name)
            .change_identifier(&revision.change_identifier)
            .set_revision_summary(revision.summary.clone())
            .set_created(revision.created.map(Into::into))
            .build()
            .ok() // it fails only where one of the first two is missing
    }
}

/// A job that returns nothing has succeeded.
impl From<()> for Success {
    fn from((): ()) -> Self {
        Self::new()
    }
}

/// The revision that a successful job reports.
///
/// ```
/// use codepipeline_fail::Revision;
///
/// let revision = Revision::new("v1.4.2", "9f2c1e").summary("Fix the parser");
/// # let _ = revision;
/// ```
#[derive(Clone, Debug, PartialEq)]
#[must_use]
pub struct Revision {
    pub(crate) name: String,
    pub(crate) change_identifier: String,
    pub(crate) summary: Option<String>,
    pub(crate) created: Option<SystemTime>,
}

impl Revision {
    /// A revision, of 1 to 1,500 characters, and the identifier of the change, of 1 to 100.
    pub fn new(revision: impl Into<String>, change_identifier: impl Into<String>) -> Self {
        Self {
            name: revision.into(),
            change_identifier: change_identifier.into(),
            summary: None,
            created: None,
        }
    }

    /// What changed, for people: 1 to 2,048 characters; cut when longer.
    pub fn summary(mut self, summary: impl Into<String>) -> Self {
        self.summary = Some(summary.into());
        self
    }

    /// When the revision was made. It is sent to the millisecond.
    pub fn created(mut self, created: SystemTime) -> Self {
        self.created = Some(created);
        self
    }
}
