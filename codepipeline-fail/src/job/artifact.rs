use aws_sdk_codepipeline::types;

use super::JobDataError;

/// What a job reads or writes: an object in the pipeline's artifact store.
///
/// ```
/// use codepipeline_fail::Artifact;
///
/// let source = Artifact::s3("Source", "artifact-bucket", "shop/source.zip").with_revision("4f1c2a");
/// assert_eq!(source.bucket()?, "artifact-bucket");
/// assert_eq!(source.require_revision()?, "4f1c2a");
/// # Ok::<_, codepipeline_fail::JobDataError>(())
/// ```
///
/// The API leaves location and revision open for every artifact; who needs one, asks for it, and fails with
/// `RevisionUnavailable` where there is none.
/// (<https://docs.aws.amazon.com/codepipeline/latest/APIReference/API_Artifact.html>)
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Artifact {
    name: String,
    location: Option<(String, String)>,
    revision: Option<String>,
}

impl Artifact {
    /// An artifact of which only the name is known, for a test.
    ///
    /// ```
    /// use codepipeline_fail::{Artifact, FailureDetails};
    ///
    /// let error = Artifact::new("Source").bucket().unwrap_err();
    /// assert_eq!(
    ///     FailureDetails::of(&error).to_string(),
    ///     "RevisionUnavailable: the artifact \"Source\" has no location",
    /// );
    /// ```
    #[must_use]
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), location: None, revision: None }
    }

    /// An artifact by its name, bucket and key, for a test.
    ///
    /// ```
    /// use codepipeline_fail::Artifact;
    ///
    /// assert_eq!(Artifact::s3("Source", "bucket", "source.zip").name(), "Source");
    /// ```
    #[must_use]
    pub fn s3(name: impl Into<String>, bucket: impl Into<String>, key: impl Into<String>) -> Self {
        Self { location: Some((bucket.into(), key.into())), ..Self::new(name) }
    }

    /// The same artifact with this revision.
    ///
    /// ```
    /// use codepipeline_fail::Artifact;
    ///
    /// assert_eq!(Artifact::new("Source").with_revision("4f1c2a").revision(), Some("4f1c2a"));
    /// ```
    #[must_use]
    pub fn with_revision(self, revision: impl Into<String>) -> Self {
        Self { revision: Some(revision.into()), ..self }
    }

    /// Its name in the pipeline.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The S3 bucket that it is in.
    ///
    /// # Errors
    /// [`JobDataError::NoLocation`], which fails a job with `RevisionUnavailable`.
    pub fn bucket(&self) -> Result<&str, JobDataError> {
        self.location().map(|(bucket, _)| bucket)
    }

    /// The key of its object in the bucket.
    ///
    /// ```
    /// use codepipeline_fail::Artifact;
    ///
    /// assert_eq!(Artifact::s3("Source", "bucket", "source.zip").key()?, "source.zip");
    /// # Ok::<_, codepipeline_fail::JobDataError>(())
    /// ```
    ///
    /// # Errors
    /// [`JobDataError::NoLocation`], which fails a job with `RevisionUnavailable`.
    pub fn key(&self) -> Result<&str, JobDataError> {
        self.location().map(|(_, key)| key)
    }

    /// Its revision, if CodePipeline tells one: a commit, or the version of an object.
    #[must_use]
    pub fn revision(&self) -> Option<&str> {
        self.revision.as_deref()
    }

    /// Its revision, for a job that cannot do without.
    ///
    /// ```
    /// use codepipeline_fail::{Artifact, FailureType, JobFailure};
    ///
    /// let error = Artifact::new("Source").require_revision().unwrap_err();
    /// assert_eq!(error.failure_type(), FailureType::RevisionUnavailable);
    /// ```
    ///
    /// # Errors
    /// [`JobDataError::NoRevision`], which fails a job with `RevisionUnavailable`.
    pub fn require_revision(&self) -> Result<&str, JobDataError> {
        self.revision().ok_or_else(|| JobDataError::NoRevision { artifact: self.name.clone() })
    }

    fn location(&self) -> Result<(&str, &str), JobDataError> {
        match &self.location {
            Some((bucket, key)) => Ok((bucket, key)),
            None => Err(JobDataError::NoLocation { artifact: self.name.clone() }),
        }
    }
}

impl From<types::Artifact> for Artifact {
    fn from(artifact: types::Artifact) -> Self {
        let location = artifact.location.and_then(|location| location.s3_location);
        Self {
            name: artifact.name.unwrap_or_default(),
            location: location.map(|location| (location.bucket_name, location.object_key)),
            revision: artifact.revision,
        }
    }
}

/// The artifact of this name, or the names of all.
pub(super) fn named<'a>(artifacts: &'a [Artifact], name: &str) -> Result<&'a Artifact, Vec<String>> {
    let named = artifacts.iter().find(|artifact| artifact.name() == name);
    named.ok_or_else(|| artifacts.iter().map(|artifact| artifact.name().to_owned()).collect())
}
