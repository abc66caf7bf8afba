//! The jobs of a partner's action type.

use crate::support::*;
use codepipeline_local::{Endpoint, EventKind, JobId, JobKind, JobStatus, NewJob, Operation};
use serde_json::{Value, json};
use std::time::Duration;

const POLL: Operation = Operation::PollForThirdPartyJobs;
const DETAILS: Operation = Operation::GetThirdPartyJobDetails;
const ACKNOWLEDGE: Operation = Operation::AcknowledgeThirdPartyJob;
const SUCCEED: Operation = Operation::PutThirdPartyJobSuccessResult;
const FAIL: Operation = Operation::PutThirdPartyJobFailureResult;

/// What all operations on a job ask for.
fn input(id: &str, token: &str) -> Value {
    let details = json!({ "type": "JobFailed", "message": "no" });
    json!({ "jobId": id, "clientToken": token, "nonce": "1", "failureDetails": details })
}

fn poll_ids(endpoint: &Endpoint) -> Vec<String> {
    let output = ask(endpoint, POLL, &poll_input(&third_party_type())).unwrap();
    let jobs = output["jobs"].as_array().unwrap();
    jobs.iter().map(|job| job["jobId"].as_str().unwrap().to_owned()).collect()
}

fn nonce(endpoint: &Endpoint, id: &JobId) -> Value {
    ask(endpoint, DETAILS, &input(id.as_str(), TOKEN)).unwrap()["jobDetails"]["nonce"].clone()
}

#[test]
fn a_partners_job_goes_from_the_queue_to_its_result() {
    for (operation, status_after, event) in
        [(SUCCEED, JobStatus::Succeeded, EventKind::Succeeded), (FAIL, JobStatus::Failed, EventKind::Failed)]
    {
        let endpoint = endpoint();
        let id = endpoint.queue(third_party_job().configuration("Stack", "shop"));
        assert_eq!(endpoint.job(&id).unwrap().kind, JobKind::ThirdParty);
        assert_eq!(poll_ids(&endpoint), [id.as_str()]);

        let found = ask(&endpoint, DETAILS, &input(id.as_str(), TOKEN)).unwrap();
        let found = found["jobDetails"].as_object().unwrap();
        assert_eq!(found.keys().collect::<Vec<_>>(), ["data", "id", "nonce"], "no account");
        assert_eq!((&found["id"], &found["nonce"]), (&json!(id.as_str()), &json!("1")));
        assert_eq!(found["data"]["actionConfiguration"]["configuration"], json!({ "Stack": "shop" }));

        let acknowledged_as = ask(&endpoint, ACKNOWLEDGE, &input(id.as_str(), TOKEN));
        assert_eq!(acknowledged_as, Ok(json!({ "status": "InProgress" })));
        assert_eq!(put(&endpoint, operation, &input(id.as_str(), TOKEN)), Ok(()));
        assert_eq!(status(&endpoint, &id), status_after);
        let events = [EventKind::Queued, dispatched("1"), acknowledged("1"), event];
        assert_eq!(kinds(&endpoint, &id), events);
    }
}

#[test]
fn a_poll_names_the_job_and_its_client_and_no_more() {
    let endpoint = endpoint();
    let client = "22222222-abcd-90ab-cdef-0123456789ab";
    let first = endpoint.queue(third_party_job());
    let second = endpoint.queue(third_party_job().client_id(client));
    let output = ask(&endpoint, POLL, &poll_input(&third_party_type())).unwrap();
    let jobs = json!([
        { "jobId": first.as_str(), "clientId": "00000000-0000-0000-0000-000000000000" },
        { "jobId": second.as_str(), "clientId": client },
    ]);
    assert_eq!(output, json!({ "jobs": jobs }));
}

#[test]
fn a_poll_has_no_query_and_a_batch_size() {
    let endpoint = endpoint();
    let ids: Vec<_> = (0..3).map(|_| endpoint.queue(third_party_job()).to_string()).collect();
    let mut poll = poll_input(&third_party_type());
    poll["queryParam"] = json!({ "an unknown member": "is ignored" });
    poll["maxBatchSize"] = json!(2);
    let count = |output: Value| output["jobs"].as_array().unwrap().len();
    assert_eq!(count(ask(&endpoint, POLL, &poll).unwrap()), 2);
    assert_eq!(poll_ids(&endpoint), ids[2..]);
}

#[test]
fn a_poll_is_for_action_types_of_its_own_owner() {
    let endpoint = endpoint();
    endpoint.register(third_party_type());
    let refused = |operation, action_type| {
        let answer = endpoint.call(operation, poll_input(&action_type).to_string());
        (answer.error().unwrap(), answer.json()["message"].as_str().unwrap().to_owned())
    };
    let unsupported = |owner| {
        ("ValidationException".to_owned(), format!("ActionType with owner '{owner}' is not supported"))
    };
    assert_eq!(refused(Operation::PollForJobs, third_party_type()), unsupported("ThirdParty"));
    assert_eq!(refused(POLL, action_type()), unsupported("Custom"));
    assert_eq!(refused(POLL, codepipeline_local::ActionType::lambda()), unsupported("AWS"));
    endpoint.reset();
    assert_eq!(refused(POLL, third_party_type()).0, "ActionTypeNotFoundException");
}

#[test]
fn every_operation_on_a_job_wants_its_token() {
    let endpoint = endpoint();
    let id = endpoint.queue(third_party_job());
    poll_ids(&endpoint);
    let before = endpoint.job(&id).unwrap();
    for operation in [ACKNOWLEDGE, DETAILS, SUCCEED, FAIL] {
        for wrong in ["wrong", &TOKEN[1..], &TOKEN.to_uppercase()] {
            let refused = ask(&endpoint, operation, &input(id.as_str(), wrong));
            assert_eq!(refused, Err("InvalidClientTokenException".into()), "{operation}");
        }
        let mut without = input(id.as_str(), TOKEN);
        without["clientToken"].take();
        assert_eq!(ask(&endpoint, operation, &without), Err("ValidationException".into()), "{operation}");
    }
    let mut after = endpoint.job(&id).unwrap();
    assert_eq!(after.refused.len(), 6, "three for each operation with a result");
    (after.refused, after.history) = (before.refused.clone(), before.history.clone());
    assert_eq!(after, before, "nothing else happened, and no credentials were made");
    assert_eq!(
        ask(&endpoint, ACKNOWLEDGE, &input(id.as_str(), TOKEN)),
        Ok(json!({ "status": "InProgress" }))
    );
}

#[test]
fn a_job_that_is_no_partners_is_unknown_to_a_partner() {
    let endpoint = endpoint();
    let custom = endpoint.queue(job());
    let lambda = endpoint.start(NewJob::lambda("check"));
    let unknown = "11111111-abcd-90ab-cdef-0123456789ab";
    for id in [custom.as_str(), lambda.as_str(), unknown, "any text"] {
        for operation in [ACKNOWLEDGE, SUCCEED, FAIL] {
            let refused = put(&endpoint, operation, &input(id, TOKEN));
            assert_eq!(refused, Err("JobNotFoundException".into()), "{operation} {id}");
        }
    }
    for (id, code) in [
        (custom.as_str(), "InvalidJobException"),
        (lambda.as_str(), "InvalidJobException"),
        (unknown, "JobNotFoundException"),
        ("any text", "JobNotFoundException"),
    ] {
        assert_eq!(put(&endpoint, DETAILS, &input(id, TOKEN)), Err(code.into()), "{id}");
    }
}

#[test]
fn details_have_the_latest_nonce_once_there_is_one() {
    let endpoint = endpoint();
    let id = endpoint.queue(third_party_job());
    assert_eq!(nonce(&endpoint, &id), Value::Null);
    poll_ids(&endpoint);
    assert_eq!(nonce(&endpoint, &id), "1");
    endpoint.advance(Duration::from_mins(1));
    assert_eq!(nonce(&endpoint, &id), "1", "of the delivery that lapsed");
    poll_ids(&endpoint);
    assert_eq!(nonce(&endpoint, &id), "2");
}

#[test]
fn a_partners_job_that_is_not_acknowledged_is_handed_out_again() {
    let endpoint = endpoint();
    let id = endpoint.queue(third_party_job());
    poll_ids(&endpoint);
    endpoint.advance(Duration::from_mins(1));
    assert_eq!(poll_ids(&endpoint), [id.as_str()]);
    let mut acknowledgement = input(id.as_str(), TOKEN);
    let invalid = Err("InvalidNonceException".into());
    assert_eq!(ask(&endpoint, ACKNOWLEDGE, &acknowledgement), invalid);
    acknowledgement["nonce"] = json!("2");
    assert_eq!(ask(&endpoint, ACKNOWLEDGE, &acknowledgement), Ok(json!({ "status": "InProgress" })));
    assert_eq!(ask(&endpoint, ACKNOWLEDGE, &acknowledgement), invalid);
}

#[test]
fn a_continuation_keeps_the_client_and_its_token() {
    let endpoint = endpoint();
    let client = "22222222-abcd-90ab-cdef-0123456789ab";
    let first = endpoint.start(third_party_job().client_id(client));
    let mut success = input(first.as_str(), TOKEN);
    success["continuationToken"] = json!("page 2");
    put(&endpoint, SUCCEED, &success).unwrap();

    let next = endpoint.job(&first).unwrap().continued_by.unwrap();
    let output = ask(&endpoint, POLL, &poll_input(&third_party_type())).unwrap();
    assert_eq!(output, json!({ "jobs": [{ "jobId": next.as_str(), "clientId": client }] }));
    let refused = ask(&endpoint, DETAILS, &input(next.as_str(), "wrong"));
    assert_eq!(refused, Err("InvalidClientTokenException".into()));
    let found = ask(&endpoint, DETAILS, &input(next.as_str(), TOKEN)).unwrap();
    assert_eq!(found["jobDetails"]["data"]["continuationToken"], "page 2");
    put(&endpoint, ACKNOWLEDGE, &input(next.as_str(), TOKEN)).unwrap();
    assert_eq!(put(&endpoint, SUCCEED, &input(next.as_str(), TOKEN)), Ok(()));
}
