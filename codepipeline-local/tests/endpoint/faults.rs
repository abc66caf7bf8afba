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

#[test]
fn a_fault_may_be_for_one_job() {
    let endpoint = endpoint();
    let [one, other] = [endpoint.start(job()), endpoint.start(job())];
    endpoint.faults().push(Fault::error(None, "InternalFailure", 500).for_job(&one).always());
    assert_eq!(succeed(&endpoint, &other), Ok(()));
    assert_eq!(poll(&endpoint), [], "a poll names no job");
    for _ in 0..3 {
        assert_eq!(succeed(&endpoint, &one), Err("InternalFailure".into()));
        assert_eq!(fail(&endpoint, &one, "no"), Err("InternalFailure".into()));
    }
    let fault = &endpoint.faults().all()[0];
    assert_eq!((fault.injected(), fault.remaining(), fault.operation()), (6, None, None));
}

#[test]
fn a_fault_may_be_for_every_operation() {
    let endpoint = endpoint();
    let count = u32::try_from(Operation::ALL.len()).unwrap();
    endpoint.faults().push(Fault::disconnect(None).times(count));
    for operation in Operation::ALL {
        assert!(matches!(endpoint.call(*operation, "{}"), Answer::Disconnect), "{operation}");
    }
    assert!(endpoint.call(PUT, "{}").response().is_some(), "that was the last");
}

#[test]
fn a_fault_may_spare_the_first_requests() {
    let endpoint = endpoint();
    endpoint.faults().push(Fault::reset(PUT).skip(2).times(2));
    let struck = (0..6).map(|_| matches!(put_success(&endpoint, "any"), Answer::Reset)).collect::<Vec<_>>();
    assert_eq!(struck, [false, false, true, true, false, false]);
}

#[test]
fn the_oldest_fault_that_strikes_is_the_only_one() {
    let endpoint = endpoint();
    endpoint.faults().push(Fault::error(PUT, "First", 400).skip(1));
    endpoint.faults().push(Fault::error(PUT, "Second", 400).times(2));
    let codes = [(); 4].map(|()| put_success(&endpoint, "any").error().unwrap());
    assert_eq!(codes, ["Second", "First", "Second", "ValidationException"]);
}

#[test]
fn a_request_that_names_no_operation_meets_no_fault() {
    let endpoint = endpoint();
    endpoint.faults().push(Fault::disconnect(None));
    let request = http::Request::post("/").body("{}".into()).unwrap();
    assert_eq!(handle(&endpoint, &request).error().as_deref(), Some("UnknownOperationException"));
    assert_eq!(endpoint.faults().all()[0].injected(), 0);
}

/// Which of many requests are struck.
fn struck(endpoint: &Endpoint, fault: Fault) -> Vec<bool> {
    endpoint.faults().push(fault);
    let is_struck = |_| matches!(put_success(endpoint, "any"), Answer::Silence);
    (0..200).map(is_struck).collect()
}

#[test]
fn the_same_seed_strikes_the_same_requests_of_another_endpoint() {
    let fault = || Fault::silence(PUT).always().probability(0.5);
    let with = |seed| Endpoint::builder().seed(seed).build();
    let first = struck(&with(1), fault().seed(7));
    assert!((60..140).contains(&first.iter().filter(|struck| **struck).count()), "{first:?}");
    assert_eq!(first, struck(&with(2), fault().seed(7)));
    assert_ne!(first, struck(&with(1), fault().seed(8)));
    assert_eq!(struck(&with(1), fault()), struck(&with(1), fault()), "of the endpoint's seed");
    assert_ne!(struck(&with(1), fault()), struck(&with(2), fault()));
}

#[test]
fn two_faults_do_not_fall_together() {
    let endpoint = endpoint();
    for operation in [PUT, Operation::GetJobDetails] {
        endpoint.faults().push(Fault::silence(operation).always().probability(0.5));
    }
    let is_struck = |operation| matches!(endpoint.call(operation, "{}"), Answer::Silence);
    let struck = (0..200).map(|_| (is_struck(PUT), is_struck(Operation::GetJobDetails)));
    assert!(struck.filter(|(one, other)| one != other).count() > 50);
}

#[test]
fn a_probability_is_of_zero_to_one() {
    let endpoint = endpoint();
    endpoint.faults().push(Fault::disconnect(PUT).always().probability(0.0));
    endpoint.faults().push(Fault::silence(PUT).always().probability(1.0));
    assert!((0..50).all(|_| matches!(put_success(&endpoint, "any"), Answer::Silence)));
}

#[test]
#[should_panic(expected = "1.1 is not between 0 and 1")]
fn another_probability_is_refused() {
    drop(Fault::disconnect(PUT).probability(1.1));
}

#[test]
#[should_panic(expected = "199 is not the HTTP status of an answer: 200 to 999 are")]
fn an_interim_status_is_refused() {
    drop(Fault::error(PUT, "InternalFailure", 199));
}

#[test]
fn a_damaged_answer_is_of_a_request_that_took_effect() {
    let endpoint = endpoint();
    let [first, second, third] = [(); 3].map(|()| endpoint.start(job()));
    for fault in [Fault::truncate(PUT), Fault::garble(PUT), Fault::garble(Operation::GetJobDetails)] {
        endpoint.faults().push(fault);
    }
    let Answer::Truncated(whole) = put_success(&endpoint, &first) else { panic!("not truncated") };
    assert_eq!((whole.status().as_u16(), whole.body().len()), (200, 0));
    assert_eq!(status(&endpoint, &first), JobStatus::Succeeded);

    let garbled = put_success(&endpoint, &second);
    assert_eq!(garbled.response().unwrap().body().as_ref(), b"}", "even of an empty body");
    assert_eq!(status(&endpoint, &second), JobStatus::Succeeded);

    let before = endpoint.job(&third).unwrap().artifact_credentials;
    let garbled = endpoint.call(Operation::GetJobDetails, json!({ "jobId": third.as_str() }).to_string());
    let body = garbled.response().unwrap().body().clone();
    assert!(serde_json::from_slice::<serde_json::Value>(&body).is_err());
    let whole: Vec<u8> = body.iter().rev().copied().collect();
    let whole: serde_json::Value = serde_json::from_slice(&whole).unwrap();
    assert_eq!(whole["jobDetails"]["id"], third.as_str());
    assert_ne!(endpoint.job(&third).unwrap().artifact_credentials, before);
}

#[test]
fn a_refusal_may_be_damaged_too() {
    let endpoint = endpoint();
    endpoint.faults().push(Fault::garble(PUT));
    let garbled = put_success(&endpoint, "no job");
    assert_eq!(garbled.response().unwrap().status(), 400);
    assert_eq!(garbled.error(), None, "it cannot be read");
    assert_eq!(endpoint.requests()[0].status, Some(400));
}
