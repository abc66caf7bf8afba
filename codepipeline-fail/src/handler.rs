//! What does a job: a function, or a tower service.

use std::future::poll_fn;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use tokio_util::task::AbortOnDropHandle;
use tower_service::Service;
use tracing::Instrument as _;

use crate::sdk::reporter::catching;
use crate::{Failure, IntoFailure, Job, Outcome};

type Work = Pin<Box<dyn Future<Output = Result<Outcome, Failure>> + Send>>;

/// A handler, whatever it was made of.
#[derive(Clone)]
pub(crate) struct Handler(Arc<dyn Fn(Job) -> Work + Send + Sync>);

impl Handler {
    pub fn function<H, F, O, E>(handler: H) -> Self
    where
        H: Fn(Job) -> F + Send + Sync + 'static,
        F: Future<Output = Result<O, E>> + Send + 'static,
        O: Into<Outcome>,
        E: Into<Failure>,
    {
        let handler = Arc::new(handler);
        Self(Arc::new(move |job| {
            let handler = Arc::clone(&handler);
            // The handler is called within the future, so that its panic is the job's.
            Box::pin(async move { handler(job).await.map(Into::into).map_err(Into::into) })
        }))
    }

    pub fn service<S>(service: S) -> Self
    where
        S: Service<Job> + Clone + Send + 'static,
        S::Response: Into<Outcome>,
        S::Error: IntoFailure,
        S::Future: Send,
    {
        // A lock, for a service need not be one that threads may share.
        let service = Mutex::new(service);
        Self(Arc::new(move |job| {
            let mut service = service.lock().unwrap_or_else(PoisonError::into_inner).clone();
            Box::pin(async move {
                poll_fn(|cx| service.poll_ready(cx)).await.map_err(IntoFailure::into_failure)?;
                service.call(job).await.map(Into::into).map_err(IntoFailure::into_failure)
            })
        }))
    }

    /// Begins the work in a task of its own, in this span. It is stopped when what this returns is dropped, unless it blocks
    /// its thread.
    pub fn start(&self, job: Job, span: tracing::Span) -> Working {
        let handler = Arc::clone(&self.0);
        let work = catching(async move { handler(job).await }).instrument(span);
        Working(AbortOnDropHandle::new(tokio::spawn(work)))
    }
}

/// What a handler returned, or the text of its panic.
pub(crate) type Returned = Result<Result<Outcome, Failure>, String>;

/// A handler at work.
pub(crate) struct Working(AbortOnDropHandle<Returned>);

impl Future for Working {
    type Output = Returned;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Returned> {
        let ended = std::task::ready!(Pin::new(&mut self.0).poll(context));
        Poll::Ready(ended.unwrap_or_else(|error| Err(error.to_string())))
    }
}
