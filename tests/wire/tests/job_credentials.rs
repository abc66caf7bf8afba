//! The credentials of a job for its artifacts: valid as long as the job takes.

use std::time::{Duration, SystemTime};

use aws_sdk_codepipeline::Client;
use aws_sdk_codepipeline::config::retry::RetryConfig;
use aws_sdk_codepipeline::config::{Credentials, ProvideCredentials, SharedCredentialsProvider};
use aws_smithy_async::time::TimeSource;
use codepipeline_fail::{Classify, FailureType, Job};
use codepipeline_local::{ActionType, Endpoint, Fault, JobId, NewJob, Operation};
use tokio::time::{Instant, advance};
use wire_tests::{client, config};

const MINUTE: Duration = Duration::from_mins(1);

/// A client that sends each request once.
fn once(endpoint: &Endpoint) -> Client {
    let config = config("http://localhost").retry_config(RetryConfig::disabled());
    Client::from_conf(config.http_client(endpoint.http_client()).build())
}

fn custom(endpoint: &Endpoint) -> (JobId, Job) {
    let id = endpoint.start(NewJob::custom(ActionType::custom("Deploy", "Acme", "1")));
    let given = endpoint.job(&id).unwrap().artifact_credentials;
    let job = Job::builder(id.as_str()).client(&once(endpoint)).artifact_credentials(
        given.access_key_id,
        given.secret_access_key,
        given.session_token,
    );
    (id, job.build())
}

/// Whether these are the job's latest.
fn are_latest(credentials: &Credentials, endpoint: &Endpoint, id: &JobId) -> bool {
    let latest = endpoint.job(id).unwrap().artifact_credentials;
    credentials.access_key_id() == latest.access_key_id
        && credentials.secret_access_key() == latest.secret_access_key
        && credentials.session_token() == Some(&*latest.session_token)
}

async fn provided(provider: &SharedCredentialsProvider) -> Credentials {
    provider.provide_credentials().await.expect("there are credentials")
}

fn is_soon(expiry: Option<SystemTime>, expected: Duration) -> bool {
    let left = expiry.unwrap().duration_since(SystemTime::now()).unwrap_or_default();
    // The wall clock goes on a little while the test runs.
    left <= expected && left + Duration::from_secs(5) > expected
}

#[tokio::test(start_paused = true)]
async fn they_are_renewed_after_twelve_minutes() {
    let endpoint = Endpoint::new();
    let (id, job) = custom(&endpoint);
    let provider = job.artifact_credentials();
    drop(job);
    let first = provided(&provider).await;
    assert!(are_latest(&first, &endpoint, &id));
    assert!(is_soon(first.expiry(), 12 * MINUTE));

    advance(Duration::from_millis(12 * 60 * 1_000 - 1)).await;
    assert_eq!(provided(&provider).await.access_key_id(), first.access_key_id());
    assert_eq!(endpoint.requests().len(), 0);

    advance(Duration::from_millis(1)).await;
    let second = provided(&provider).await;
    assert_ne!(second.access_key_id(), first.access_key_id());
    assert!(are_latest(&second, &endpoint, &id));
    assert!(is_soon(second.expiry(), 12 * MINUTE));
    assert_eq!(endpoint.requests().len(), 1);

    for _ in 0..3 {
        advance(12 * MINUTE).await;
        assert!(are_latest(&provided(&provider).await, &endpoint, &id));
    }
    assert_eq!(endpoint.requests().len(), 4);
}

#[tokio::test(start_paused = true)]
async fn all_who_need_them_wait_for_one_request() {
    let endpoint = Endpoint::new();
    let (_, job) = custom(&endpoint);
    let many = async |expected: bool| {
        let mut tasks = tokio::task::JoinSet::new();
        for _ in 0..20 {
            let provider = job.artifact_credentials();
            tasks.spawn(async move { provider.provide_credentials().await.is_ok() });
        }
        assert!(tasks.join_all().await.into_iter().all(|is_ok| is_ok == expected));
    };
    advance(20 * MINUTE).await;
    endpoint
        .faults()
        .push(Fault::error(Operation::GetJobDetails, "InternalFailure", 500).delayed(MINUTE / 60));
    many(false).await;
    assert_eq!(endpoint.requests().len(), 1, "a failure is that of all who waited for it");
    endpoint.faults().push(Fault::delay(Operation::GetJobDetails, Duration::from_secs(2)));
    many(true).await;
    assert_eq!(endpoint.requests().len(), 2);
}

#[tokio::test(start_paused = true)]
async fn the_old_ones_serve_until_they_end() {
    let endpoint = Endpoint::new();
    let (_, job) = custom(&endpoint);
    let provider = job.artifact_credentials();
    let first = provided(&provider).await;
    endpoint.faults().push(Fault::error(Operation::GetJobDetails, "ThrottlingException", 400).always());

    advance(13 * MINUTE).await;
    let again = provided(&provider).await;
    assert_eq!(again.access_key_id(), first.access_key_id());
    assert!(is_soon(again.expiry(), Duration::from_secs(30)), "the SDK's cache asks again soon");
    advance(Duration::from_secs(29)).await;
    provided(&provider).await;
    assert_eq!(endpoint.requests().len(), 1, "not each request to the store tries to renew them");
    advance(Duration::from_secs(1)).await;
    provided(&provider).await;
    assert_eq!(endpoint.requests().len(), 2);

    advance(2 * MINUTE).await;
    let error = provider.provide_credentials().await.unwrap_err();
    assert_eq!(error.classify(), FailureType::SystemUnavailable);
    let text = std::error::Error::source(&error).unwrap().to_string();
    assert!(text.contains("the credentials for the job's artifacts could not be had: Throttling"), "{text}");

    endpoint.faults().clear();
    assert_ne!(provided(&provider).await.access_key_id(), first.access_key_id());
}

#[tokio::test(start_paused = true)]
async fn silence_is_not_waited_for() {
    let endpoint = Endpoint::new();
    let (_, job) = custom(&endpoint);
    endpoint.faults().push(Fault::silence(Operation::GetJobDetails).always());
    advance(12 * MINUTE).await;
    let start = Instant::now();
    provided(&job.artifact_credentials()).await;
    assert_eq!(start.elapsed().as_secs(), 15);

    advance(3 * MINUTE).await;
    let error = job.artifact_credentials().provide_credentials().await.unwrap_err();
    assert_eq!(error.classify(), FailureType::SystemUnavailable);
}

#[tokio::test(start_paused = true)]
async fn a_renewal_that_nobody_waits_for_any_more_is_no_obstacle() {
    let endpoint = Endpoint::new();
    let (id, job) = custom(&endpoint);
    endpoint.faults().push(Fault::silence(Operation::GetJobDetails));
    advance(12 * MINUTE).await;
    let provider = job.artifact_credentials();
    assert!(tokio::time::timeout(Duration::from_secs(1), provider.provide_credentials()).await.is_err());
    assert!(provider.as_ref().fallback_on_interrupt().is_some(), "the old ones are still valid");
    assert!(are_latest(&provided(&provider).await, &endpoint, &id));
}

#[tokio::test(start_paused = true)]
async fn a_third_party_job_shows_its_client_token() {
    let endpoint = Endpoint::new();
    let id = endpoint.start(NewJob::third_party(ActionType::third_party("Test", "Acme", "1"), "right"));
    let job = |token: &str| Job::builder(id.as_str()).client(&once(&endpoint)).client_token(token).build();
    // It was given none yet.
    let credentials = provided(&job("right").artifact_credentials()).await;
    assert!(are_latest(&credentials, &endpoint, &id));
    assert_eq!(endpoint.requests()[0].operation, Some(Operation::GetThirdPartyJobDetails));

    let error = job("wrong-token").artifact_credentials().provide_credentials().await.unwrap_err();
    assert!(!format!("{error:?}").contains("wrong-token"), "{error:?}");
}

#[tokio::test(start_paused = true)]
async fn a_job_without_service_and_credentials_has_none() {
    let error = Job::builder("job").build().artifact_credentials().provide_credentials().await.unwrap_err();
    assert_eq!(error.classify(), FailureType::PermissionError);
}

/// The wall clock as it would be, had the test's time passed.
#[derive(Debug)]
struct RuntimeTime {
    start: Instant,
    wall: SystemTime,
}

impl TimeSource for RuntimeTime {
    fn now(&self) -> SystemTime {
        self.wall + self.start.elapsed()
    }
}

#[tokio::test(start_paused = true)]
async fn a_client_of_the_sdk_has_them_renewed_in_time() {
    // Of another seed, so that it does not take the credentials for its own jobs'.
    let (endpoint, store) = (Endpoint::new(), Endpoint::builder().seed(7).build());
    let (_, job) = custom(&endpoint);
    let stored = store.start(NewJob::lambda("store"));
    let config = config("http://localhost")
        .credentials_provider(job.artifact_credentials())
        .time_source(RuntimeTime { start: Instant::now(), wall: SystemTime::now() })
        .http_client(store.http_client());
    let store_client = Client::from_conf(config.build());
    let mut renewals = Vec::new();
    for _ in 0..30 {
        store_client.get_job_details().job_id(&stored).send().await.expect("it is signed");
        renewals.push(endpoint.requests().len());
        advance(MINUTE).await;
    }
    assert_eq!((renewals[11], renewals[13], renewals[23], renewals[29]), (0, 1, 1, 2), "{renewals:?}");
}

#[tokio::test(start_paused = true)]
async fn a_client_with_retries_renews_them_too() {
    let endpoint = Endpoint::new();
    let (id, _) = custom(&endpoint);
    endpoint.faults().push(Fault::error(Operation::GetJobDetails, "InternalFailure", 500).times(2));
    let job = Job::builder(id.as_str()).client(&client(&endpoint)).build();
    assert!(are_latest(&provided(&job.artifact_credentials()).await, &endpoint, &id));
}
