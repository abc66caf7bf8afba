//! What a function of the integration model returns, and the result that it is
//! (<https://docs.aws.amazon.com/codepipeline/latest/userguide/reference-integrations.html>, "Return the results from your
//! Lambda function to CodePipeline").
//!
//! The guide writes some names with a capital in its list and without one in its example: both are read. It names no
//! member for the percentage and no continuation that is a text: they are read as well, as is what the API calls them.

use super::outcome::Outcome;
use crate::check;
use crate::job::JobResult;
use crate::model;
use serde_json::{Map, Value, json};

/// The longest message of a failure, in characters.
const LONGEST_MESSAGE: usize = 5000;

/// The result that the outcome of an invocation is. AWS does not say what becomes of a job whose function fails, or returns
/// something else: here it fails (`JobFailed`), and the message says why.
pub(super) fn result(job_id: &str, outcome: &Outcome) -> JobResult {
    let read = match outcome {
        Outcome::Response(body) => serde_json::from_slice(body)
            .map_err(|_| "the function returned no JSON".to_owned())
            .and_then(|returned: Value| read(job_id, &returned)),
        Outcome::Error(error) | Outcome::TimedOut(error) | Outcome::Exited(error) => {
            Err(format!("the function failed: {}: {}", error.error_type, error.message))
        }
    };
    read.unwrap_or_else(|why| {
        let message: String = why.chars().take(LONGEST_MESSAGE).collect();
        JobResult::failure_from(&json!({ "failureDetails": { "type": "JobFailed", "message": message } }))
    })
}

fn read(job_id: &str, returned: &Value) -> Result<JobResult, String> {
    let Some(returned) = returned.as_object() else { return Err("the function returned no object".into()) };
    let result = text(returned, "result").ok_or("the function returned no `result`")?;
    let status = member(returned, "status").or(member(returned, "executionDetails"));
    let empty = Map::new();
    let status = status.and_then(Value::as_object).unwrap_or(&empty);
    let only = |name: &str, with: &str| match member(returned, name) {
        Some(_) if !result.eq_ignore_ascii_case(with) => {
            Err(format!("the function returned `{name}` with the result {result}"))
        }
        _ => Ok(()),
    };
    only("failureType", "fail")?;
    only("continuation", "continue")?;
    only("continuationToken", "continue")?;
    only("outputVariables", "success")?;
    let mut input = json!({ "jobId": job_id });
    if result.eq_ignore_ascii_case("fail") {
        input["failureDetails"] = failure(returned, status)?;
        return checked(model::PUT_JOB_FAILURE_RESULT, &input).map(|()| JobResult::failure_from(&input));
    }
    if result.eq_ignore_ascii_case("continue") {
        input["continuationToken"] = continuation(returned)?.into();
    } else if !result.eq_ignore_ascii_case("success") {
        return Err(format!(
            "the function returned the result {result}, which is none of Success, Continue and Fail"
        ));
    }
    if let Some(variables) = member(returned, "outputVariables") {
        input["outputVariables"] = variables.clone();
    }
    let details = execution_details(status);
    if !details.is_empty() {
        input["executionDetails"] = details.into();
    }
    checked(model::PUT_JOB_SUCCESS_RESULT, &input).map(|()| JobResult::success_from(&input, true))
}

fn failure(returned: &Map<String, Value>, status: &Map<String, Value>) -> Result<Value, String> {
    let failure_type =
        text(returned, "failureType").ok_or("the function returned Fail without `failureType`")?;
    // The guide's spelling, and the API's.
    let failure_type = if failure_type == "PermissionsError" { "PermissionError" } else { failure_type };
    let summary = text(status, "summary").unwrap_or("The function gave no summary");
    let mut details = json!({ "type": failure_type, "message": summary });
    if let Some(id) = member(status, "externalExecutionId") {
        details["externalExecutionId"] = id.clone();
    }
    Ok(details)
}

/// The token of the job that goes on: the state as it is, if it is a text, and its JSON otherwise.
fn continuation(returned: &Map<String, Value>) -> Result<String, String> {
    let continuation = member(returned, "continuation").or(member(returned, "continuationToken"));
    let continuation = continuation.ok_or("the function returned Continue without `continuation`")?;
    let state = continuation.as_object().and_then(|continuation| member(continuation, "state"));
    Ok(match state.unwrap_or(continuation) {
        Value::String(text) => text.clone(),
        state => state.to_string(),
    })
}

fn execution_details(status: &Map<String, Value>) -> Map<String, Value> {
    let names = ["summary", "externalExecutionId", "percentComplete"];
    let given = names.iter().filter_map(|name| Some(((*name).to_owned(), member(status, name)?.clone())));
    given.collect()
}

fn checked(members: &[crate::shape::Member], input: &Value) -> Result<(), String> {
    check::mistake(members, input)
        .map_or(Ok(()), |mistake| Err(format!("what the function returned: {mistake}")))
}

/// A member that is not null, by its name with or without a capital.
fn member<'a>(object: &'a Map<String, Value>, name: &str) -> Option<&'a Value> {
    let mut members = object.iter().filter(|(_, value)| !value.is_null());
    // Only the first letter: all others are the same in both.
    members
        .find(|(given, _)| given.eq_ignore_ascii_case(name) && given.get(1..) == name.get(1..))
        .map(|(_, value)| value)
}

fn text<'a>(object: &'a Map<String, Value>, name: &str) -> Option<&'a str> {
    member(object, name)?.as_str()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lambda::FunctionError;

    const ID: &str = "e220a839-7b1d-4daf-ae78-9e6aa1b965f4";

    fn of(returned: &Value) -> JobResult {
        result(ID, &Outcome::Response(returned.to_string().into()))
    }

    fn refused(returned: &Value) -> String {
        let result = of(returned);
        let failure = result.failure().unwrap();
        assert_eq!(failure.failure_type, "JobFailed");
        failure.message.clone()
    }

    #[test]
    fn a_success_is_as_the_guide_shows_it() {
        let result = of(&json!({
            "result": "success",
            "failureType": null,
            "continuation": null,
            "status": { "externalExecutionId": "my-commit-id-123", "summary": "everything is dandy" },
            "outputVariables": { "FirstOne": "Nice" },
        }));
        assert_eq!(result.external_execution_id(), Some("my-commit-id-123"));
        let success = result.success().unwrap();
        assert_eq!(success.output_variables["FirstOne"], "Nice");
        assert_eq!(
            success.execution_details.as_ref().unwrap().summary.as_deref(),
            Some("everything is dandy")
        );
        assert_eq!(of(&json!({ "result": "SUCCESS" })).success().unwrap().execution_details, None);
    }

    #[test]
    fn the_state_of_a_continuation_is_the_token() {
        for (returned, token) in [
            (json!({ "continuation": { "State": { "build": 7 } } }), r#"{"build":7}"#),
            (json!({ "continuation": { "state": "build 7" } }), "build 7"),
            (json!({ "continuation": "build 7" }), "build 7"),
            (json!({ "continuationToken": "build 7" }), "build 7"),
        ] {
            let mut returned = returned;
            returned["result"] = json!("Continue");
            assert_eq!(of(&returned).success().unwrap().continuation_token.as_deref(), Some(token));
        }
    }

    #[test]
    fn a_failure_has_its_type_and_its_summary() {
        for (spelled, failure_type) in [
            ("PermissionsError", "PermissionError"),
            ("PermissionError", "PermissionError"),
            ("JobFailed", "JobFailed"),
        ] {
            let status = json!({ "Summary": "no such role", "ExternalExecutionId": "7" });
            let result = of(&json!({ "result": "Fail", "failureType": spelled, "status": status }));
            let failure = result.failure().unwrap();
            assert_eq!((&*failure.failure_type, &*failure.message), (failure_type, "no such role"));
            assert_eq!(failure.external_execution_id.as_deref(), Some("7"));
        }
    }

    #[test]
    fn what_is_no_result_fails_the_job() {
        for (returned, why) in [
            (json!(null), "the function returned no object"),
            (json!({}), "the function returned no `result`"),
            (json!({ "result": "done" }), "the function returned the result done, which is none of"),
            (json!({ "result": "Fail" }), "the function returned Fail without `failureType`"),
            (json!({ "result": "Continue" }), "the function returned Continue without `continuation`"),
            (
                json!({ "result": "Success", "failureType": "JobFailed" }),
                "the function returned `failureType` with",
            ),
            (
                json!({ "result": "Fail", "outputVariables": {} }),
                "the function returned `outputVariables` with",
            ),
            (
                json!({ "result": "Fail", "failureType": "AccessDenied" }),
                "what the function returned: 1 validation",
            ),
            (
                json!({ "result": "Success", "status": { "summary": "" } }),
                "what the function returned: 1 validation",
            ),
            (
                json!({ "result": "Success", "outputVariables": { "a": 1 } }),
                "what the function returned: Value at",
            ),
        ] {
            assert!(refused(&returned).starts_with(why), "{returned}: {}", refused(&returned));
        }
    }

    #[test]
    fn a_function_that_fails_fails_the_job() {
        let outcome = Outcome::Exited(FunctionError::new("Runtime.ExitError", "é".repeat(6000)));
        let result = result(ID, &outcome);
        let message = &result.failure().unwrap().message;
        assert!(message.starts_with("the function failed: Runtime.ExitError: é"));
        assert_eq!(message.chars().count(), LONGEST_MESSAGE);
    }
}
