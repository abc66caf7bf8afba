//! A disk in memory that forgets what was not synced when it crashes, and fails on demand.

use std::io;
use std::sync::{Arc, Mutex, MutexGuard};

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

#[derive(Clone, Copy, Debug, Default)]
pub struct Faults {
    /// How many bytes can be written until the disk is full.
    pub room: Option<usize>,
    /// Syncs fail, and what they should have brought to the disk never gets there.
    pub sync: bool,
    /// Nothing can be written.
    pub read_only: bool,
}

#[derive(Clone, Debug)]
pub enum Step {
    Write(usize, Vec<u8>),
    SetLen(usize),
    Sync,
}

impl Step {
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
    pub fn with(bytes: Vec<u8>) -> Self {
        let state = State { seen: bytes.clone(), synced: bytes, ..State::default() };
        Self(Arc::new(Mutex::new(state)))
    }

    pub fn recording(self) -> Self {
        self.state().history = Some(Vec::new());
        self
    }

    pub fn history(&self) -> Vec<Step> {
        self.state().history.clone().unwrap()
    }

    pub fn steps(&self) -> usize {
        self.state().history.as_ref().map_or(0, Vec::len)
    }

    pub fn set(&self, faults: Faults) {
        self.state().faults = faults;
    }

    /// The disk after a crash that lost all that was not synced.
    pub fn crashed(&self) -> Self {
        Self::with(self.state().synced.clone())
    }

    pub fn bytes(&self) -> Vec<u8> {
        self.state().seen.clone()
    }

    pub fn longest(&self) -> usize {
        self.state().longest
    }

    pub fn is_closed(&self) -> bool {
        self.state().is_closed
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap()
    }
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
        let bytes =
            usize::try_from(offset).ok().and_then(|offset| state.seen.get(offset..)?.get(..out.len()));
        out.copy_from_slice(bytes.ok_or(io::ErrorKind::UnexpectedEof)?);
        Ok(())
    }

    fn set_len(&self, len: u64) -> io::Result<()> {
        let mut state = self.state();
        state.check_writable()?;
        let len = usize::try_from(len).unwrap();
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
        state.step(Step::Write(usize::try_from(offset).unwrap(), data[..room].to_vec()));
        if room < data.len() { Err(io::ErrorKind::StorageFull.into()) } else { Ok(()) }
    }

    fn close(&self) -> io::Result<()> {
        self.state().is_closed = true;
        Ok(())
    }
}
