//! A disk in memory that forgets in a crash what was not synced.

use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use redb::StorageBackend;

/// Its clones are the same disk.
#[derive(Clone, Debug, Default)]
pub struct Disk(Arc<Mutex<State>>);

#[derive(Debug, Default)]
struct State {
    seen: Vec<u8>,
    synced: Vec<u8>,
    pending: Vec<Step>,
}

#[derive(Debug)]
enum Step {
    Write(usize, Vec<u8>),
    SetLen(usize),
}

impl Step {
    fn apply(&self, bytes: &mut Vec<u8>) {
        match self {
            Self::Write(offset, data) => {
                bytes.resize(bytes.len().max(offset + data.len()), 0);
                bytes[*offset..][..data.len()].copy_from_slice(data);
            }
            Self::SetLen(len) => bytes.resize(*len, 0),
        }
    }
}

impl Disk {
    /// Another disk with what is left after a crash. Who still writes to the old one reaches nobody.
    pub fn crashed(&self) -> Self {
        let synced = self.state().synced.clone();
        Self(Arc::new(Mutex::new(State { seen: synced.clone(), synced, pending: Vec::new() })))
    }

    /// Whether these bytes are somewhere on it.
    pub fn contains(&self, wanted: &str) -> bool {
        contains(&self.state().seen, wanted.as_bytes())
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

impl State {
    fn step(&mut self, step: Step) {
        step.apply(&mut self.seen);
        self.pending.push(step);
    }
}

fn index(offset: u64) -> usize {
    usize::try_from(offset).expect("a disk that fits into memory")
}

impl StorageBackend for Disk {
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
        self.state().step(Step::SetLen(index(len)));
        Ok(())
    }

    fn sync_data(&self) -> io::Result<()> {
        let mut state = self.state();
        for step in std::mem::take(&mut state.pending) {
            step.apply(&mut state.synced);
        }
        Ok(())
    }

    fn write(&self, offset: u64, data: &[u8]) -> io::Result<()> {
        self.state().step(Step::Write(index(offset), data.to_vec()));
        Ok(())
    }
}
