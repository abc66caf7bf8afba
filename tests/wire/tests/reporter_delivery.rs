//! Results get through: what each answer of CodePipeline's, and each fault on the way, leads to.
//!
//! The endpoint runs in this process and tokio's clock is paused, so that minutes of backoff pass at once.

use std::time::Duration;

use codepipeline_fail::{
    Delivery, Failure, FailureDetails, FailureType, ReportErrorKind, Reporter, Success, failure,
};
use codepipeline_local::{ActionType, Endpoint, Fault, JobStatus, NewJob, Operation};
use wire_tests::{client, failure as failure_of, success as success_of};

const PUT_FAILURE: Operation = Operation::PutJobFailureResult;
const PUT_SUCCESS: Operation = Operation::PutJobSuccessResult;

fn red() -> Failure {
    failure!(JobFailed, "2 of 40 tests failed")
}

#[tokio::test(start_paused = true)]
async fn a_failure_is_delivered() {
    let endpoint = Endpoint::new();
    let id = endpoint.start(NewJob::lambda("test"));
    let failure = red().with_external_execution_id("build-7");
    let report = Reporter::new(&client(&endpoint)).job(&id).fail(&failure).await.unwrap();
    assert_eq!((report.delivery(), report.attempts()), (Delivery::Accepted, 1));
    let told = failure_of(&endpoint, &id);
    assert_eq!(told.failure_type, "JobFailed");
    assert!(told.message.starts_with("2 of 40 tests failed (ref "), "{}", told.message);
    assert_eq!(told.external_execution_id.as_deref(), Some("build-7"));
    assert_eq!(report.result().failure().map(FailureDetails::message), Some(told.message.as_str()));
}

#[tokio::test(start_paused = true)]
async fn what_passes_by_is_tried_again() {
    let faults = [
        Fault::error(PUT_FAILURE, "ThrottlingException", 400),
        Fault::error(PUT_FAILURE, "InternalFailure", 500),
        Fault::error(PUT_FAILURE, "ExpiredTokenException", 400),
        Fault::answer(PUT_FAILURE, 502, "<html>Bad Gateway</html>"),
        Fault::disconnect(PUT_FAILURE),
        Fault::silence(PUT_FAILURE),
        Fault::error(PUT_FAILURE, "AccessDeniedException", 400),
    ];
    for fault in faults {
        let endpoint = Endpoint::new();
        let id = endpoint.start(NewJob::lambda("test"));
        endpoint.faults().push(fault.clone().times(3));
        let report = Reporter::new(&client(&endpoint)).job(&id).fail(&red()).await.unwrap();
        assert_eq!((report.delivery(), report.attempts()), (Delivery::Accepted, 4), "{fault:?}");
        assert_eq!(endpoint.requests().len(), 4, "the SDK must not try again by itself: {fault:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn an_answer_that_was_lost_is_not_a_second_result() {
    let faults = [
        Fault::disconnect(PUT_SUCCESS).after(),
        Fault::silence(PUT_SUCCESS).after(),
        Fault::error(PUT_SUCCESS, "InternalFailure", 500).after(),
        Fault::answer(PUT_SUCCESS, 504, "").after(),
    ];
    for fault in faults {
        let endpoint = Endpoint::new();
        let id = endpoint.start(NewJob::lambda("test"));
        endpoint.faults().push(fault.clone());
        let report = Reporter::new(&client(&endpoint)).job(&id).succeed(Success::new()).await.unwrap();
        assert_eq!((report.delivery(), report.attempts()), (Delivery::Accepted, 2), "{fault:?}");
        let job = endpoint.job(&id).unwrap();
        assert_eq!(job.status, JobStatus::Succeeded);
        assert_eq!(job.refused.len(), 1, "the same was sent again: {fault:?}");
        assert_eq!(job.refused[0].operation, PUT_SUCCESS, "a success stays one: {fault:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_job_that_has_ended_is_not_ours_to_end() {
    let endpoint = Endpoint::new();
    let id = endpoint.start(NewJob::lambda("test"));
    let reporter = Reporter::new(&client(&endpoint));
    let _ = reporter.job(&id).succeed(()).await.unwrap();
    let report = reporter.job(&id).fail(&red()).await.unwrap();
    assert_eq!(report.delivery(), Delivery::AlreadyFinal);
    assert_eq!(endpoint.job(&id).unwrap().status, JobStatus::Succeeded);
}

#[tokio::test(start_paused = true)]
async fn the_budget_ends_the_tries() {
    let endpoint = Endpoint::new();
    let id = endpoint.start(NewJob::lambda("test"));
    endpoint.faults().push(Fault::error(PUT_FAILURE, "ServiceUnavailable", 503).times(1000));
    let budget = Duration::from_mins(2);
    let before = tokio::time::Instant::now();
    let error =
        Reporter::new(&client(&endpoint)).total_budget(budget).job(&id).fail(&red()).await.unwrap_err();
    assert_eq!(error.kind(), ReportErrorKind::Unreachable);
    assert!(before.elapsed() <= budget && before.elapsed() > budget / 2, "{:?}", before.elapsed());
    assert!((8..=20).contains(&error.attempts()), "{}", error.attempts());
    let kept = error.result().and_then(|result| result.failure()).unwrap();
    assert!(kept.message().starts_with("2 of 40 tests failed"), "the result can be sent by other means");
    assert!(error.to_string().contains("ServiceUnavailable"), "{error}");
}

#[tokio::test(start_paused = true)]
async fn a_permission_can_be_mended_or_is_an_error_at_once() {
    let endpoint = Endpoint::new();
    let id = endpoint.start(NewJob::lambda("test"));
    endpoint.faults().push(Fault::error(PUT_FAILURE, "AccessDeniedException", 400).times(2));
    let reporter = Reporter::new(&client(&endpoint));
    let error = reporter.clone().denied_interval(None).job(&id).fail(&red()).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ReportErrorKind::Denied, 1));
    let before = tokio::time::Instant::now();
    let report = reporter.job(&id).fail(&red()).await.unwrap();
    assert_eq!((report.delivery(), report.attempts()), (Delivery::Accepted, 2));
    assert_eq!(before.elapsed().as_secs(), 60);
}

#[tokio::test(start_paused = true)]
async fn what_cannot_succeed_is_not_tried_again() {
    let endpoint = Endpoint::new();
    let reporter = Reporter::new(&client(&endpoint));
    let error = reporter.job("11111111-2222-3333-4444-555555555555").fail(&red()).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ReportErrorKind::JobNotFound, 1));
    let id = endpoint.start(NewJob::lambda("test"));
    endpoint.faults().push(Fault::error(PUT_FAILURE, "SomethingNewException", 400));
    let error = reporter.job(&id).fail(&red()).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ReportErrorKind::Refused, 1));
}

#[tokio::test(start_paused = true)]
async fn an_id_that_is_none_is_found_before_anything_is_run_or_sent() {
    let endpoint = Endpoint::new();
    let reporter = Reporter::new(&client(&endpoint));
    for id in ["", "build-7", "01234567-89AB-CDEF-0123-456789ABCDEF"] {
        let error = reporter.job(id).fail(&red()).await.unwrap_err();
        assert_eq!(error.kind(), ReportErrorKind::InvalidJobId);
        assert!(error.result().is_some());
        let mut ran = false;
        let work = async {
            ran = true;
            Ok::<_, Failure>(())
        };
        let error = reporter.job(id).run(work).await.unwrap_err();
        assert_eq!(error.kind(), ReportErrorKind::InvalidJobId);
        assert!(error.result().is_none() && !ran);
    }
    assert_eq!(endpoint.requests(), []);
}

#[tokio::test(start_paused = true)]
async fn a_message_that_is_not_accepted_is_sent_in_few_words() {
    let endpoint = Endpoint::new();
    let id = endpoint.start(NewJob::lambda("test"));
    endpoint.faults().push(Fault::error(PUT_FAILURE, "ValidationException", 400));
    let report = Reporter::new(&client(&endpoint)).job(&id).fail(&red()).await.unwrap();
    assert_eq!((report.delivery(), report.attempts()), (Delivery::Accepted, 2));
    let minimal = FailureDetails::minimal(FailureType::JobFailed);
    assert_eq!(failure_of(&endpoint, &id).message, minimal.message());
    endpoint.faults().push(Fault::error(PUT_FAILURE, "ValidationException", 400).times(2));
    let id = endpoint.start(NewJob::lambda("test"));
    let error = Reporter::new(&client(&endpoint)).job(&id).fail(&red()).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ReportErrorKind::Refused, 2));
}

#[tokio::test(start_paused = true)]
async fn a_success_that_is_not_accepted_becomes_a_failure_that_says_so() {
    let endpoint = Endpoint::new();
    let reporter = Reporter::new(&client(&endpoint));
    let id = endpoint.start(NewJob::lambda("test"));
    endpoint.faults().push(Fault::error(PUT_SUCCESS, "OutputVariablesSizeExceededException", 400));
    let report = reporter.job(&id).succeed(()).await.unwrap();
    assert_eq!((report.delivery(), report.attempts()), (Delivery::Accepted, 2));
    let told = failure_of(&endpoint, &id);
    assert_eq!(told.failure_type, "JobFailed");
    assert!(
        told.message.contains("its result cannot be reported: OutputVariablesSizeExceeded"),
        "{}",
        told.message
    );
    // What can be known beforehand is not even sent.
    let id = endpoint.start(NewJob::lambda("test"));
    let report = reporter.job(&id).succeed(Success::new().output_variable("a b", "c")).await.unwrap();
    assert_eq!(report.attempts(), 1);
    assert!(failure_of(&endpoint, &id).message.contains("\"a b\""));
}

#[tokio::test(start_paused = true)]
async fn a_success_says_what_it_has_to_say() {
    let endpoint = Endpoint::new();
    let reporter = Reporter::new(&client(&endpoint));
    let id = endpoint.start(NewJob::lambda("test"));
    let created = std::time::UNIX_EPOCH + Duration::from_millis(1_500);
    let success = Success::new()
        .summary("deployed with AKIAIOSFODNN7EXAMPLE ".to_owned() + &"x".repeat(3000))
        .external_execution_id("deployment-17")
        .percent_complete(100)
        .output_variable("Url", "https://example.com")
        .revision(codepipeline_fail::Revision::new("17", "9f2c1e").summary("Fix").created(created));
    let _ = reporter.job(&id).succeed(success).await.unwrap();
    let told = success_of(&endpoint, &id);
    let details = told.execution_details.unwrap();
    let summary = details.summary.unwrap();
    assert!(summary.starts_with("deployed with *** xxx") && summary.contains("left out"), "{summary}");
    assert_eq!(summary.encode_utf16().count(), 2048);
    assert_eq!(details.external_execution_id.as_deref(), Some("deployment-17"));
    assert_eq!(details.percent_complete, Some(100));
    assert_eq!(told.output_variables["Url"], "https://example.com");
    let revision = told.current_revision.unwrap();
    assert_eq!((revision.revision.as_str(), revision.change_identifier.as_str()), ("17", "9f2c1e"));
    let id = endpoint.start(NewJob::lambda("test"));
    let _ = reporter.job(&id).succeed(Success::new().continuation_token("part 2")).await.unwrap();
    let next = endpoint.job(&id).unwrap().continued_by.expect("the job goes on");
    assert_eq!(endpoint.job(&next).unwrap().data.continuation_token.as_deref(), Some("part 2"));
}

#[tokio::test(start_paused = true)]
async fn third_party_jobs_carry_their_client_token() {
    let endpoint = Endpoint::new();
    let reporter = Reporter::new(&client(&endpoint));
    let new_job = || NewJob::third_party(ActionType::third_party("Test", "Acme", "1"), "s3cr3t-t0ken");
    let id = endpoint.start(new_job());
    let error = reporter.third_party_job(&id, "other").fail(&red()).await.unwrap_err();
    assert_eq!(error.kind(), ReportErrorKind::ClientTokenRefused);
    let error = reporter.third_party_job(&id, "").fail(&red()).await.unwrap_err();
    assert_eq!(error.kind(), ReportErrorKind::InvalidClientToken);
    let leaky = failure!(PermissionError, "s3cr3t-t0ken is no good");
    let job = reporter.third_party_job(&id, "s3cr3t-t0ken");
    assert!(!format!("{job:?}").contains("s3cr3t"), "{job:?}");
    let _ = job.fail(&leaky).await.unwrap();
    assert!(failure_of(&endpoint, &id).message.starts_with("*** is no good"));
    let id = endpoint.start(new_job());
    let _ =
        reporter.third_party_job(&id, "s3cr3t-t0ken").succeed(Success::new().summary("fine")).await.unwrap();
    assert_eq!(success_of(&endpoint, &id).execution_details.unwrap().summary.as_deref(), Some("fine"));
}
