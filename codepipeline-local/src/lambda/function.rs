//! A function, as a test holds it.

use super::builder::FunctionBuilder;
use super::invocation::Invocation;
use super::service::Service;
use crate::id::JobId;
use serde_json::Value;
use std::ffi::OsString;
use std::sync::Arc;

/// A Lambda function: a program, in any language, that is started as Lambda starts it and speaks its Runtime API.
///
/// There is one process of it at a time. It is started by the first invocation and kept for the next; it is killed when
/// one takes too long, and the next gets a new one. It is in a process group of its own, with all that it starts, and
/// none of it outlives this: dropping it kills them at once, [`shutdown`](Self::shutdown) as Lambda does.
///
/// The program is looked for, and runs, in the working directory of this process.
///
/// ```no_run
/// use codepipeline_local::lambda::Function;
/// use codepipeline_local::{Endpoint, JobStatus, NewJob};
///
/// # #[tokio::main(flavor = "current_thread")] async fn main() -> std::io::Result<()> {
/// let endpoint = Endpoint::new();
/// let server = endpoint.serve(([127, 0, 0, 1], 0)).await?;
/// let function = Function::builder("target/debug/check").report_to(&server).build();
/// function.attach(&endpoint);
///
/// let id = endpoint.start(NewJob::lambda("check").user_parameters(r#"{"url":"https://example.com"}"#));
/// let attempts = function.invocation_of(&id).await.ended().await;
/// assert_eq!(attempts.len(), 1);
/// assert_eq!(endpoint.job(&id).unwrap().status, JobStatus::Succeeded);
/// # Ok(()) }
/// ```
#[derive(Debug)]
pub struct Function {
    pub(super) service: Arc<Service>,
}

impl Function {
    /// A function that is this program.
    pub fn builder(program: impl Into<OsString>) -> FunctionBuilder {
        FunctionBuilder::new(program.into())
    }

    pub(super) fn new(service: Service) -> Self {
        Self { service: Arc::new(service) }
    }

    /// Invokes it once: synchronously, as Lambda calls it (`RequestResponse`).
    ///
    /// Lambda refuses an event of more than 6 MB; here it may be of any length.
    ///
    /// # Panics
    /// Outside a Tokio runtime with I/O and time enabled.
    ///
    /// ```no_run
    /// # #[tokio::main(flavor = "current_thread")] async fn main() {
    /// # let function = codepipeline_local::lambda::Function::builder("target/debug/check").build();
    /// let attempts = function.invoke(&serde_json::json!({ "url": "https://example.com" })).ended().await;
    /// assert!(attempts[0].outcome.error().is_none());
    /// # }
    /// ```
    pub fn invoke(&self, event: &Value) -> Invocation {
        self.service.invoke(event.to_string().into(), None, false)
    }

    /// Invokes it asynchronously (`Event`), as CodePipeline does: after an error, a timeout or an exit the same event is
    /// delivered again, with the same request id ([`FunctionBuilder::retry_delays`]).
    ///
    /// # Panics
    /// As [`invoke`](Self::invoke).
    pub fn invoke_async(&self, event: &Value) -> Invocation {
        self.service.invoke(event.to_string().into(), None, true)
    }

    /// The latest invocations, oldest first: a thousand of them at most.
    pub fn invocations(&self) -> Vec<Invocation> {
        self.service.invocations()
    }

    /// Waits until it has been invoked with a job of an endpoint that it is [attached](Self::attach) to.
    pub async fn invocation_of(&self, job_id: &JobId) -> Invocation {
        self.service.invocation_of(job_id.as_str()).await
    }

    /// Waits until all that was asked of it before is done, and its process is frozen or has ended. Invocations that wait
    /// to be tried again do not count.
    pub async fn idle(&self) {
        self.service.idle().await;
    }

    /// The id of its process, if there is one.
    pub fn process_id(&self) -> Option<u32> {
        self.service.process_id()
    }

    /// Kills its process (SIGKILL), as the kernel does with one that needs too much memory. What it was doing has ended with
    /// an exit, and what comes next gets another process. False if there is none.
    ///
    /// ```
    /// use codepipeline_local::lambda::Function;
    ///
    /// let function = Function::builder("target/debug/check").build();
    /// assert!(!function.kill()); // nothing was asked of it yet
    /// ```
    pub fn kill(&self) -> bool {
        self.service.kill()
    }

    /// Ends it as Lambda does, and returns when its process has ended. A function with an internal extension gets SIGTERM
    /// and half a second; others are killed at once
    /// (<https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html>, "Shutdown phase").
    pub async fn shutdown(self) {
        if let Some(environment) = self.service.close() {
            environment.shut_down().await;
        }
    }
}

impl Drop for Function {
    fn drop(&mut self) {
        if let Some(environment) = self.service.close() {
            environment.kill();
        }
    }
}
