//! Functions of the integration model: what they return is the result of their job.

use super::function::Function;
use super::invocation::Invocation;
use super::{job_event, returned};
use crate::action_type::ActionType;
use crate::endpoint::Endpoint;
use std::sync::Arc;

impl Function {
    /// Lets the function do the jobs of an action type, custom or a partner's, as one of CodePipeline's Lambda integration
    /// model does: it is invoked with each of them, and what it returns is the job's result
    /// (<https://docs.aws.amazon.com/codepipeline/latest/userguide/reference-integrations.html>). It ends with the function.
    ///
    /// Such jobs are in progress from the start: nobody polls for them or acknowledges them. AWS does not say all of it;
    /// here
    ///
    /// - the configuration stands in `actionConfiguration` itself, as in the guide's example;
    /// - the function is invoked once for each job, as its answer is waited for;
    /// - a function that fails, or returns what is no result, fails its job: `JobFailed`, and the message says why;
    /// - the state of a continuation comes back as `continuationToken`: a text as it is, anything else as JSON.
    ///
    /// # Panics
    /// Outside a Tokio runtime with I/O and time enabled.
    ///
    /// ```
    /// use codepipeline_local::lambda::Function;
    /// use codepipeline_local::{ActionType, Endpoint, NewJob};
    ///
    /// # #[tokio::main(flavor = "current_thread")] async fn main() {
    /// let endpoint = Endpoint::new();
    /// let action_type = ActionType::custom("Deploy", "Acme", "1");
    /// let function = Function::builder("/bin/sh").arguments(["-c", "exit 1"]).build();
    /// function.integrate(&endpoint, action_type.clone());
    ///
    /// let id = endpoint.queue(NewJob::custom(action_type));
    /// let job = endpoint.wait_for(&id, |job| job.status.is_final()).await.unwrap();
    /// assert!(job.failure().unwrap().message.contains("Runtime exited with error: exit status 1"));
    /// # }
    /// ```
    pub fn integrate(&self, endpoint: &Endpoint, action_type: ActionType) {
        let (service, endpoint) = (Arc::clone(&self.service), endpoint.clone());
        endpoint.integrate(&action_type);
        self.service.spawn(async move {
            let start = |endpoint: &Endpoint| {
                for (id, event) in endpoint.start_integrated(&action_type, job_event::integration) {
                    let invocation = service.invoke(event.to_string().into(), Some(id), false);
                    service.spawn(end(invocation, endpoint.clone()));
                }
            };
            endpoint.follow(start).await;
        });
    }
}

/// Ends a job by what its function returns.
async fn end(invocation: Invocation, endpoint: Endpoint) {
    let attempts = invocation.ended().await;
    if let (Some(attempt), Some(id)) = (attempts.last(), invocation.job_id()) {
        let result = returned::result(id.as_str(), &attempt.outcome);
        // One that has timed out meanwhile keeps what came too late, for all to see.
        let _ended = endpoint.end_integrated(id, result);
    }
}
