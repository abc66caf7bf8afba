//! What stands between the store and its file.
//!
//! - The file is rehearsed first: it is opened in a copy in memory, and only what opens there is opened for good. A
//!   file that is damaged, or is somebody else's, is so left as it is.
//! - The file and its lock stay ours while the store is opened again after an error.
//! - What was written before a failed sync is written again before the next one. The system may take such pages for
//!   clean, and would never bring them to the disk (<https://wiki.postgresql.org/wiki/Fsync_Errors>).

mod image;

use std::collections::BTreeSet;
use std::io;
use std::ops::Bound;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use redb::{BackendError, StorageBackend};

use image::Image;

/// The unit in which written places are remembered.
const BLOCK: u64 = 4096;

type Range = (Bound<u64>, Bound<u64>);

/// The storage of a journal. Its clones are the same.
#[derive(Clone, Debug)]
pub struct Disk(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    backend: Box<dyn StorageBackend>,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    rehearsal: Option<Rehearsal>,
    locked: Vec<Range>,
    /// The blocks that were written since the last sync that succeeded.
    unsynced: BTreeSet<u64>,
    has_sync_failed: bool,
}

#[derive(Debug)]
enum Rehearsal {
    /// The file is read when the store first asks for it, which is after it has taken the lock.
    Ahead,
    Running(Image),
}

impl Disk {
    pub fn new(backend: impl StorageBackend) -> Self {
        Self(Arc::new(Shared { backend: Box::new(backend), state: Mutex::default() }))
    }

    /// From here on nothing is written to the file.
    pub fn rehearse(&self) {
        self.state().rehearsal = Some(Rehearsal::Ahead);
    }

    /// From here on what is written is written to the file. If nobody has come further in it than to begin it, it is
    /// begun anew.
    pub fn perform(&self) -> io::Result<()> {
        let mut state = self.state();
        match state.rehearsal.take() {
            Some(Rehearsal::Running(image)) if image.is_barely_begun => self.0.backend.set_len(0),
            Some(_) | None => Ok(()),
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // A panic of the store does not leave the state half changed: it runs outside of the lock.
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn image(&mut self, backend: &dyn StorageBackend) -> io::Result<Option<&mut Image>> {
        if matches!(self.rehearsal, Some(Rehearsal::Ahead)) {
            self.rehearsal = Some(Rehearsal::Running(Image::of(backend)?));
        }
        Ok(match &mut self.rehearsal {
            Some(Rehearsal::Running(image)) => Some(image),
            Some(Rehearsal::Ahead) | None => None,
        })
    }

    fn write_again(&self, backend: &dyn StorageBackend) -> io::Result<()> {
        let len = backend.len()?;
        for offset in self.unsynced.iter().map(|block| block * BLOCK).filter(|offset| *offset < len) {
            let mut bytes = vec![0; usize::try_from(BLOCK.min(len - offset)).unwrap_or_default()];
            backend.read(offset, &mut bytes)?;
            backend.write(offset, &bytes)?;
        }
        Ok(())
    }

    fn lock(
        &mut self,
        range: Range,
        lock: impl FnOnce() -> Result<bool, BackendError>,
    ) -> Result<bool, BackendError> {
        if self.locked.contains(&range) {
            return Ok(true);
        }
        let is_locked = lock()?;
        if is_locked {
            self.locked.push(range);
        }
        Ok(is_locked)
    }
}

impl Drop for Shared {
    fn drop(&mut self) {
        // It unlocks the file. Nobody is left who could be told of an error, and the end of the process unlocks it too.
        let _ = self.backend.close();
    }
}

impl StorageBackend for Disk {
    fn len(&self) -> io::Result<u64> {
        let backend = &*self.0.backend;
        match self.state().image(backend)? {
            Some(image) => Ok(image.len()),
            None => backend.len(),
        }
    }

    fn read(&self, offset: u64, out: &mut [u8]) -> io::Result<()> {
        let backend = &*self.0.backend;
        match self.state().image(backend)? {
            Some(image) => image.read(offset, out),
            None => backend.read(offset, out),
        }
    }

    fn set_len(&self, len: u64) -> io::Result<()> {
        let backend = &*self.0.backend;
        match self.state().image(backend)? {
            Some(image) => image.set_len(len),
            None => backend.set_len(len),
        }
    }

    fn sync_data(&self) -> io::Result<()> {
        let backend = &*self.0.backend;
        let mut state = self.state();
        if state.image(backend)?.is_some() {
            return Ok(());
        }
        let again = if state.has_sync_failed { state.write_again(backend) } else { Ok(()) };
        let synced = again.and_then(|()| backend.sync_data());
        state.has_sync_failed = synced.is_err();
        if synced.is_ok() {
            state.unsynced.clear();
        }
        synced
    }

    fn write(&self, offset: u64, data: &[u8]) -> io::Result<()> {
        let backend = &*self.0.backend;
        let mut state = self.state();
        if let Some(image) = state.image(backend)? {
            return image.write(offset, data);
        }
        let end = offset + data.len() as u64;
        state.unsynced.extend(offset / BLOCK..end.div_ceil(BLOCK));
        backend.write(offset, data)
    }

    /// Nothing: the store may be opened again, and [`Shared`] closes the file when it is dropped.
    fn close(&self) -> io::Result<()> {
        Ok(())
    }

    fn try_lock_range(&self, start: Bound<u64>, end: Bound<u64>) -> Result<bool, BackendError> {
        self.state().lock((start, end), || self.0.backend.try_lock_range(start, end))
    }

    fn try_lock_shared_range(&self, start: Bound<u64>, end: Bound<u64>) -> Result<bool, BackendError> {
        self.state().lock((start, end), || self.0.backend.try_lock_shared_range(start, end))
    }

    fn lock_range(&self, start: Bound<u64>, end: Bound<u64>) -> Result<(), BackendError> {
        self.0.backend.lock_range(start, end)
    }

    fn lock_shared_range(&self, start: Bound<u64>, end: Bound<u64>) -> Result<(), BackendError> {
        self.0.backend.lock_shared_range(start, end)
    }

    fn unlock_range(&self, start: Bound<u64>, end: Bound<u64>) -> Result<(), BackendError> {
        self.state().locked.retain(|range| *range != (start, end));
        self.0.backend.unlock_range(start, end)
    }

    fn query_lock_range(&self, start: Bound<u64>, end: Bound<u64>) -> Result<bool, BackendError> {
        self.0.backend.query_lock_range(start, end)
    }
}
