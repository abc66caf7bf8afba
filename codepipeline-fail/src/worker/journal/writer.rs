//! The task that writes: what waits while a commit runs is in the next one, so that one sync serves many.

use std::time::Duration;

use tokio::sync::{mpsc, oneshot};
use tokio::task::{spawn_blocking, yield_now};
use tokio::time::{Instant, timeout_at};

use super::error::JournalError;
use super::store::{Batch, Store};

/// How long a forget waits for a write to ride along with.
const FORGET_DELAY: Duration = Duration::from_secs(1);

/// How long after an error forgets alone are tried again. A write tries at once.
const RETRY_DELAY: Duration = Duration::from_secs(30);

pub type Answer = oneshot::Sender<Result<(), JournalError>>;

#[derive(Debug)]
pub enum Request {
    Write { job_id: String, record: Vec<u8>, answer: Answer },
    Forget { job_id: String },
    Check { answer: Answer },
    Close { answer: Answer },
}

/// Where the disk is read and written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In a thread that may block.
    Thread,
    /// In the task itself: a simulation's disk is memory, and threads would make its runs differ.
    Task,
}

impl Place {
    /// None if the runtime has ended.
    async fn run<T: Send + 'static>(self, work: impl FnOnce() -> T + Send + 'static) -> Option<T> {
        match self {
            Self::Thread => spawn_blocking(work).await.ok(),
            Self::Task => Some(work()),
        }
    }
}

/// Serves the requests until one says to close, or nobody is left to make one.
pub async fn run(mut store: Store, mut requests: mpsc::UnboundedReceiver<Request>, place: Place) {
    let mut waiting = Waiting::default();
    let mut closing = Vec::new();
    loop {
        let is_last = match waiting.due {
            Some(due) => match timeout_at(due, requests.recv()).await {
                Ok(first) => !waiting.take(first, &mut requests, &mut closing).await,
                Err(_) => false,
            },
            None => !waiting.take(requests.recv().await, &mut requests, &mut closing).await,
        };
        let is_due = waiting.due.is_some_and(|due| due <= Instant::now());
        let mut outcome = Ok(());
        let has_changes = !waiting.batch.is_empty();
        if (has_changes && (is_last || is_due)) || !waiting.answers.is_empty() {
            // The runtime ends, and nobody can be told.
            let Some(committed) = commit(store, &mut waiting, place).await else { return };
            (store, outcome) = committed;
        }
        if is_last {
            let closed = place.run(|| store.close()).await.unwrap_or(Ok(()));
            let outcome = outcome.and(closed);
            for answer in closing {
                let _ = answer.send(outcome.clone()); // Who does not wait any more need not know.
            }
            return;
        }
    }
}

/// What is to be committed, and who waits for it.
#[derive(Debug, Default)]
struct Waiting {
    batch: Batch,
    answers: Vec<Answer>,
    /// When the forgets are committed at the latest; none where there is none.
    due: Option<Instant>,
}

impl Waiting {
    /// Takes this request and all that are there. False if it was the last.
    async fn take(
        &mut self,
        first: Option<Request>,
        requests: &mut mpsc::UnboundedReceiver<Request>,
        closing: &mut Vec<Answer>,
    ) -> bool {
        let Some(first) = first else { return false };
        self.add(first, closing);
        // Jobs that ended with the first have their turn, so that they are in the same commit.
        yield_now().await;
        if !closing.is_empty() {
            requests.close();
        }
        while let Ok(request) = requests.try_recv() {
            self.add(request, closing);
            if !closing.is_empty() {
                requests.close();
            }
        }
        closing.is_empty()
    }

    fn add(&mut self, request: Request, closing: &mut Vec<Answer>) {
        match request {
            Request::Write { job_id, record, answer } => {
                self.batch.writes.insert(job_id, record);
                self.answers.push(answer);
            }
            Request::Forget { job_id } => {
                self.batch.writes.remove(&job_id);
                self.batch.forgets.insert(job_id);
                self.due.get_or_insert_with(|| Instant::now() + FORGET_DELAY);
            }
            Request::Check { answer } => self.answers.push(answer),
            Request::Close { answer } => closing.push(answer),
        }
    }
}

/// Commits what waits, and tells those who wait. The forgets of a commit that failed wait for the next one; its writes
/// do not, because their writers know.
async fn commit(
    store: Store,
    waiting: &mut Waiting,
    place: Place,
) -> Option<(Store, Result<(), JournalError>)> {
    let Waiting { batch, answers, due: _ } = std::mem::take(waiting);
    let commit = move || {
        let mut store = store;
        let outcome = store.commit(&batch);
        (store, batch, outcome)
    };
    let (store, batch, outcome) = place.run(commit).await?;
    if let Err(error) = &outcome {
        tracing::warn!("{error}");
        waiting.batch.forgets = batch.forgets;
        waiting.due = (!waiting.batch.is_empty()).then(|| Instant::now() + RETRY_DELAY);
    }
    for answer in answers {
        let _ = answer.send(outcome.clone()); // Who does not wait any more need not know.
    }
    Some((store, outcome))
}
