use std::error::Error;
use std::fmt;
use std::io;
use std::path::Path;
use std::sync::Arc;

/// Why a worker's journal cannot be used. Its text says what to do.
///
/// ```
/// use codepipeline_fail::{JournalError, JournalErrorKind};
///
/// fn is_worth_waiting_for(error: &JournalError) -> bool {
///     matches!(error.kind(), JournalErrorKind::InUse | JournalErrorKind::CannotWrite)
/// }
/// ```
#[derive(Clone, Debug)]
pub struct JournalError {
    kind: JournalErrorKind,
    path: Option<Arc<Path>>,
    detail: String,
}

/// What is the matter with a journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum JournalErrorKind {
    /// Another worker, of this process or of another one, has it open.
    InUse,
    /// There is no such folder, it is not a file, or the worker may not read and write it.
    CannotOpen,
    /// It is damaged, or it is something else than a journal. It was left as it is.
    Damaged,
    /// It was written in a format that this version does not know. It was left as it is.
    OtherVersion,
    /// It is the journal of another worker. It was left as it is.
    OtherOwner,
    /// The disk is full, read-only or broken. What was to be written was not.
    CannotWrite,
    /// It was closed, or the runtime that it wrote on has ended.
    Closed,
}

impl JournalError {
    pub(super) fn new(kind: JournalErrorKind, path: Option<&Arc<Path>>, detail: impl Into<String>) -> Self {
        Self { kind, path: path.cloned(), detail: detail.into() }
    }

    /// What the store says while it is opened.
    pub(super) fn opening(error: redb::Error, path: Option<&Arc<Path>>) -> Self {
        let kind = match &error {
            redb::Error::DatabaseAlreadyOpen | redb::Error::LockProtocolMismatch => JournalErrorKind::InUse,
            redb::Error::UpgradeRequired(_) => JournalErrorKind::OtherVersion,
            // A file that ends too early, or begins with something else.
            redb::Error::Io(error)
                if matches!(error.kind(), io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof) =>
            {
                JournalErrorKind::Damaged
            }
            redb::Error::Io(_) | redb::Error::Backend(_) | redb::Error::PreviousIo => {
                JournalErrorKind::CannotWrite
            }
            _ => JournalErrorKind::Damaged,
        };
        Self::new(kind, path, detail(error))
    }

    /// What the store says while it is written.
    pub(super) fn writing(error: redb::Error, path: Option<&Arc<Path>>) -> Self {
        let kind = match &error {
            redb::Error::Corrupted(_) => JournalErrorKind::Damaged,
            _ => JournalErrorKind::CannotWrite,
        };
        Self::new(kind, path, detail(error))
    }

    /// What is the matter.
    ///
    /// ```
    /// use codepipeline_fail::{JournalError, JournalErrorKind};
    ///
    /// fn is_full(error: &JournalError) -> bool {
    ///     error.kind() == JournalErrorKind::CannotWrite
    /// }
    /// ```
    #[must_use]
    pub fn kind(&self) -> JournalErrorKind {
        self.kind
    }

    /// The file, where the journal is one.
    ///
    /// ```
    /// use codepipeline_fail::JournalError;
    ///
    /// fn advice(error: &JournalError) -> String {
    ///     error.path().map_or_else(String::new, |path| format!("look at {}", path.display()))
    /// }
    /// ```
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }
}

/// The store's words, without its name for what is an error of the system's.
fn detail(error: redb::Error) -> String {
    match error {
        redb::Error::Io(error) => error.to_string(),
        error => error.to_string(),
    }
}

impl fmt::Display for JournalError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let journal = fmt::from_fn(|formatter| match &self.path {
            Some(path) => write!(formatter, "the journal {}", path.display()),
            None => formatter.write_str("the journal"),
        });
        let detail = &self.detail;
        match self.kind {
            JournalErrorKind::InUse => {
                write!(formatter, "another worker has {journal} open; give each worker a journal of its own")
            }
            JournalErrorKind::CannotOpen => write!(
                formatter,
                "{journal} cannot be opened: {detail}; it has to be a file that the worker may read and write, in a \
                 folder that exists"
            ),
            JournalErrorKind::Damaged => write!(
                formatter,
                "{journal} is damaged, or no journal: {detail}; it was left as it is; look at what it holds, then \
                 move it away, and a new one is begun"
            ),
            JournalErrorKind::OtherVersion => write!(
                formatter,
                "{journal} was written by another version of codepipeline-fail: {detail}; let that version finish \
                 its jobs, then move it away, and a new one is begun"
            ),
            JournalErrorKind::OtherOwner => write!(
                formatter,
                "{journal} is not of this worker: {detail}; give each worker a journal of its own"
            ),
            JournalErrorKind::CannotWrite => write!(
                formatter,
                "{journal} cannot be written: {detail}; make room on its disk, or mend it; the next write is tried anew"
            ),
            JournalErrorKind::Closed => write!(formatter, "{journal} is closed: {detail}"),
        }
    }
}

impl Error for JournalError {}
