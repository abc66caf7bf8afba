use std::collections::BTreeMap;

use serde::{Serialize, Serializer};

use crate::{FailureType, JobResult, Success};

/// What a function of the integration model returns: the job's result, as CodePipeline reads it.
///
/// ```
/// use codepipeline_fail::lambda::IntegrationResult;
/// # use codepipeline_fail::{Failure, Job, Success, lambda};
/// # use lambda_runtime::{LambdaEvent, Service as _};
///
/// # #[tokio::main] async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let mut integration = lambda::integration(async |job: Job| Ok::<_, Failure>(Success::new().summary("deployed")));
/// # let event = serde_json::json!({ "jobId": "11111111-abcd-1111-abcd-111111abcdef" });
/// # let event = LambdaEvent::new(serde_json::from_value(event)?, Default::default());
/// # let result: IntegrationResult = integration.call(event).await?;
/// let text = serde_json::to_string(&result)?;
/// assert!(text.starts_with(r#"{"result":"Success","failureType":null,"continuation":null,"#));
/// # Ok(())
/// # }
/// ```
///
/// Where AWS's page spells a member in two ways, as `Summary` in the text and `summary` in the example, it is there in both.
/// The percentage of a continuation and the revision of a success have no place in the format, and are left out.
/// (<https://docs.aws.amazon.com/codepipeline/latest/userguide/reference-integrations.html>)
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct IntegrationResult {
    result: Kind,
    failure_type: Option<&'static str>,
    continuation: Option<Continuation>,
    status: Option<Status>,
    output_variables: Option<BTreeMap<String, String>>,
}

/// How the type of a failure for want of permissions is spelled in what a function of the integration model returns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PermissionSpelling {
    /// `PermissionsError`, as AWS's page about the model spells it
    /// (<https://docs.aws.amazon.com/codepipeline/latest/userguide/reference-integrations.html>).
    #[default]
    PermissionsError,
    /// `PermissionError`, as the API spells it
    /// (<https://docs.aws.amazon.com/codepipeline/latest/APIReference/API_FailureDetails.html>).
    PermissionError,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
enum Kind {
    Success,
    Continue,
    Fail,
}

#[derive(Clone, Debug, PartialEq)]
struct Continuation {
    state: String,
}

#[derive(Clone, Debug, PartialEq)]
struct Status {
    external_execution_id: Option<String>,
    summary: Option<String>,
}

impl Serialize for Continuation {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        in_both([("State", Some(&self.state))], serializer)
    }
}

impl Serialize for Status {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let members = [
            ("ExternalExecutionId", self.external_execution_id.as_ref()),
            ("Summary", self.summary.as_ref()),
        ];
        in_both(members, serializer)
    }
}

/// Members in both spellings: with a capital, and without.
fn in_both<S: Serializer, const N: usize>(
    members: [(&str, Option<&String>); N],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let spelled = members.into_iter().flat_map(|(name, value)| {
        let mut small = name.to_owned();
        small[..1].make_ascii_lowercase();
        [(name.to_owned(), value), (small, value)]
    });
    serializer.collect_map(spelled)
}

impl Status {
    /// None if there is nothing to say.
    fn of(external_execution_id: Option<String>, summary: Option<String>) -> Option<Self> {
        (external_execution_id.is_some() || summary.is_some())
            .then_some(Self { external_execution_id, summary })
    }
}

impl IntegrationResult {
    /// Of a result that is sendable.
    pub(super) fn of(result: JobResult, spelling: PermissionSpelling) -> Self {
        match result {
            JobResult::Failure(details) => Self {
                result: Kind::Fail,
                failure_type: Some(spelled(details.failure_type(), spelling)),
                continuation: None,
                status: Status::of(
                    details.external_execution_id().map(str::to_owned),
                    Some(details.message().to_owned()),
                ),
                output_variables: None,
            },
            JobResult::Success(success) => Self::of_success(success),
        }
    }

    fn of_success(success: Success) -> Self {
        let Success { summary, external_execution_id, continuation_token, variables, .. } = success;
        Self {
            result: if continuation_token.is_some() { Kind::Continue } else { Kind::Success },
            failure_type: None,
            continuation: continuation_token.map(|state| Continuation { state }),
            status: Status::of(external_execution_id, summary),
            output_variables: Some(variables).filter(|variables| !variables.is_empty()),
        }
    }
}

fn spelled(failure_type: FailureType, spelling: PermissionSpelling) -> &'static str {
    match (failure_type, spelling) {
        (FailureType::PermissionError, PermissionSpelling::PermissionsError) => "PermissionsError",
        (failure_type, _) => failure_type.as_str(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::FailureDetails;

    fn json_of(result: JobResult) -> serde_json::Value {
        serde_json::to_value(IntegrationResult::of(result, PermissionSpelling::default())).unwrap()
    }

    #[test]
    fn a_success_has_its_variables() {
        let success = Success::new().summary("deployed").output_variable("Url", "https://example.com");
        let expected = json!({
            "result": "Success", "failureType": null, "continuation": null,
            "status": {
                "Summary": "deployed", "summary": "deployed",
                "ExternalExecutionId": null, "externalExecutionId": null,
            },
            "outputVariables": { "Url": "https://example.com" },
        });
        assert_eq!(json_of(JobResult::Success(success)), expected);
    }

    #[test]
    fn a_continuation_has_its_state() {
        let success = Success::new().continuation_token("deployment-17").percent_complete(40);
        let expected = json!({
            "result": "Continue", "failureType": null,
            "continuation": { "State": "deployment-17", "state": "deployment-17" },
            "status": null, "outputVariables": null,
        });
        assert_eq!(json_of(JobResult::Success(success)), expected);
    }

    #[test]
    fn a_failure_has_its_type_and_its_message() {
        let details = FailureDetails::new(FailureType::PermissionError, "no access to the bucket");
        let failure = JobResult::Failure(details.with_external_execution_id("run-1"));
        let result = json_of(failure.clone());
        assert_eq!(result["result"], "Fail");
        assert_eq!(result["failureType"], "PermissionsError");
        assert_eq!(result["status"]["summary"], "no access to the bucket");
        assert_eq!(result["status"]["ExternalExecutionId"], "run-1");
        let result = IntegrationResult::of(failure, PermissionSpelling::PermissionError);
        assert_eq!(result.failure_type, Some("PermissionError"));
    }
}
