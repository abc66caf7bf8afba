//! What a worker and the job that it handed out have in common.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use tokio_util::sync::CancellationToken;

use super::Checkpoint;
use super::secrets::Secrets;

/// The worker's end of a job: it stays here when the job goes to its handler. A clone is another handle to the same.
#[derive(Clone, Default)]
pub(crate) struct JobControl {
    pub cancellation: CancellationToken,
    pub(super) secrets: Secrets,
    checkpoint: Arc<Mutex<Option<Checkpoint>>>,
}

impl JobControl {
    /// Cancelled with the given token, or by [`cancel`](Self::cancel).
    pub fn new(cancellation: CancellationToken) -> Self {
        Self { cancellation, ..Self::default() }
    }

    /// Tells the job that its time is over.
    pub fn cancel(&self) {
        self.cancellation.cancel();
    }

    /// The last checkpoint, if there was one.
    pub fn checkpoint(&self) -> Option<Checkpoint> {
        self.checkpoint.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(super) fn set_checkpoint(&self, checkpoint: Checkpoint) {
        *self.checkpoint.lock().unwrap_or_else(PoisonError::into_inner) = Some(checkpoint);
    }

    /// All that must not leave of what the job knows, up to now: credentials that are renewed later are new secrets, so
    /// ask when there is something to send.
    pub fn secrets(&self) -> Vec<String> {
        self.secrets.all()
    }
}

impl fmt::Debug for JobControl {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("JobControl")
            .field("is_cancelled", &self.cancellation.is_cancelled())
            .field("checkpoint", &self.checkpoint())
            .finish_non_exhaustive()
    }
}
