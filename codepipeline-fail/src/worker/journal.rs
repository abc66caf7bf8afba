//! What a worker must not forget when it is killed: the jobs that it has acknowledged, and the results that it owes.

mod disk;
mod error;
mod record;
mod store;
mod writer;

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
#[cfg(test)]
use std::sync::atomic::Ordering;
use std::time::SystemTime;

use redb::StorageBackend;
use redb::backends::FileBackend;
use tokio::runtime::Handle;
use tokio::sync::{mpsc, oneshot};

pub use error::{JournalError, JournalErrorKind};

use crate::JobResult;
use disk::Disk;
use store::Store;
use writer::{Place, Request};

/// A worker's journal. Its clones are the same.
///
/// It holds no secret: a result in it is in the form that is sent, and there is no place for a client token or for
/// credentials.
#[derive(Clone, Debug)]
pub(crate) struct Journal {
    requests: mpsc::UnboundedSender<Request>,
    path: Option<Arc<Path>>,
    #[cfg_attr(not(test), expect(dead_code, reason = "tests count"))]
    commits: Arc<AtomicU64>,
}

/// What the journal holds of a job.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Entry {
    pub(crate) job_id: String,
    pub(crate) client_id: Option<String>,
    /// With which it is to be acknowledged, while it is in doubt whose it is.
    pub(crate) nonce: Option<String>,
    pub(crate) at: SystemTime,
    pub(crate) state: EntryState,
}

/// How far a job has come.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum EntryState {
    /// Its acknowledgement is about to be sent.
    Intended,
    /// It is ours.
    Acknowledged,
    /// It has this result, which may have arrived or not.
    Ended(JobResult),
}

impl Journal {
    /// Opens the journal in this file, or begins one, and gives what it holds, the oldest first.
    ///
    /// A file that cannot be read whole, or belongs to another owner, is left as it is. A new file can be read and
    /// written by its user only. While the journal is open, nobody else can open it.
    ///
    /// This reads and writes the disk, and blocks its thread.
    ///
    /// # Errors
    /// If the file is another worker's, is damaged, or cannot be opened or written.
    ///
    /// # Panics
    /// Outside of a tokio runtime.
    pub(crate) fn open(path: &Path, owner: &str) -> Result<(Self, Vec<Entry>), JournalError> {
        let shared: Arc<Path> = path.into();
        let file = file(path).map_err(|error| {
            JournalError::new(JournalErrorKind::CannotOpen, Some(&shared), error.to_string())
        })?;
        let backend =
            FileBackend::new(file).map_err(|error| JournalError::opening(error.into(), Some(&shared)))?;
        Self::begin(Disk::new(backend), Some(shared), owner, Place::Thread)
    }

    /// Opens the journal on another storage than a file, as [`open`](Self::open) does in a file.
    ///
    /// # Errors
    /// As for `open`.
    ///
    /// # Panics
    /// Outside of a tokio runtime.
    pub(crate) fn on(backend: impl StorageBackend, owner: &str) -> Result<(Self, Vec<Entry>), JournalError> {
        Self::begin(Disk::new(backend), None, owner, Place::Thread)
    }

    /// Opens the journal on a storage that never blocks, such as a simulation's.
    pub(crate) fn in_memory(
        backend: impl StorageBackend,
        owner: &str,
    ) -> Result<(Self, Vec<Entry>), JournalError> {
        Self::begin(Disk::new(backend), None, owner, Place::Task)
    }

    fn begin(
        disk: Disk,
        path: Option<Arc<Path>>,
        owner: &str,
        place: Place,
    ) -> Result<(Self, Vec<Entry>), JournalError> {
        let runtime = Handle::current();
        let (store, entries) = Store::open(disk, path.clone(), owner)?;
        if let Some(path) = &path {
            sync_folder(path).map_err(|error| {
                JournalError::new(JournalErrorKind::CannotWrite, Some(path), error.to_string())
            })?;
        }
        let commits = store.commits().clone();
        let (requests, receiver) = mpsc::unbounded_channel();
        runtime.spawn(writer::run(store, receiver, place));
        Ok((Self { requests, path, commits }, entries))
    }

    /// Writes what is to be known of a job, instead of what was. It is on the disk when the future is done, together
    /// with all that was forgotten before.
    ///
    /// The write has begun when this returns, and goes on when the future is dropped.
    ///
    /// After an error the entry may be on the disk or not.
    pub(crate) fn write(
        &self,
        entry: Entry,
    ) -> impl Future<Output = Result<(), JournalError>> + Send + use<> {
        let (job_id, record) = record::write(entry);
        let (answer, answered) = oneshot::channel();
        self.send(Request::Write { job_id, record, answer }, answered)
    }

    /// Whether it can be written now.
    pub(crate) fn check(&self) -> impl Future<Output = Result<(), JournalError>> + Send + use<> {
        let (answer, answered) = oneshot::channel();
        self.send(Request::Check { answer }, answered)
    }

    /// Forgets a job: on the disk with the next write, after a second, or when the journal is closed.
    pub(crate) fn forget(&self, job_id: &str) {
        // What a closed journal still holds, the next worker finds and finishes.
        let _ = self.requests.send(Request::Forget { job_id: job_id.to_owned() });
    }

    /// Writes what is left, closes the file and unlocks it. Later writes are errors. Closing it again does nothing.
    ///
    /// A journal that is dropped with all its clones does the same, but nobody can wait for it.
    pub(crate) fn close(&self) -> impl Future<Output = Result<(), JournalError>> + Send + use<> {
        let (answer, answered) = oneshot::channel();
        let closed = self.send(Request::Close { answer }, answered);
        async move {
            match closed.await {
                Err(error) if error.kind() == JournalErrorKind::Closed => Ok(()),
                outcome => outcome,
            }
        }
    }

    /// How many commits were made since the journal was opened: one for all writes that came together.
    #[cfg(test)]
    pub(crate) fn commits(&self) -> u64 {
        self.commits.load(Ordering::Relaxed)
    }

    fn send(
        &self,
        request: Request,
        answered: oneshot::Receiver<Result<(), JournalError>>,
    ) -> impl Future<Output = Result<(), JournalError>> + Send + use<> {
        let path = self.path.clone();
        let closed = move |detail| JournalError::new(JournalErrorKind::Closed, path.as_ref(), detail);
        let is_sent = self.requests.send(request).is_ok();
        async move {
            if !is_sent {
                return Err(closed("nothing can be written any more"));
            }
            answered.await.unwrap_or_else(|_| Err(closed("the runtime ended before it was written")))
        }
    }
}

/// The file, opened or made.
fn file(path: &Path) -> io::Result<File> {
    match fs::metadata(path) {
        Ok(metadata) if !metadata.is_file() => return Err(io::Error::other("it is not a file")),
        Ok(_) | Err(_) => {}
    }
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Makes the name of a new file durable as well (<https://man7.org/linux/man-pages/man2/fsync.2.html>).
fn sync_folder(path: &Path) -> io::Result<()> {
    if !cfg!(unix) {
        return Ok(());
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    match File::open(folder.unwrap_or(Path::new(".")))?.sync_all() {
        // Some file systems cannot, and need not.
        Err(error) if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => {
            Ok(())
        }
        synced => synced,
    }
}

#[cfg(test)]
mod tests;
