//! What keeps a worker from working.

use std::error::Error;
use std::fmt;

use super::journal::JournalError;

/// Why a worker cannot work.
#[derive(Debug)]
#[non_exhaustive]
pub enum WorkerError {
    /// The journal cannot be used.
    Journal(JournalError),
    /// The process cannot listen to signals.
    Signals(std::io::Error),
}

impl fmt::Display for WorkerError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Journal(_) => formatter.write_str("the worker's journal cannot be used"),
            Self::Signals(_) => formatter.write_str("the worker cannot listen to signals"),
        }
    }
}

impl Error for WorkerError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Journal(error) => Some(error),
            Self::Signals(error) => Some(error),
        }
    }
}
