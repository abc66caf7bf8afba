use super::{Continuation, JobDataError};

/// How another worker can go on with a job if this one has to stop: see [`Job::checkpoint`](crate::Job::checkpoint).
///
/// ```
/// use codepipeline_fail::{Checkpoint, Job};
///
/// let job = Job::builder("01234567-89ab-cdef-0123-456789abcdef").build();
/// job.checkpoint(Checkpoint::new("batch-7").percent_complete(40).summary("7 of 18 batches"))?;
/// assert_eq!(job.last_checkpoint().unwrap().token(), "batch-7");
/// # Ok::<_, codepipeline_fail::JobDataError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use = "`Job::checkpoint` takes it"]
pub struct Checkpoint {
    token: String,
    percent_complete: Option<u8>,
    summary: Option<String>,
}

impl Checkpoint {
    /// The longest token, in UTF-16 code units. The shortest has one.
    /// (<https://docs.aws.amazon.com/codepipeline/latest/APIReference/API_PutJobSuccessResult.html>)
    pub const MAX_TOKEN_LENGTH: usize = 2_048;

    /// A checkpoint with this continuation token, which the job that goes on will find as
    /// [`Job::continuation_token`](crate::Job::continuation_token). It should hold nothing secret.
    pub fn new(token: impl Into<String>) -> Self {
        Self { token: token.into(), percent_complete: None, summary: None }
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

    /// The continuation token.
    #[must_use]
    pub fn token(&self) -> &str {
        &self.token
    }

    /// What the API would refuse later, when nobody is there any more to mend it.
    pub(super) fn check(&self) -> Result<(), JobDataError> {
        let length = self.token.encode_utf16().count();
        if !(1..=Self::MAX_TOKEN_LENGTH).contains(&length) {
            return Err(JobDataError::ContinuationToken { length });
        }
        match self.percent_complete {
            Some(percent) if percent > 100 => Err(JobDataError::PercentComplete { percent }),
            Some(_) | None => Ok(()),
        }
    }
}

impl From<&str> for Checkpoint {
    fn from(token: &str) -> Self {
        Self::new(token)
    }
}

impl From<String> for Checkpoint {
    fn from(token: String) -> Self {
        Self::new(token)
    }
}

/// The job hands on by itself, where it had left off.
///
/// ```
/// use codepipeline_fail::{Checkpoint, Continuation};
///
/// let continuation = Continuation::from(Checkpoint::new("batch-7").percent_complete(40));
/// assert_eq!(continuation, Continuation::new("batch-7").percent_complete(40));
/// ```
impl From<Checkpoint> for Continuation {
    fn from(checkpoint: Checkpoint) -> Self {
        let mut continuation = Self::new(checkpoint.token);
        continuation.percent_complete = checkpoint.percent_complete;
        continuation.summary = checkpoint.summary;
        continuation
    }
}
