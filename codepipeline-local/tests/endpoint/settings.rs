//! What the builder sets where AWS does not say how its service behaves: each both ways.

use crate::support::*;
use codepipeline_local::{
    Clock, Endpoint, EndpointBuilder, EventKind, JobKind, JobStatus, LengthUnit, NewJob, Operation,
    RepeatedAcknowledgement,
};
use serde_json::json;
use std::time::Duration;

fn builder() -> EndpointBuilder {
    Endpoint::builder().clock(Clock::manual()).action_type(action_type())
}

/// A job that was polled for and acknowledged.
fn acknowledged_job(endpoint: &Endpoint) -> String {
    endpoint.queue(job());
    let (id, nonce) = poll(endpoint).remove(0);
    acknowledge(endpoint, &id, &nonce).unwrap();
    id
}

#[test]
fn a_repeated_acknowledgement_is_answered_in_one_of_three_ways() {
    let error = |code: &str| Err(code.to_owned());
    let status = |status: &str| Ok(status.to_owned());
    for (setting, in_progress, ended) in [
        (
            RepeatedAcknowledgement::InvalidNonce,
            error("InvalidNonceException"),
            error("InvalidNonceException"),
        ),
        (
            RepeatedAcknowledgement::InvalidJobState,
            error("InvalidJobStateException"),
            error("InvalidJobStateException"),
        ),
        (RepeatedAcknowledgement::Status, status("InProgress"), status("Succeeded")),
    ] {
        let endpoint = builder().repeated_acknowledgement(setting).build();
        let id = acknowledged_job(&endpoint);
        let before = endpoint.job(&id).unwrap();
        assert_eq!(acknowledge(&endpoint, &id, "1"), in_progress, "{setting:?}");
        for nonce in ["2", "01", "0"] {
            assert_eq!(acknowledge(&endpoint, &id, nonce), error("InvalidNonceException"), "{setting:?}");
        }
        assert_eq!(endpoint.job(&id).unwrap(), before, "{setting:?}");
        succeed(&endpoint, &id).unwrap();
        assert_eq!(acknowledge(&endpoint, &id, "1"), ended, "{setting:?}");
    }
    assert_eq!(RepeatedAcknowledgement::default(), RepeatedAcknowledgement::InvalidNonce);
}

#[test]
fn a_nonce_of_a_lapsed_delivery_is_no_repeated_one() {
    let endpoint = builder().repeated_acknowledgement(RepeatedAcknowledgement::Status).build();
    let id = endpoint.queue(job());
    poll(&endpoint);
    endpoint.redeliver(&id);
    poll(&endpoint);
    acknowledge(&endpoint, &id, "2").unwrap();
    assert_eq!(acknowledge(&endpoint, &id, "1"), Err("InvalidNonceException".into()));
    assert_eq!(acknowledge(&endpoint, &id, "2"), Ok("InProgress".into()));
}

#[test]
fn a_result_before_the_acknowledgement_is_accepted_if_asked_for() {
    for accept in [false, true] {
        let endpoint = builder().accept_unacknowledged_result(accept).build();
        let outcome = if accept { Ok(()) } else { Err("InvalidJobStateException".to_owned()) };
        let handed_out = endpoint.queue(job());
        poll(&endpoint);
        assert_eq!(succeed(&endpoint, &handed_out), outcome);
        let queued = endpoint.queue(job());
        assert_eq!(fail(&endpoint, &queued, "no"), outcome);
        assert_eq!(poll(&endpoint).len(), usize::from(!accept), "what has ended waits no longer");
        endpoint.advance(Duration::from_mins(1));
        assert_eq!(poll(&endpoint).len(), if accept { 0 } else { 2 });
    }
}

#[test]
fn a_job_that_ended_unacknowledged_tells_so_to_its_worker() {
    let endpoint = builder().accept_unacknowledged_result(true).build();
    let id = endpoint.queue(job());
    poll(&endpoint);
    succeed(&endpoint, &id).unwrap();
    assert_eq!(acknowledge(&endpoint, &id, "1"), Ok("Succeeded".into()));
    assert_eq!(status(&endpoint, &id), JobStatus::Succeeded);
}

#[test]
fn the_same_result_again_is_accepted_without_effect_if_asked_for() {
    let endpoint = builder().accept_repeated_result(true).build();
    let continued = endpoint.start(job());
    let failed = endpoint.start(job());
    go_on(&endpoint, &continued, "page 2").unwrap();
    fail(&endpoint, &failed, "no").unwrap();
    endpoint.advance(Duration::from_secs(1));
    let before = endpoint.jobs();
    assert_eq!(before.len(), 3);
    assert_eq!(go_on(&endpoint, &continued, "page 2"), Ok(()));
    assert_eq!(fail(&endpoint, &failed, "no"), Ok(()));
    assert_eq!(endpoint.jobs(), before, "no second continuation, no event");

    let refused = || Err("InvalidJobStateException".to_owned());
    assert_eq!(go_on(&endpoint, &continued, "page 3"), refused());
    assert_eq!(succeed(&endpoint, &continued), refused());
    assert_eq!(fail(&endpoint, &continued, "no"), refused());
    assert_eq!(fail(&endpoint, &failed, "no!"), refused());
    assert_eq!(succeed(&endpoint, &failed), refused());
    assert_eq!(endpoint.jobs().len(), 3);
    assert_eq!(endpoint.job(&continued).unwrap().refused.len(), 3);
}

#[test]
fn a_job_whose_time_is_over_accepts_no_result_at_all() {
    let endpoint = builder().accept_repeated_result(true).accept_unacknowledged_result(true).build();
    let id = endpoint.start(job());
    endpoint.expire(&id);
    assert_eq!(succeed(&endpoint, &id), Err("InvalidJobStateException".into()));
}

#[test]
fn the_same_result_again_is_refused_by_default() {
    let endpoint = builder().build();
    let id = endpoint.start(job());
    go_on(&endpoint, &id, "page 2").unwrap();
    assert_eq!(go_on(&endpoint, &id, "page 2"), Err("InvalidJobStateException".into()));
    assert_eq!(endpoint.jobs().len(), 2);
}

#[test]
fn a_repeated_result_still_wants_the_token() {
    let endpoint = builder().accept_repeated_result(true).build();
    let id = endpoint.start(third_party_job());
    let input = |token| json!({ "jobId": id.as_str(), "clientToken": token });
    let operation = Operation::PutThirdPartyJobSuccessResult;
    assert_eq!(put(&endpoint, operation, &input(TOKEN)), Ok(()));
    assert_eq!(put(&endpoint, operation, &input("wrong")), Err("InvalidClientTokenException".into()));
    assert_eq!(put(&endpoint, operation, &input(TOKEN)), Ok(()));
}

#[test]
fn a_continuation_comes_after_the_time_that_is_set() {
    let endpoint = builder().continue_after(Duration::from_secs(30)).build();
    for (new, then) in [(job(), EventKind::Queued), (NewJob::lambda("check"), EventKind::Started)] {
        let id = endpoint.start(new);
        go_on(&endpoint, &id, "page 2").unwrap();
        let created = endpoint.now();
        let next = endpoint.job(&id).unwrap().continued_by.unwrap();
        assert_eq!(status(&endpoint, &next), JobStatus::Created);
        assert_eq!(succeed(&endpoint, &next), Err("InvalidJobStateException".into()));
        endpoint.advance(Duration::from_millis(29_999));
        assert_eq!(poll(&endpoint), []);
        assert_eq!(status(&endpoint, &next), JobStatus::Created);

        endpoint.advance(Duration::from_mins(2));
        let view = endpoint.job(&next).unwrap();
        let refused = EventKind::Refused { code: "InvalidJobStateException".into() };
        let told: Vec<_> = view.history.into_iter().map(|event| (event.at, event.kind)).collect();
        let comes = created + Duration::from_secs(30);
        assert_eq!(told, [(created, EventKind::Created), (created, refused), (comes, then)]);
        assert_eq!(view.created, created);
        assert_eq!(poll(&endpoint).len(), usize::from(view.kind == JobKind::Custom));
        endpoint.expire(&next);
    }
}

#[test]
fn a_continuation_may_time_out_before_it_comes() {
    let endpoint = builder().continue_after(Duration::from_secs(30)).build();
    let id = endpoint.start(job().timeout(Duration::from_secs(20)));
    go_on(&endpoint, &id, "page 2").unwrap();
    let next = endpoint.job(&id).unwrap().continued_by.unwrap();
    endpoint.advance(Duration::from_mins(1));
    assert_eq!(kinds(&endpoint, &next), [EventKind::Created, EventKind::TimedOut]);
    assert_eq!(endpoint.job(&next).unwrap().ended, Some(Duration::from_secs(20)));
    assert_eq!(poll(&endpoint), []);
}

#[test]
fn a_job_is_forgotten_after_the_time_that_is_set() {
    let endpoint = builder().forget_after(Duration::from_mins(5)).build();
    let [ended, expiring, other] =
        [job(), job().timeout(Duration::from_mins(2)), job()].map(|new| endpoint.start(new));
    succeed(&endpoint, &ended).unwrap();
    let forgotten = |id: &str| {
        let not_found = Err("JobNotFoundException".to_owned());
        endpoint.job(id).is_none() && succeed(&endpoint, id) == not_found && !endpoint.redeliver(id)
    };
    endpoint.advance(Duration::from_secs(299));
    assert_eq!(endpoint.jobs().len(), 3);
    endpoint.advance(Duration::from_secs(1));
    assert!(forgotten(ended.as_str()));
    let left: Vec<_> = endpoint.jobs().into_iter().map(|job| job.id).collect();
    assert_eq!(left, [expiring.clone(), other.clone()]);
    endpoint.advance(Duration::from_mins(2));
    assert!(forgotten(expiring.as_str()), "two minutes until its end, five more");
    assert_eq!(succeed(&endpoint, &other), Ok(()));

    let late = builder().forget_after(Duration::from_mins(5)).build();
    let id = late.queue(job());
    late.advance(Duration::from_hours(2));
    assert_eq!((late.job(id), late.jobs(), poll(&late)), (None, vec![], vec![]), "both at once");
}

#[test]
fn no_job_is_forgotten_by_default() {
    let endpoint = builder().build();
    let id = endpoint.start(job());
    endpoint.advance(Duration::from_hours(10_000));
    assert_eq!(status(&endpoint, &id), JobStatus::TimedOut);
}

#[test]
fn a_continuation_outlives_the_job_that_it_continues() {
    let endpoint = builder().forget_after(Duration::ZERO).build();
    let id = endpoint.start(job());
    go_on(&endpoint, &id, "page 2").unwrap();
    let [next] = endpoint.jobs().try_into().unwrap();
    assert_eq!(next.continues, Some(id));
    assert_eq!(poll(&endpoint), [(next.id.to_string(), "1".to_owned())]);
}

#[test]
fn a_poll_without_a_batch_size_gets_the_default_one() {
    let mut input = poll_input(&action_type());
    input["maxBatchSize"].take();
    for (endpoint, count) in [(builder(), 1), (builder().default_batch_size(3), 3)] {
        let endpoint = endpoint.build();
        (0..5).for_each(|_| drop(endpoint.queue(job())));
        assert_eq!(poll_with(&endpoint, &input).len(), count);
    }
}

#[test]
fn a_batch_is_never_larger_than_a_thousand() {
    let endpoint = builder().default_batch_size(5000).build();
    (0..1001).for_each(|_| drop(endpoint.queue(job())));
    let mut input = poll_input(&action_type());
    input["maxBatchSize"] = json!(i32::MAX);
    assert_eq!(poll_with(&endpoint, &input).len(), 1000);
    input["maxBatchSize"].take();
    assert_eq!(poll_with(&endpoint, &input).len(), 1);
}

#[test]
fn a_length_is_counted_in_the_unit_that_is_set() {
    let four_bytes = "\u{1d4b3}";
    for (unit, length_of_one) in [(LengthUnit::CodePoint, 1), (LengthUnit::Utf16, 2), (LengthUnit::Byte, 4)] {
        let endpoint = builder().length_unit(unit).build();
        let most = 5000 / length_of_one;
        let id = endpoint.start(job());
        let refused = fail(&endpoint, &id, &four_bytes.repeat(most + 1));
        assert_eq!(refused, Err("ValidationException".into()), "{unit:?}");
        assert_eq!(fail(&endpoint, &id, &four_bytes.repeat(most)), Ok(()), "{unit:?}");
    }
    assert_eq!(LengthUnit::default(), LengthUnit::CodePoint);
    let endpoint = builder().build();
    let id = endpoint.start(job());
    assert_eq!(fail(&endpoint, &id, &four_bytes.repeat(5000)), Ok(()), "the default");
}

#[test]
fn a_relaxed_endpoint_counts_violations_and_lets_them_pass() {
    let long = "x".repeat(5001);
    let strict = builder().build();
    let id = strict.start(job());
    assert_eq!(fail(&strict, &id, &long), Err("ValidationException".into()));
    assert_eq!(strict.violations(), 0, "it was refused");

    let relaxed = builder().relaxed(true).build();
    let id = relaxed.start(job());
    let mut input = json!({ "jobId": id.as_str(), "failureDetails": { "type": "Other", "message": long } });
    assert_eq!(put(&relaxed, Operation::PutJobFailureResult, &input), Ok(()));
    assert_eq!(relaxed.violations(), 2);
    let view = relaxed.job(&id).unwrap();
    assert_eq!(view.failure().unwrap().failure_type, "Other");
    assert_eq!(view.failure().unwrap().message, long);

    input["failureDetails"]["message"] = json!(7);
    let refused = put(&relaxed, Operation::PutJobFailureResult, &input);
    assert_eq!(refused, Err("SerializationException".into()), "a wrong type is refused all the same");
    assert_eq!(put(&relaxed, Operation::GetJobDetails, &json!({})), Err("JobNotFoundException".into()));
    assert_eq!(relaxed.violations(), 3);
    succeed(&relaxed, relaxed.start(job())).unwrap();
    assert_eq!(relaxed.violations(), 3);
}
