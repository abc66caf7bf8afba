use std::fmt;

use aws_sdk_codepipeline::Client;
use serde::{Deserialize, Deserializer};

use crate::JobDataError;
use crate::job::{JobParts, Json};

/// The event that CodePipeline invokes a function with, as it came: whatever it is, something can be said about it.
///
/// ```
/// use codepipeline_fail::lambda::Event;
///
/// let event: Event = serde_json::from_str(
///     r#"{"CodePipeline.job": {"id": "11111111-abcd-1111-abcd-111111abcdef", "data": {}}}"#,
/// )?;
/// assert_eq!(event.job_id(), Some("11111111-abcd-1111-abcd-111111abcdef"));
/// # Ok::<_, serde_json::Error>(())
/// ```
///
/// Any JSON can be one. `Debug` shows the job's id and no more, for there are credentials in it.
/// ([Invoke actions], [integrations])
///
/// [Invoke actions]: https://docs.aws.amazon.com/codepipeline/latest/userguide/actions-invoke-lambda-function.html#actions-invoke-lambda-function-json-event-example
/// [integrations]: https://docs.aws.amazon.com/codepipeline/latest/userguide/reference-integrations.html
pub struct Event(Json);

impl Event {
    /// The id of the job that it is about: at `CodePipeline.job`.`id`, or, of an integration, at `jobId`.
    #[must_use]
    pub fn job_id(&self) -> Option<&str> {
        let invoke = self.0.member("CodePipeline.job").and_then(|job| job.member("id"));
        invoke.or_else(|| self.0.member("jobId"))?.text()
    }

    pub(super) fn invoke_parts(&self, client: &Client) -> Result<JobParts, JobDataError> {
        JobParts::of_invoke_event(client, &self.0)
    }

    pub(super) fn integration_parts(&self) -> Result<JobParts, JobDataError> {
        JobParts::of_integration_event(&self.0)
    }
}

impl<'de> Deserialize<'de> for Event {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Json::deserialize(deserializer).map(Self)
    }
}

impl fmt::Debug for Event {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Event").field("job_id", &self.job_id()).finish_non_exhaustive()
    }
}
