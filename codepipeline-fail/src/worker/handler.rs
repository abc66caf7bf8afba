//! What does a job: a function, or a tower service.

use std::future::poll_fn;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};

use tower_service::Service;

use crate::{Failure, IntoFailure, Job, Outcome};

type Work = Pin<Box<dyn Future<Output = Result<Outcome, Failure>> + Send>>;

/// A handler, whatever it was made of.
#[derive(Clone)]
pub(super) struct Handler(Arc<dyn Fn(Job) -> Work + Send + Sync>);

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

    pub fn call(&self, job: Job) -> Work {
        self.0(job)
    }
}
