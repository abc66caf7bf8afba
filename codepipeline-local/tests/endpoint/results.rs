//! The result of a job.

use crate::support::*;
use codepipeline_local::{ActionType, Endpoint, EventKind, JobStatus, NewJob, Operation};
use serde_json::json;
use std::time::Duration;

#[test]
fn the_first_result_wins() {
    let endpoint = endpoint();
    let id = endpoint.start(job());
    assert_eq!(succeed(&endpoint, &id), Ok(()));
    assert_eq!(succeed(&endpoint, &id), Err("InvalidJobStateException".into()));
    assert_eq!(fail(&endpoint, &id, "after all"), Err("InvalidJobStateException".into()));

    let view = endpoint.job(&id).unwrap();
    assert_eq!(view.status, JobStatus::Succeeded);
    assert!(view.success().is_some() && view.failure().is_none());
    let refused: Vec<_> = view.refused.iter().map(|refused| (refused.operation, &*refused.code)).collect();
    let code = "InvalidJobStateException";
    assert_eq!(refused, [(Operation::PutJobSuccessResult, code), (Operation::PutJobFailureResult, code)]);
    assert_eq!(view.refused[1].result.failure().unwrap().message, "after all");
    assert_eq!(view.history.last().unwrap().kind, EventKind::Refused { code: code.into() });
}

#[test]
fn a_result_needs_an_acknowledgement() {
    let endpoint = endpoint();
    let id = endpoint.queue(job());
    assert_eq!(succeed(&endpoint, &id), Err("InvalidJobStateException".into()));
    poll(&endpoint);
    assert_eq!(fail(&endpoint, &id, "early"), Err("InvalidJobStateException".into()));
    assert_eq!(acknowledge(&endpoint, &id, "1"), Ok("InProgress".into()));
    assert_eq!(succeed(&endpoint, &id), Ok(()));

    let lenient = Endpoint::builder().accept_unacknowledged_result(true).build();
    let id = lenient.queue(job());
    assert_eq!(succeed(&lenient, &id), Ok(()));
    assert_eq!(fail(&lenient, &id, "again"), Err("InvalidJobStateException".into()));
}

#[test]
fn a_continuation_token_ends_the_job_and_queues_the_next() {
    let endpoint = endpoint();
    let first = endpoint.start(job().configuration("Stack", "shop").timeout(Duration::from_secs(30)));
    endpoint.advance(Duration::from_secs(29));
    assert_eq!(go_on(&endpoint, &first, "page 2"), Ok(()));

    let [earlier, later] = endpoint.jobs().try_into().unwrap();
    assert_eq!(earlier.status, JobStatus::Succeeded);
    assert_eq!(earlier.continued_by.as_ref(), Some(&later.id));
    assert_eq!((later.status, later.continues), (JobStatus::Queued, Some(first)));
    assert_ne!(earlier.id, later.id);
    assert_eq!(later.data.configuration, earlier.data.configuration);
    assert_eq!(later.action_execution_id, earlier.action_execution_id);
    assert_eq!(later.data.continuation_token.as_deref(), Some("page 2"));

    endpoint.advance(Duration::from_secs(29)); // the next job has a time of its own
    let polled = endpoint.call(Operation::PollForJobs, poll_input(&action_type()).to_string()).json();
    assert_eq!(polled["jobs"][0]["id"], later.id.as_str());
    assert_eq!(polled["jobs"][0]["data"]["continuationToken"], "page 2");
    endpoint.advance(Duration::from_secs(1)); // as long as the first job's
    assert_eq!(status(&endpoint, &later.id), JobStatus::TimedOut);
}

#[test]
fn the_next_job_of_a_lambda_is_in_progress_too() {
    let endpoint = endpoint();
    let id = endpoint.start(NewJob::lambda("check"));
    go_on(&endpoint, &id, "page 2").unwrap();
    let next = endpoint.job(&id).unwrap().continued_by.unwrap();
    assert_eq!(status(&endpoint, next), JobStatus::InProgress);
}

#[test]
fn output_variables_are_for_the_last_job_only() {
    let endpoint = endpoint();
    let id = endpoint.start(job());
    let mut input =
        json!({ "jobId": id.as_str(), "continuationToken": "2", "outputVariables": { "Url": "x" } });
    let operation = Operation::PutJobSuccessResult;
    assert_eq!(put(&endpoint, operation, &input), Err("ValidationException".into()));
    assert_eq!(status(&endpoint, &id), JobStatus::InProgress);
    input["continuationToken"] = json!(null);
    assert_eq!(put(&endpoint, operation, &input), Ok(()));
    assert_eq!(endpoint.job(&id).unwrap().success().unwrap().output_variables["Url"], "x");
}

#[test]
fn output_variables_have_a_total_size() {
    let endpoint = endpoint();
    let id = endpoint.start(job());
    let input = |bytes: usize| json!({ "jobId": id.as_str(), "outputVariables": { "A": "", "B": "x".repeat(bytes) } });
    let operation = Operation::PutJobSuccessResult;
    let code = "OutputVariablesSizeExceededException";
    assert_eq!(put(&endpoint, operation, &input(122_879)), Err(code.into()));
    assert_eq!(endpoint.job(&id).unwrap().refused[0].code, code);
    assert_eq!(put(&endpoint, operation, &input(122_878)), Ok(()));
}

#[test]
fn a_success_keeps_what_it_tells() {
    let endpoint = endpoint();
    let id = endpoint.start(job());
    let input = json!({
        "jobId": id.as_str(),
        "currentRevision": {
            "revision": "r", "changeIdentifier": "c", "created": 1.5, "revisionSummary": "s",
        },
        "executionDetails": { "summary": "done", "externalExecutionId": "run-1", "percentComplete": 100 },
    });
    put(&endpoint, Operation::PutJobSuccessResult, &input).unwrap();
    let view = endpoint.job(&id).unwrap();
    let success = view.success().unwrap();
    let details = success.execution_details.as_ref().unwrap();
    assert_eq!(details.summary.as_deref(), Some("done"));
    assert_eq!(details.external_execution_id.as_deref(), Some("run-1"));
    assert_eq!(details.percent_complete, Some(100));
    let revision = success.current_revision.as_ref().unwrap();
    assert_eq!((revision.revision.as_str(), revision.change_identifier.as_str()), ("r", "c"));
    assert_eq!((revision.created, revision.revision_summary.as_deref()), (Some(1.5), Some("s")));
}

#[test]
fn a_third_party_job_wants_its_client_token() {
    let endpoint = endpoint();
    let new = || NewJob::third_party(ActionType::third_party("Test", "Acme", "1"), "right");
    let details = json!({ "type": "JobFailed", "message": "no" });
    for operation in [Operation::PutThirdPartyJobSuccessResult, Operation::PutThirdPartyJobFailureResult] {
        let id = endpoint.start(new());
        let input = |token| json!({ "jobId": id.as_str(), "clientToken": token, "failureDetails": details });
        assert_eq!(put(&endpoint, operation, &input("wrong")), Err("InvalidClientTokenException".into()));
        assert_eq!(put(&endpoint, operation, &input("right")), Ok(()));
        assert_eq!(put(&endpoint, operation, &input("right")), Err("InvalidJobStateException".into()));
        assert_eq!(put(&endpoint, operation, &input("wrong")), Err("InvalidClientTokenException".into()));
        assert_eq!(endpoint.job(&id).unwrap().refused.len(), 3);
        assert!(status(&endpoint, &id).is_final());
    }
    assert!(!format!("{:?}", new()).contains("right"));
    assert!(!format!("{:?} {:?}", endpoint, endpoint.requests()).contains("\"right\""));
}

#[test]
fn custom_and_third_party_operations_know_only_their_own_jobs() {
    let endpoint = endpoint();
    let custom = endpoint.start(job());
    let third_party =
        endpoint.start(NewJob::third_party(ActionType::third_party("Test", "Acme", "1"), "token"));
    let not_found = || Err("JobNotFoundException".to_owned());
    let input = json!({ "jobId": custom.as_str(), "clientToken": "token" });
    assert_eq!(put(&endpoint, Operation::PutThirdPartyJobSuccessResult, &input), not_found());
    assert_eq!(succeed(&endpoint, &third_party), not_found());
    assert_eq!(fail(&endpoint, &third_party, "no"), not_found());
    let input = json!({ "jobId": third_party.as_str() });
    assert_eq!(put(&endpoint, Operation::GetJobDetails, &input), not_found());
}

#[test]
fn a_third_party_success_has_no_output_variables() {
    let endpoint = endpoint();
    let id = endpoint.start(NewJob::third_party(ActionType::third_party("Test", "Acme", "1"), "token"));
    let input =
        json!({ "jobId": id.as_str(), "clientToken": "token", "outputVariables": { "not a key": 1 } });
    assert_eq!(put(&endpoint, Operation::PutThirdPartyJobSuccessResult, &input), Ok(()));
    assert!(endpoint.job(&id).unwrap().success().unwrap().output_variables.is_empty());
}

#[test]
fn a_clients_wild_run_does_not_fill_the_memory() {
    let endpoint = endpoint();
    let id = endpoint.start(job());
    for _ in 0..1100 {
        let _refused = succeed(&endpoint, &id);
    }
    let view = endpoint.job(&id).unwrap();
    assert_eq!((view.refused.len(), view.history.len()), (1000, 1000));
}
