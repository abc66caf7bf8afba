//! Faults, before and after a request takes effect.

use crate::support::*;
use codepipeline_local::{Answer, Endpoint, Fault, JobStatus, Operation};
use serde_json::json;

const PUT: Operation = Operation::PutJobSuccessResult;

fn put_success(endpoint: &Endpoint, id: impl AsRef<str>) -> Answer {
    endpoint.call(PUT, json!({ "jobId": id.as_ref() }).to_string())
}

fn faults() -> [Fault; 4] {
    [
        Fault::error(PUT, "InternalFailure", 500),
        Fault::answer(PUT, 200, "garbled"),
        Fault::disconnect(PUT),
        Fault::silence(PUT),
    ]
}

#[test]
fn before_it_takes_effect_a_request_changes_nothing() {
    for fault in faults() {
        let endpoint = endpoint();
        let id = endpoint.start(job());
        endpoint.faults().push(fault.clone());
        let _struck = put_success(&endpoint, &id);
        assert_eq!(status(&endpoint, &id), JobStatus::InProgress, "{fault:?}");
        assert_eq!(succeed(&endpoint, &id), Ok(()), "{fault:?}");
    }
}

#[test]
fn after_it_has_taken_effect_only_the_answer_is_lost() {
    for fault in faults() {
        let endpoint = endpoint();
        let id = endpoint.start(job());
        endpoint.faults().push(fault.clone().after());
        let _struck = put_success(&endpoint, &id);
        assert_eq!(status(&endpoint, &id), JobStatus::Succeeded, "{fault:?}");
        assert_eq!(succeed(&endpoint, &id), Err("InvalidJobStateException".into()), "{fault:?}");
    }
}

#[test]
fn each_fault_looks_as_it_should() {
    let endpoint = endpoint();
    let [error, garbled, disconnect, silence] = faults().map(|fault| {
        endpoint.faults().push(fault);
        put_success(&endpoint, "any")
    });
    assert_eq!(
        (error.response().unwrap().status().as_u16(), error.error().unwrap()),
        (500, "InternalFailure".into())
    );
    let garbled = garbled.response().unwrap();
    assert_eq!((garbled.status().as_u16(), garbled.body().as_ref()), (200, &b"garbled"[..]));
    assert!(matches!(disconnect, Answer::Disconnect));
    assert!(matches!(silence, Answer::Silence));
}

#[test]
fn a_fault_strikes_its_operation_so_many_times_and_counts() {
    let endpoint = endpoint();
    let id = endpoint.start(job());
    endpoint.faults().push(Fault::error(PUT, "ThrottlingException", 400).times(2));
    assert_eq!(fail(&endpoint, "no such job", "no"), Err("ValidationException".into()));
    for remaining in [1, 0] {
        assert_eq!(succeed(&endpoint, &id), Err("ThrottlingException".into()));
        assert_eq!(endpoint.faults().all()[0].remaining(), Some(remaining));
    }
    assert_eq!(succeed(&endpoint, &id), Ok(()));
    assert_eq!(endpoint.faults().all()[0].injected(), 2);
    assert_eq!(endpoint.faults().all()[0].operation(), Some(PUT));
}

#[test]
fn cleared_faults_do_not_strike() {
    let endpoint = endpoint();
    let id = endpoint.start(job());
    endpoint.faults().push(Fault::disconnect(PUT));
    endpoint.faults().clear();
    assert_eq!(succeed(&endpoint, &id), Ok(()));
}

#[test]
fn the_journal_tells_the_fault() {
    let endpoint = endpoint();
    endpoint.faults().push(Fault::disconnect(PUT).after());
    endpoint.faults().push(Fault::error(PUT, "InternalFailure", 500));
    let _lost = put_success(&endpoint, "any");
    let _failed = put_success(&endpoint, "any");
    let [lost, failed] = endpoint.requests().try_into().unwrap();
    assert_eq!((lost.status, lost.error), (None, None));
    assert_eq!(lost.fault.unwrap(), endpoint.faults().all()[0]);
    assert_eq!((failed.status, failed.error.as_deref()), (Some(500), Some("InternalFailure")));
}
