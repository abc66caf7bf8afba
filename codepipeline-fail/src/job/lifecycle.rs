//! What changes while a job runs: its credentials, its time, how far it has come.

use aws_sdk_codepipeline::config::SharedCredentialsProvider;
use tokio_util::sync::CancellationToken;

use super::{Checkpoint, Job, JobDataError};

impl Job {
    /// The job's credentials for the artifact store, for the configuration of an S3 client. The provider can outlive the
    /// job's value; it works until the job has its result.
    ///
    /// ```no_run
    /// # async fn example(job: codepipeline_fail::Job) {
    /// let config = aws_sdk_codepipeline::config::Builder::new() // or that of aws_sdk_s3
    ///     .credentials_provider(job.artifact_credentials());
    /// # let _ = config;
    /// # }
    /// ```
    ///
    /// They are valid for 15 minutes from when the job was received, and the provider renews them after 12, by
    /// GetJobDetails, or by GetThirdPartyJobDetails with the client token. All who ask meanwhile wait for the one request.
    /// It may take 15 seconds; when it fails, the old ones serve until they end, and another is tried every 30 seconds.
    /// ([GetJobDetails] gives temporary credentials; how long they last is to be read in AWS's [Jenkins plugin] alone.)
    ///
    /// Their expiry is set to when they are to be renewed, so that the SDK's identity cache asks in time. Time is that of
    /// the async runtime, or of the wall clock if more of that has passed. So it goes on in a test with paused time; but
    /// the SDK's cache there does not see it pass, unless the client's `time_source` follows the runtime's clock.
    ///
    /// [GetJobDetails]: https://docs.aws.amazon.com/codepipeline/latest/APIReference/API_GetJobDetails.html
    /// [Jenkins plugin]: https://github.com/awslabs/aws-codepipeline-plugin-for-jenkins
    ///
    /// # Errors
    /// The provider's are `CredentialsError`s. They classify as what kept the credentials from being renewed.
    #[must_use]
    pub fn artifact_credentials(&self) -> SharedCredentialsProvider {
        // Made here, so that a program whose handlers do not ask for it is built without the request that renews it.
        let made = || SharedCredentialsProvider::new(self.credentials.clone());
        self.provider.get_or_init(made).clone()
    }

    /// Waits until the job's time is over or the worker shuts down. Then a handler should come to an end: the job is
    /// stopped soon after.
    ///
    /// ```
    /// use codepipeline_fail::{CancellationToken, Failure, Job, Outcome, Success, Continuation};
    /// use std::time::Duration;
    ///
    /// async fn wait_for_deployment(job: Job) -> Result<Outcome, Failure> {
    ///     tokio::select! {
    ///         () = tokio::time::sleep(Duration::from_secs(60)) => Ok(Success::new().into()),
    ///         () = job.cancelled() => Ok(Continuation::new("deployment-17").into()),
    ///     }
    /// }
    ///
    /// # #[tokio::main(flavor = "current_thread")] async fn main() {
    /// let token = CancellationToken::new();
    /// token.cancel();
    /// let job = Job::builder("01234567-89ab-cdef-0123-456789abcdef").cancellation_token(token).build();
    /// assert_eq!(wait_for_deployment(job).await.unwrap(), Continuation::new("deployment-17").into());
    /// # }
    /// ```
    pub async fn cancelled(&self) {
        self.control.cancellation.cancelled().await;
    }

    /// Whether the job's time is over or the worker shuts down.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.control.cancellation.is_cancelled()
    }

    /// The token that is cancelled when the job's time is over or the worker shuts down, for tasks of the handler's own.
    #[must_use]
    pub fn cancellation_token(&self) -> CancellationToken {
        self.control.cancellation.clone()
    }

    /// Remembers how another worker can go on from here. If this one has to stop before the job has ended, the job ends
    /// with the last checkpoint's continuation token, and CodePipeline makes another job that carries it. A checkpoint
    /// costs nothing: nothing is sent.
    ///
    /// ```
    /// use codepipeline_fail::{Checkpoint, Job};
    ///
    /// let job = Job::builder("01234567-89ab-cdef-0123-456789abcdef").build();
    /// job.checkpoint("batch-6")?;
    /// job.checkpoint(Checkpoint::new("batch-7").percent_complete(40))?;
    /// assert!(job.checkpoint("x".repeat(2_049)).is_err());
    /// assert_eq!(job.last_checkpoint().unwrap().token(), "batch-7");
    /// # Ok::<_, codepipeline_fail::JobDataError>(())
    /// ```
    ///
    /// # Errors
    /// [`JobDataError::ContinuationToken`] if the token does not have 1 to 2,048 characters,
    /// [`JobDataError::PercentComplete`] if more than 100 percent are complete; both fail a job with `JobFailed`. The
    /// checkpoint before stays.
    pub fn checkpoint(&self, checkpoint: impl Into<Checkpoint>) -> Result<(), JobDataError> {
        let checkpoint = checkpoint.into();
        checkpoint.check()?;
        self.control.set_checkpoint(checkpoint);
        Ok(())
    }

    /// The last checkpoint, if there was one.
    #[must_use]
    pub fn last_checkpoint(&self) -> Option<Checkpoint> {
        self.control.checkpoint()
    }
}
