//! Jobs and action types in a file, so that they outlive the process.
//!
//! A thread writes the whole state whenever it has changed, to a new file that takes the old one's place; an answer
//! waits until what it tells is on the disk. Changes that come while a file is being written share the next one.

use crate::action_type::ActionTypeDefinition;
use crate::id::Ids;
use crate::job::{Job, StoredJob};
use crate::lock::lock;
use crate::protocol::Core;
use crate::seconds;
use crate::state::State;
use serde::{Deserialize, Serialize};
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;
use tokio::sync::watch;

/// What a reader of the file sees first, and what tells it from others.
const FORMAT: &str = "codepipeline-local state 1";

#[derive(Debug, Deserialize)]
struct Format {
    format: String,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Content {
    format: String,
    #[serde(with = "seconds")]
    now: Duration,
    ids: Ids,
    action_types: Vec<ActionTypeDefinition>,
    jobs: Vec<StoredJob>,
}

/// The file of an endpoint, and the thread that writes it. Dropping it writes what has not been written.
#[derive(Debug)]
pub(crate) struct StateFile {
    wanted: Arc<(Mutex<Wanted>, Condvar)>,
    written: watch::Receiver<Written>,
    thread: Option<JoinHandle<()>>,
}

#[derive(Debug, Default)]
struct Wanted {
    /// The revision of the state that has to be in the file.
    revision: u64,
    /// Whether to try again what failed.
    retry: bool,
    closing: bool,
}

/// The last attempt to write.
#[derive(Clone, Debug, Default)]
struct Written {
    attempts: u64,
    revision: u64,
    now: Duration,
    error: Option<String>,
}

/// Where the state is kept, and that no other process keeps its own there.
#[derive(Debug)]
pub(crate) struct Place {
    path: PathBuf,
    lock: File,
}

impl Drop for Place {
    fn drop(&mut self) {
        // Closing the file is not enough: a child process that is just being started holds it as well for a moment.
        let _ended_with_the_file = self.lock.unlock();
    }
}

impl Place {
    /// # Errors
    /// If the folder does not let files be made, or another process has the file.
    pub(crate) fn open(path: &Path) -> io::Result<Self> {
        let lock = private(OpenOptions::new().create(true).truncate(false)).open(beside(path, "lock"))?;
        match lock.try_lock() {
            Ok(()) => Ok(Self { path: path.to_owned(), lock }),
            Err(TryLockError::WouldBlock) => {
                Err(io::Error::new(io::ErrorKind::ResourceBusy, "another process keeps its state there"))
            }
            Err(TryLockError::Error(error)) => Err(error),
        }
    }

    /// Brings what the file holds into the state. Nothing if there is no file yet.
    ///
    /// # Errors
    /// If it cannot be read, or is not a state file of this version.
    pub(crate) fn read(&self, state: &mut State) -> io::Result<()> {
        let bytes = match fs::read(&self.path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(error),
        };
        let invalid = |why: String| io::Error::new(io::ErrorKind::InvalidData, why);
        let damaged =
            |error: serde_json::Error| invalid(format!("it is not a state file, or a damaged one: {error}"));
        // First of all: another format may hold anything.
        let Format { format } = serde_json::from_slice(&bytes).map_err(damaged)?;
        if format != FORMAT {
            return Err(invalid(format!("its format is not `{FORMAT}`")));
        }
        let content: Content = serde_json::from_slice(&bytes).map_err(damaged)?;
        state.now = content.now;
        state.ids = content.ids;
        for definition in content.action_types {
            state.define(definition);
        }
        for job in content.jobs {
            state.jobs.insert(Job::from(job), &state.rules);
        }
        Ok(())
    }

    /// Replaces the file, so that it holds all of the old state or all of the new one, whatever happens.
    fn write(&self, content: &Content) -> io::Result<()> {
        let new = beside(&self.path, "new");
        // What a crash left, or anybody else, would keep its mode, or lead elsewhere.
        match fs::remove_file(&new) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let file = private(OpenOptions::new().create_new(true)).open(&new)?;
        let mut writer = BufWriter::new(file);
        serde_json::to_writer(&mut writer, content)?;
        writer.flush()?;
        writer.get_ref().sync_all()?;
        fs::rename(&new, &self.path)?;
        // The name is as durable as the folder that holds it.
        let folder = self.path.parent().filter(|folder| !folder.as_os_str().is_empty());
        File::open(folder.unwrap_or(Path::new("."))).and_then(|folder| folder.sync_all())
    }
}

/// The file holds client tokens: it is for its owner alone.
fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
    options.write(true)
}

fn beside(path: &Path, extension: &str) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".");
    name.push(extension);
    path.with_file_name(name)
}

impl StateFile {
    /// Keeps the state of a core in a file from now on.
    pub(crate) fn keep(place: Place, core: Arc<Mutex<Core>>) -> io::Result<Self> {
        let wanted = Arc::new((Mutex::new(Wanted::default()), Condvar::new()));
        let (sender, written) = watch::channel(Written::default());
        let thread = std::thread::Builder::new().name("state-file".into()).spawn({
            let wanted = Arc::clone(&wanted);
            move || write_until_closed(&place, &core, &wanted, &sender)
        })?;
        Ok(Self { wanted, written, thread: Some(thread) })
    }

    /// Says that a revision of the state is there to be written.
    pub(crate) fn want(&self, revision: u64) {
        let mut wanted = lock(&self.wanted.0);
        wanted.retry |= self.written.borrow().error.is_some();
        wanted.revision = wanted.revision.max(revision);
        self.wanted.1.notify_one();
    }

    /// Waits until a revision is on the disk. What failed before is tried again.
    ///
    /// # Errors
    /// Why it is not.
    pub(crate) async fn written(&self, revision: u64) -> Result<(), String> {
        let mut written = self.written.clone();
        // Borrowed once: a second borrow within the first would wait for a writer that waits for the first.
        let last = written.borrow().clone();
        let failed = last.error.map(|_| last.attempts);
        self.want(revision);
        let done =
            |last: &Written| last.revision >= revision && failed.is_none_or(|tries| last.attempts > tries);
        let attempt = written.wait_for(done).await;
        let attempt = attempt.map_err(|_| "the thread that writes it has ended".to_owned())?;
        attempt.error.clone().map_or(Ok(()), Err)
    }

    /// Why the last attempt to write failed, if it did.
    pub(crate) fn error(&self) -> Option<String> {
        self.written.borrow().error.clone()
    }
}

impl Drop for StateFile {
    fn drop(&mut self) {
        lock(&self.wanted.0).closing = true;
        self.wanted.1.notify_one();
        if let Some(thread) = self.thread.take() {
            // Its panic, if it had one, has been printed.
            let _ended = thread.join();
        }
    }
}

fn write_until_closed(
    place: &Place,
    core: &Mutex<Core>,
    (wanted, changed): &(Mutex<Wanted>, Condvar),
    written: &watch::Sender<Written>,
) {
    loop {
        let last = written.borrow().clone();
        let closing = {
            let idle =
                |wanted: &mut Wanted| wanted.revision <= last.revision && !wanted.retry && !wanted.closing;
            let mut wanted = changed.wait_while(lock(wanted), idle).unwrap_or_else(PoisonError::into_inner);
            wanted.retry = false;
            wanted.closing
        };
        let (revision, content) = {
            let core = lock(core);
            (core.state.revision, Content::of(&core.state))
        };
        // Time that has passed without a change is written once, at the end.
        let is_late = closing && content.now > last.now && place.path.exists();
        if revision > last.revision || last.error.is_some() || is_late {
            let now = content.now;
            let error = place.write(&content).err().map(|error| format!("{}: {error}", place.path.display()));
            if let Some(error) = &error {
                tracing::error!("the state file cannot be written: {error}");
            }
            written.send_replace(Written { attempts: last.attempts + 1, revision, now, error });
        }
        if closing {
            return;
        }
    }
}

impl Content {
    fn of(state: &State) -> Self {
        Self {
            format: FORMAT.into(),
            now: state.now,
            ids: state.ids.clone(),
            action_types: state.action_types.values().cloned().collect(),
            jobs: state.jobs.all().map(StoredJob::from).collect(),
        }
    }
}
