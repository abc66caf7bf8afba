//! `run`: however the work ends, CodePipeline is told.

use std::time::Duration;

use codepipeline_fail::{Failure, FailureType, JobFailure, Reporter, ResultExt, Success, failure};
use codepipeline_local::{Endpoint, Fault, JobStatus, NewJob, Operation};
use wire_tests::{Log, client, failure as failure_of, without_reference};

#[derive(Debug, thiserror::Error, JobFailure)]
enum DeployError {
    #[error("the settings are not valid: {0}")]
    #[failure(ConfigurationError)]
    Settings(#[from] std::num::ParseIntError),
    #[error("login as {user} with {password} failed")]
    #[failure(PermissionError, "login as {user} failed")]
    Login {
        user: String,
        #[failure(secret)]
        password: String,
        source: std::io::Error,
    },
}

fn replicas(text: &str) -> Result<u32, DeployError> {
    Ok(text.parse()?)
}

fn login() -> Result<(), DeployError> {
    let source = std::io::Error::other("hunter2 is wrong");
    Err(DeployError::Login { user: "ci".to_owned(), password: "hunter2".to_owned(), source })
}

#[tokio::test(start_paused = true)]
async fn errors_fail_the_job_by_a_question_mark() {
    let endpoint = Endpoint::new();
    let reporter = Reporter::new(&client(&endpoint));
    let id = endpoint.start(NewJob::lambda("deploy"));
    let report = reporter
        .job(&id)
        .run(async {
            replicas("three")?;
            Ok::<_, DeployError>(())
        })
        .await
        .unwrap();
    let told = failure_of(&endpoint, &id);
    assert_eq!(told.failure_type, "ConfigurationError");
    let (message, _) = without_reference(&told.message);
    assert_eq!(message, "the settings are not valid: invalid digit found in string");
    assert_eq!(report.result().failure().unwrap().failure_type(), FailureType::ConfigurationError);
}

#[tokio::test(start_paused = true)]
async fn what_the_work_returns_is_reported() {
    let endpoint = Endpoint::new();
    let reporter = Reporter::new(&client(&endpoint));
    let id = endpoint.start(NewJob::lambda("deploy"));
    let text = String::from("borrowed");
    let work = async { Ok::<_, Failure>(Success::new().summary(text.as_str())) };
    let _ = reporter.job(&id).run(work).await.unwrap();
    assert_eq!(endpoint.job(&id).unwrap().status, JobStatus::Succeeded);
}

#[tokio::test(start_paused = true)]
async fn the_log_has_the_causes_under_the_reference_and_no_secret() {
    let endpoint = Endpoint::new();
    let reporter = Reporter::new(&client(&endpoint));
    let id = endpoint.start(NewJob::lambda("deploy"));
    let log = Log::default();
    let guard = log.begin();
    let _ = reporter.job(&id).run(async { login() }).await.unwrap();
    drop(guard);
    let told = failure_of(&endpoint, &id);
    let (message, reference) = without_reference(&told.message);
    assert_eq!(message, "login as ci failed");
    let log = log.text();
    let line = log.lines().find(|line| line.contains(reference)).expect("the log repeats the reference");
    assert!(line.contains("*** is wrong") && line.contains(id.as_ref()), "{line}");
    assert!(!log.contains("hunter2"), "{log}");
}

#[tokio::test(start_paused = true)]
async fn a_panic_is_reported_and_its_text_goes_to_the_log_alone() {
    let endpoint = Endpoint::new();
    let reporter = Reporter::new(&client(&endpoint));
    let id = endpoint.start(NewJob::lambda("deploy"));
    let log = Log::default();
    let guard = log.begin();
    let work = async {
        tokio::task::yield_now().await;
        let replicas: Vec<u8> = Vec::new();
        Ok::<_, Failure>(Success::new().percent_complete(replicas[0]))
    };
    let _ = reporter.job(&id).run(work).await.unwrap();
    drop(guard);
    let told = failure_of(&endpoint, &id);
    assert_eq!(told.failure_type, "JobFailed");
    let (message, reference) = without_reference(&told.message);
    assert!(!message.contains("index"), "{message}");
    assert!(log.text().lines().any(|line| line.contains(reference) && line.contains("index out of bounds")));
}

#[tokio::test(start_paused = true)]
async fn work_that_takes_too_long_is_stopped() {
    let endpoint = Endpoint::new();
    let reporter = Reporter::new(&client(&endpoint));
    let id = endpoint.start(NewJob::lambda("deploy"));
    let work = std::future::pending::<Result<(), Failure>>();
    let _ = reporter.job(&id).timeout(Duration::from_secs(90)).run(work).await.unwrap();
    let told = failure_of(&endpoint, &id);
    assert_eq!(told.failure_type, "SystemUnavailable");
    assert_eq!(told.message, "The job took longer than 90s and was stopped.");
}

#[tokio::test(start_paused = true)]
async fn a_job_that_is_dropped_is_reported() {
    let endpoint = Endpoint::new();
    let reporter = Reporter::new(&client(&endpoint));
    let id = endpoint.start(NewJob::lambda("deploy"));
    let work = std::future::pending::<Result<(), Failure>>();
    let run = reporter.job(&id).run(work);
    assert!(tokio::time::timeout(Duration::from_secs(1), run).await.is_err());
    reporter.settled().await;
    let told = failure_of(&endpoint, &id);
    assert_eq!(told.failure_type, "SystemUnavailable");
    assert_eq!(told.message, "The job was cancelled before it ended.");
}

#[tokio::test(start_paused = true)]
async fn a_delivery_that_nobody_waits_for_goes_on() {
    let endpoint = Endpoint::new();
    let reporter = Reporter::new(&client(&endpoint));
    let id = endpoint.start(NewJob::lambda("deploy"));
    endpoint.faults().push(Fault::error(Operation::PutJobSuccessResult, "InternalFailure", 500).times(5));
    let run = reporter.job(&id).run(async { Ok::<_, Failure>(()) });
    assert!(tokio::time::timeout(Duration::from_millis(1), run).await.is_err());
    assert_eq!(endpoint.job(&id).unwrap().status, JobStatus::InProgress);
    reporter.settled().await;
    assert_eq!(
        endpoint.job(&id).unwrap().status,
        JobStatus::Succeeded,
        "a success does not become a failure"
    );
}

#[tokio::test(start_paused = true)]
async fn an_error_whose_text_panics_is_reported() {
    struct Broken;
    impl JobFailure for Broken {
        fn failure_type(&self) -> FailureType {
            FailureType::ConfigurationError
        }
        fn fmt_message(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            formatter.write_str("the head")?;
            panic!("no more")
        }
    }
    let endpoint = Endpoint::new();
    let reporter = Reporter::new(&client(&endpoint));
    let id = endpoint.start(NewJob::lambda("deploy"));
    let _ = reporter.job(&id).run(async { Err::<(), _>(Broken) }).await.unwrap();
    let told = failure_of(&endpoint, &id);
    assert_eq!(told.failure_type, "ConfigurationError");
    assert!(told.message.starts_with("the head"), "{}", told.message);
}

#[tokio::test(start_paused = true)]
async fn foreign_errors_become_failures() {
    let endpoint = Endpoint::new();
    let reporter = Reporter::new(&client(&endpoint));
    let id = endpoint.start(NewJob::lambda("deploy"));
    let work = async {
        std::fs::read("/no such file").or_classified("cannot read the artifact")?;
        if id.as_ref().is_empty() {
            return Err(failure!(JobFailed, "never"));
        }
        Ok(())
    };
    let _ = reporter.job(&id).run(work).await.unwrap();
    let told = failure_of(&endpoint, &id);
    assert_eq!(told.failure_type, "ConfigurationError");
    assert_eq!(without_reference(&told.message).0, "cannot read the artifact");
}
