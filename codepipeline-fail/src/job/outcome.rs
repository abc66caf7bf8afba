use crate::Success;

/// How a job went well: what its handler returns, or what becomes it.
///
/// ```
/// use codepipeline_fail::{Continuation, Outcome, Success};
///
/// let done = Outcome::from(Success::new().summary("deployed to 3 hosts"));
/// let goes_on = Outcome::from(Continuation::new("deployment-17").percent_complete(40));
/// let nothing_to_say = Outcome::from(());
/// # let _ = (done, goes_on, nothing_to_say);
/// ```
///
/// It is reported by PutJobSuccessResult, or PutThirdPartyJobSuccessResult.
#[derive(Clone, Debug, PartialEq)]
#[must_use = "an outcome is reported by returning it"]
pub struct Outcome(Success);

impl From<Success> for Outcome {
    fn from(success: Success) -> Self {
        Self(success)
    }
}

/// A job that returns nothing has succeeded.
impl From<()> for Outcome {
    fn from((): ()) -> Self {
        Self(Success::new())
    }
}

impl From<Continuation> for Outcome {
    fn from(continuation: Continuation) -> Self {
        Self(continuation.into())
    }
}

/// What a [`Reporter`](crate::Reporter) sends.
///
/// ```
/// use codepipeline_fail::{Continuation, Outcome, Success};
///
/// let success = Success::from(Outcome::from(Continuation::new("deployment-17")));
/// assert_eq!(success, Success::new().continuation_token("deployment-17"));
/// ```
impl From<Outcome> for Success {
    fn from(outcome: Outcome) -> Self {
        outcome.0
    }
}

/// The work goes on elsewhere: this job ends, and CodePipeline makes another that carries the token.
///
/// ```
/// use codepipeline_fail::{Continuation, Failure, Job};
///
/// async fn deploy(job: Job) -> Result<Continuation, Failure> {
///     let deployment = job.continuation_token().unwrap_or("deployment-17");
///     Ok(Continuation::new(deployment).percent_complete(40).summary("2 of 5 hosts"))
/// }
///
/// # #[tokio::main(flavor = "current_thread")] async fn main() {
/// let job = Job::builder("01234567-89ab-cdef-0123-456789abcdef").build();
/// let outcome = deploy(job).await.unwrap();
/// assert_eq!(outcome, Continuation::new("deployment-17").percent_complete(40).summary("2 of 5 hosts"));
/// # }
/// ```
///
/// It has no output variables, because the API takes them only of a job that ends the action.
/// (<https://docs.aws.amazon.com/codepipeline/latest/APIReference/API_PutJobSuccessResult.html>)
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use = "a continuation is reported by returning it"]
pub struct Continuation {
    token: String,
    pub(super) percent_complete: Option<u8>,
    pub(super) summary: Option<String>,
    external_execution_id: Option<String>,
}

impl Continuation {
    /// Goes on with this token of 1 to 2,048 characters, which the next job will find as
    /// [`Job::continuation_token`](crate::Job::continuation_token). It should hold nothing secret.
    ///
    /// A token of another length becomes a failure of the job that says so.
    pub fn new(token: impl Into<String>) -> Self {
        Self { token: token.into(), percent_complete: None, summary: None, external_execution_id: None }
    }

    /// How much of the work is done, from 0 to 100.
    pub fn percent_complete(mut self, percent: u8) -> Self {
        self.percent_complete = Some(percent);
        self
    }

    /// What was done, for people: 1 to 2,048 characters; cut when longer.
    pub fn summary(mut self, summary: impl Into<String>) -> Self {
        self.summary = Some(summary.into());
        self
    }

    /// The id of the run in the system that does the work: 1 to 1,500 characters; left out when longer.
    pub fn external_execution_id(mut self, id: impl Into<String>) -> Self {
        self.external_execution_id = Some(id.into());
        self
    }
}

/// A success with a continuation token, which is how the API takes it.
impl From<Continuation> for Success {
    fn from(continuation: Continuation) -> Self {
        let mut success = Self::new().continuation_token(continuation.token);
        if let Some(percent) = continuation.percent_complete {
            success = success.percent_complete(percent);
        }
        if let Some(summary) = continuation.summary {
            success = success.summary(summary);
        }
        if let Some(id) = continuation.external_execution_id {
            success = success.external_execution_id(id);
        }
        success
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_continuation_is_a_success_with_a_token() {
        let continuation =
            Continuation::new("t").percent_complete(40).summary("s").external_execution_id("run-1");
        let success = Success::new().continuation_token("t").percent_complete(40).summary("s");
        assert_eq!(Success::from(Outcome::from(continuation)), success.external_execution_id("run-1"));
        assert_eq!(Success::from(Outcome::from(())), Success::new());
    }
}
