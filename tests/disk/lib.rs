//! A disk in memory that forgets what was not synced when it crashes, and fails on demand.

use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use redb::StorageBackend;

/// Its clones are the same disk.
#[derive(Clone, Debug, Default)]
pub struct SimulatedDisk(Arc<Mutex<State>>);

#[derive(Debug, Default)]
struct State {
    /// What the programs see.
    seen: Vec<u8>,
    /// What would be left after a crash.
    synced: Vec<u8>,
    /// What the next sync brings to the disk.
    pending: Vec<Step>,
    /// All steps, where they are wanted.
    history: Option<Vec<Step>>,
    faults: Faults,
    is_closed: bool,
    longest: usize,
}

/// What is wrong with the disk: nothing, by default.
#[derive(Clone, Copy, Debug, Default)]
pub struct Faults {
    /// How many bytes can be written until the disk is full.
    pub room: Option<usize>,
    /// Syncs fail, and what they should have brought to the disk never gets there.
    pub sync: bool,
    /// Nothing can be written.
    pub read_only: bool,
}

/// What was done to the disk.
#[derive(Clone, Debug)]
pub enum Step {
    /// Bytes were written at an offset.
    Write(usize, Vec<u8>),
    /// It was made so many bytes long.
    SetLen(usize),
    /// What came before got to the disk.
    Sync,
}

impl Step {
    /// Does it to these bytes.
    pub fn apply(&self, bytes: &mut Vec<u8>) {
        match self {
            Self::Write(offset, data) => {
                bytes.resize(bytes.len().max(offset + data.len()), 0);
                bytes[*offset..][..data.len()].copy_from_slice(data);
            }
            Self::SetLen(len) => bytes.resize(*len, 0),
            Self::Sync => {}
        }
    }
}

impl SimulatedDisk {
    /// A disk that holds these bytes already, synced.
    pub fn with(bytes: Vec<u8>) -> Self {
        let state = State { seen: bytes.clone(), synced: bytes, ..State::default() };
        Self(Arc::new(Mutex::new(state)))
    }

    /// Notes all steps from now on.
    #[must_use]
    pub fn recording(self) -> Self {
        self.state().history = Some(Vec::new());
        self
    }

    /// All steps that have been noted.
    ///
    /// # Panics
    /// If it is not [`recording`](Self::recording).
    pub fn history(&self) -> Vec<Step> {
        self.state().history.clone().expect("a disk that is recording")
    }

    /// How many steps have been noted.
    pub fn steps(&self) -> usize {
        self.state().history.as_ref().map_or(0, Vec::len)
    }

    /// Has these faults from now on.
    pub fn set(&self, faults: Faults) {
        self.state().faults = faults;
    }

    /// Another disk with what is left after a crash that lost all that was not synced. Who still writes to the old one
    /// reaches nobody.
    #[must_use]
    pub fn crashed(&self) -> Self {
        Self::with(self.state().synced.clone())
    }

    /// All that is on it, as the programs see it.
    pub fn bytes(&self) -> Vec<u8> {
        self.state().seen.clone()
    }

    /// Whether these bytes are somewhere on it.
    pub fn contains(&self, wanted: &str) -> bool {
        contains(&self.state().seen, wanted.as_bytes())
    }

    /// The most bytes that it ever had.
    pub fn longest(&self) -> usize {
        self.state().longest
    }

    /// Whether the program has closed it.
    pub fn is_closed(&self) -> bool {
        self.state().is_closed
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Most of a disk is empty: what does not begin like the bytes looked for is passed over quickly.
fn contains(bytes: &[u8], wanted: &[u8]) -> bool {
    let mut rest = bytes;
    while let Some(at) = rest.iter().position(|byte| *byte == wanted[0]) {
        rest = &rest[at..];
        if rest.starts_with(wanted) {
            return true;
        }
        rest = &rest[1..];
    }
    false
}

fn index(offset: u64) -> usize {
    usize::try_from(offset).expect("a disk that fits into memory")
}

impl State {
    fn step(&mut self, step: Step) {
        step.apply(&mut self.seen);
        self.longest = self.longest.max(self.seen.len());
        if let Some(history) = &mut self.history {
            history.push(step.clone());
        }
        self.pending.push(step);
    }

    fn check_writable(&self) -> io::Result<()> {
        if self.faults.read_only { Err(io::ErrorKind::ReadOnlyFilesystem.into()) } else { Ok(()) }
    }
}

impl StorageBackend for SimulatedDisk {
    fn len(&self) -> io::Result<u64> {
        Ok(self.state().seen.len() as u64)
    }

    fn read(&self, offset: u64, out: &mut [u8]) -> io::Result<()> {
        let state = self.state();
        let bytes = state.seen.get(index(offset)..).and_then(|bytes| bytes.get(..out.len()));
        out.copy_from_slice(bytes.ok_or(io::ErrorKind::UnexpectedEof)?);
        Ok(())
    }

    fn set_len(&self, len: u64) -> io::Result<()> {
        let mut state = self.state();
        state.check_writable()?;
        let len = index(len);
        if len > state.seen.len() && state.faults.room == Some(0) {
            return Err(io::ErrorKind::StorageFull.into());
        }
        state.step(Step::SetLen(len));
        Ok(())
    }

    fn sync_data(&self) -> io::Result<()> {
        let mut state = self.state();
        let pending = std::mem::take(&mut state.pending);
        if state.faults.sync {
            return Err(io::Error::other("input/output error"));
        }
        for step in pending {
            step.apply(&mut state.synced);
        }
        if let Some(history) = &mut state.history {
            history.push(Step::Sync);
        }
        Ok(())
    }

    fn write(&self, offset: u64, data: &[u8]) -> io::Result<()> {
        let mut state = self.state();
        state.check_writable()?;
        let room = state.faults.room.map_or(data.len(), |room| room.min(data.len()));
        if let Some(left) = &mut state.faults.room {
            *left -= room;
        }
        state.step(Step::Write(index(offset), data[..room].to_vec()));
        if room < data.len() { Err(io::ErrorKind::StorageFull.into()) } else { Ok(()) }
    }

    fn close(&self) -> io::Result<()> {
        self.state().is_closed = true;
        Ok(())
    }
}
