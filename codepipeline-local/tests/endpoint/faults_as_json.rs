//! Faults as JSON.

use crate::support::*;
use codepipeline_local::{Answer, ErrorSpelling, Fault, Operation};
use serde_json::{Value, json};
use std::time::Duration;

const PUT: Operation = Operation::PutJobSuccessResult;

fn one(json: Value) -> Fault {
    let [fault] = Fault::list(json).unwrap().try_into().unwrap();
    fault
}

#[test]
fn every_fault_can_be_written_as_json() {
    let second = Duration::from_secs(1);
    let spelling = ErrorSpelling::ALL[10];
    for (json, fault) in [
        (json!({ "effect": "disconnect" }), Fault::disconnect(None)),
        (json!({ "effect": "reset", "operation": null }), Fault::reset(None)),
        (json!({ "effect": "silence", "operation": "PutJobSuccessResult" }), Fault::silence(PUT)),
        (json!({ "effect": "truncate" }), Fault::truncate(None)),
        (json!({ "effect": "truncate", "when": "after" }), Fault::truncate(None).after()),
        (json!({ "effect": "garble" }), Fault::garble(None)),
        (
            json!({ "effect": { "error": { "code": "ThrottlingException" } } }),
            Fault::error(None, "ThrottlingException", 400),
        ),
        (
            json!({ "effect": { "error": { "code": "A", "status": 503, "spelling": { "in": "header", "namespace": true, "uri": true } } } }),
            Fault::error(None, "A", 503).spelled(spelling),
        ),
        (json!({ "effect": { "answer": { "status": 502 } } }), Fault::answer(None, 502, "")),
        (
            json!({ "effect": { "answer": { "status": 200, "body": "<html>" } } }),
            Fault::answer(None, 200, "<html>"),
        ),
        (json!({ "delaySeconds": 1 }), Fault::delay(None, second)),
        (json!({ "delaySeconds": 1, "when": "after" }), Fault::delay(None, second).after()),
        (json!({ "delaySeconds": 1, "effect": "reset" }), Fault::reset(None).delayed(second)),
        (json!({ "effect": "reset", "jobId": "a", "skip": 2 }), Fault::reset(None).for_job("a").skip(2)),
        (json!({ "effect": "reset", "times": 3 }), Fault::reset(None).times(3)),
        (json!({ "effect": "reset", "times": null }), Fault::reset(None).always()),
        (
            json!({ "effect": "reset", "probability": 0.5, "seed": 7 }),
            Fault::reset(None).probability(0.5).seed(7),
        ),
    ] {
        assert_eq!(one(json.clone()), fault, "{json}");
        let written = serde_json::to_value(&fault).unwrap();
        assert_eq!(one(written.clone()), fault, "{written}");
    }
}

#[test]
fn a_fault_is_written_with_what_it_has_struck() {
    let endpoint = endpoint();
    endpoint.faults().push(Fault::error(PUT, "A", 400).times(3).skip(1));
    for _ in 0..3 {
        endpoint.call(PUT, "{}");
    }
    let json = serde_json::to_value(endpoint.faults().all()).unwrap();
    let effect = json!({ "error": { "code": "A", "status": 400 } });
    let fault =
        json!({ "operation": "PutJobSuccessResult", "skip": 0, "times": 3, "injected": 2, "effect": effect });
    assert_eq!(json, json!([fault]));

    let other = crate::support::endpoint();
    for fault in Fault::list(json).unwrap() {
        assert_eq!(fault.remaining(), Some(1));
        other.faults().push(fault);
    }
    let codes = [(); 2].map(|()| other.call(PUT, "{}").error().unwrap());
    assert_eq!(codes, ["A", "ValidationException"]);
}

#[test]
fn a_list_may_come_bare_or_as_faults_or_of_one() {
    let (first, second) = (json!({ "effect": "reset" }), json!({ "effect": "silence" }));
    let both = Ok(vec![Fault::reset(None), Fault::silence(None)]);
    assert_eq!(Fault::list(json!([first, second])), both);
    assert_eq!(Fault::list(json!({ "faults": [first, second] })), both);
    assert_eq!(Fault::list(json!({ "faults": first })), Ok(vec![Fault::reset(None)]));
    assert_eq!(Fault::list(json!([])), Ok(vec![]));
}

#[test]
fn a_mistake_is_told_with_its_place() {
    let no_time = "a time is a number of seconds, zero or more";
    let needs = "a fault has an `effect`, a `delaySeconds` or both";
    let before = "to truncate or garble an answer, the request has to take effect before";
    for (json, message) in [
        (json!({}), needs),
        (json!({ "operation": "PollForJobs", "times": 2 }), needs),
        (json!({ "effect": null }), needs),
        (json!({ "effect": "truncate", "when": "before" }), before),
        (json!({ "effect": "garble", "when": "before" }), before),
        (json!({ "effect": "reset", "probability": 1.5 }), "the probability 1.5 is not between 0 and 1"),
        (json!({ "effect": "reset", "probability": -0.5 }), "the probability -0.5 is not between 0 and 1"),
        (json!({ "delaySeconds": 1, "probability": 2 }), "the probability 2 is not between 0 and 1"),
        (
            json!({ "effect": { "error": { "code": "A", "status": 100 } } }),
            "100 is not the HTTP status of an answer: 200 to 999 are",
        ),
        (
            json!({ "effect": { "answer": { "status": 1000 } } }),
            "1000 is not the HTTP status of an answer: 200 to 999 are",
        ),
        (json!({ "delaySeconds": -1 }), no_time),
    ] {
        assert_eq!(Fault::list(json.clone()), Err(format!("faults[0]: {message}")), "{json}");
        let second = Fault::list(json!([{ "effect": "reset" }, json]));
        assert_eq!(second, Err(format!("faults[1]: {message}")), "{json}");
    }
}

#[test]
fn what_is_not_known_is_refused_by_its_name() {
    for (json, words) in [
        (json!(7), "invalid type: integer `7`"),
        (json!(null), "invalid type: null"),
        (json!({ "effect": "explode" }), "unknown variant `explode`"),
        (json!({ "effect": "reset", "count": 1 }), "unknown field `count`"),
        (json!({ "effect": "reset", "operation": "ListPipelines" }), "unknown variant `ListPipelines`"),
        (json!({ "effect": "reset", "when": "during" }), "unknown variant `during`"),
        (json!({ "effect": "reset", "times": -1 }), "invalid value: integer `-1`"),
        (json!({ "effect": "reset", "skip": "1" }), "invalid type: string \"1\""),
        (json!({ "effect": { "error": { "status": 400 } } }), "missing field `code`"),
        (json!({ "effect": { "answer": {} } }), "missing field `status`"),
        (json!({ "effect": { "answer": { "status": 200, "json": {} } } }), "unknown field `json`"),
        (json!({ "delaySeconds": "1" }), "invalid type: string \"1\""),
        (
            json!({ "effect": { "error": { "code": "A", "spelling": { "in": "body" } } } }),
            "unknown variant `body`",
        ),
    ] {
        let error = Fault::list(json.clone()).unwrap_err();
        assert!(error.starts_with("faults[0]: ") && error.contains(words), "{json}: {error}");
    }
}

#[test]
fn a_fault_from_json_strikes() {
    let endpoint = endpoint();
    endpoint.faults().push(one(json!({ "effect": "silence", "operation": "PutJobSuccessResult" })));
    assert!(endpoint.call(Operation::PollForJobs, "{}").response().is_some());
    assert!(matches!(endpoint.call(PUT, "{}"), Answer::Silence));
}
