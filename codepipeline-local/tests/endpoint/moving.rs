//! What a test moves by hand: redelivery, the end of a job's time, a new start.

use crate::support::*;
use codepipeline_local::{ActionType, Clock, Endpoint, EventKind, Fault, JobStatus, NewJob, Operation};
use std::time::Duration;

#[test]
fn a_job_that_was_handed_out_is_handed_out_again() {
    let endpoint = endpoint();
    let id = endpoint.queue(job());
    poll(&endpoint);
    assert!(endpoint.redeliver(&id));
    assert_eq!(status(&endpoint, &id), JobStatus::Queued);
    assert_eq!(acknowledge(&endpoint, &id, "1"), Err("InvalidNonceException".into()));
    assert_eq!(poll(&endpoint), [(id.to_string(), "2".to_owned())]);
    assert_eq!(acknowledge(&endpoint, &id, "1"), Err("InvalidNonceException".into()));
    assert_eq!(acknowledge(&endpoint, &id, "2"), Ok("InProgress".into()));
    let events =
        [EventKind::Queued, dispatched("1"), EventKind::Redelivered, dispatched("2"), acknowledged("2")];
    assert_eq!(kinds(&endpoint, &id), events);
}

#[test]
fn the_new_delivery_has_its_full_time() {
    let endpoint = endpoint();
    let id = endpoint.queue(job());
    poll(&endpoint);
    endpoint.advance(Duration::from_secs(40));
    endpoint.redeliver(&id);
    poll(&endpoint);
    endpoint.advance(Duration::from_secs(59));
    assert_eq!(status(&endpoint, &id), JobStatus::Dispatched);
    endpoint.advance(Duration::from_secs(1));
    assert_eq!(status(&endpoint, &id), JobStatus::Queued);
}

#[test]
fn a_job_in_progress_stays_so_and_the_new_nonce_is_never_accepted() {
    let endpoint = endpoint();
    let id = endpoint.queue(job());
    poll(&endpoint);
    acknowledge(&endpoint, &id, "1").unwrap();
    assert!(endpoint.redeliver(&id));
    assert_eq!(status(&endpoint, &id), JobStatus::InProgress);
    assert_eq!(poll(&endpoint), [(id.to_string(), "2".to_owned())]);
    assert_eq!(poll(&endpoint), [], "it is handed out once");
    assert_eq!(status(&endpoint, &id), JobStatus::InProgress);
    for nonce in ["1", "2", "3"] {
        assert_eq!(acknowledge(&endpoint, &id, nonce), Err("InvalidNonceException".into()), "{nonce}");
    }
    endpoint.advance(Duration::from_mins(5));
    assert_eq!(poll(&endpoint), [], "nobody waits for the acknowledgement");
    assert_eq!(succeed(&endpoint, &id), Ok(()));
    let view = endpoint.job(&id).unwrap();
    assert_eq!((view.status, view.deliveries, view.refused), (JobStatus::Succeeded, 2, vec![]));
    let events = [
        EventKind::Queued,
        dispatched("1"),
        acknowledged("1"),
        EventKind::Redelivered,
        dispatched("2"),
        EventKind::Succeeded,
    ];
    assert_eq!(kinds(&endpoint, &id), events);
}

#[test]
fn a_job_that_ends_before_its_redelivery_is_not_handed_out() {
    let endpoint = endpoint();
    let [succeeded, expired] = [endpoint.start(job()), endpoint.start(job())];
    for id in [&succeeded, &expired] {
        assert!(endpoint.redeliver(id));
        assert!(endpoint.redeliver(id), "it may be asked for twice");
    }
    succeed(&endpoint, &succeeded).unwrap();
    endpoint.expire(&expired);
    assert_eq!(poll(&endpoint), []);
}

#[test]
fn a_redelivered_job_keeps_its_place_in_the_queue() {
    let endpoint = endpoint();
    let first = endpoint.queue(job());
    poll(&endpoint);
    let second = endpoint.queue(job());
    endpoint.redeliver(&first);
    let ids: Vec<_> = poll(&endpoint).into_iter().map(|(id, _)| id).collect();
    assert_eq!(ids, [first.as_str(), second.as_str()], "oldest first");
}

#[test]
fn what_nobody_polls_for_is_not_redelivered() {
    let endpoint = Endpoint::builder().clock(Clock::manual()).continue_after(Duration::from_secs(1)).build();
    let queued = endpoint.queue(job());
    let ended = endpoint.start(job());
    go_on(&endpoint, &ended, "page 2").unwrap();
    let created = endpoint.job(&ended).unwrap().continued_by.unwrap();
    let timed_out = endpoint.start(job());
    endpoint.expire(&timed_out);
    let lambda = endpoint.start(NewJob::lambda("check"));
    for id in [&queued, &ended, &created, &timed_out, &lambda] {
        let before = endpoint.job(id);
        assert!(!endpoint.redeliver(id), "{before:?}");
        assert_eq!(endpoint.job(id), before);
    }
    assert!(!endpoint.redeliver("11111111-abcd-90ab-cdef-0123456789ab"));
}

#[test]
fn a_job_expires_wherever_it_is() {
    let endpoint = endpoint();
    let in_progress = endpoint.queue(job());
    poll(&endpoint);
    acknowledge(&endpoint, &in_progress, "1").unwrap();
    let handed_out = endpoint.queue(job());
    poll(&endpoint);
    let queued = endpoint.queue(job());
    let lambda = endpoint.queue(NewJob::lambda("check"));
    endpoint.advance(Duration::from_secs(5));
    for id in [&in_progress, &handed_out, &queued, &lambda] {
        assert!(endpoint.expire(id));
        let view = endpoint.job(id).unwrap();
        assert_eq!((view.status, view.ended), (JobStatus::TimedOut, Some(Duration::from_secs(5))));
        assert_eq!(view.history.last().unwrap().kind, EventKind::TimedOut);
        assert!(!endpoint.expire(id), "it has ended");
        assert_eq!(endpoint.job(id).unwrap(), view);
        assert_eq!(succeed(&endpoint, id), Err("InvalidJobStateException".into()));
    }
    endpoint.advance(Duration::from_mins(2));
    assert_eq!(poll(&endpoint), [], "none comes back");
    assert!(!endpoint.expire("11111111-abcd-90ab-cdef-0123456789ab"));
}

#[test]
fn a_job_that_ended_does_not_expire() {
    let endpoint = endpoint();
    let id = endpoint.start(job());
    succeed(&endpoint, &id).unwrap();
    assert!(!endpoint.expire(&id));
    assert_eq!(status(&endpoint, &id), JobStatus::Succeeded);
}

#[test]
fn a_reset_leaves_the_builders_action_types_alone() {
    let endpoint = endpoint();
    let other = ActionType::custom("Test", "Other", "1");
    let run = || {
        let ids = [endpoint.queue(job()), endpoint.queue(NewJob::custom(other.clone()))];
        let views = ids.each_ref().map(|id| endpoint.job(id).unwrap());
        (ids, views.map(|view| (view.pipeline_execution_id, view.artifact_credentials)))
    };
    let (ids, context) = run();
    endpoint.faults().push(Fault::silence(None).always());
    let lost = endpoint.call(Operation::PollForJobs, "{}");
    assert!(lost.response().is_none());
    endpoint.advance(Duration::from_secs(7));

    endpoint.reset();
    assert_eq!((endpoint.jobs(), endpoint.requests()), (vec![], vec![]));
    assert_eq!((endpoint.faults().all(), endpoint.violations()), (vec![], 0));
    assert_eq!(endpoint.job(&ids[0]), None);
    assert_eq!(endpoint.now(), Duration::from_secs(7));
    let known: Vec<_> = endpoint.action_types().into_iter().map(|known| known.action_type).collect();
    assert_eq!(known, [action_type()]);
    assert_eq!(poll(&endpoint), []);
    assert_eq!(
        put(&endpoint, Operation::PollForJobs, &poll_input(&other)),
        Err("ActionTypeNotFoundException".into())
    );

    let (new_ids, new_context) = run();
    assert!(ids.iter().all(|id| !new_ids.contains(id)), "no id comes twice");
    assert_ne!(context, new_context);
    assert_eq!(poll(&endpoint), [(new_ids[0].to_string(), "1".to_owned())]);
}

#[test]
fn a_reset_undoes_what_was_defined_since() {
    use codepipeline_local::{ActionTypeDefinition, ConfigurationProperty};
    let built =
        ActionTypeDefinition::new(action_type()).property(ConfigurationProperty::new("Stack").queryable());
    let endpoint = Endpoint::builder().define(built.clone()).build();
    endpoint.define(ActionTypeDefinition::new(action_type()));
    endpoint.reset();
    assert_eq!(endpoint.action_types(), [built]);
}
