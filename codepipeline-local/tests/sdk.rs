//! The endpoint through the AWS SDK: in process, and over a port.

use aws_sdk_codepipeline::Client;
use aws_sdk_codepipeline::config::retry::RetryConfig;
use aws_sdk_codepipeline::config::timeout::TimeoutConfig;
use aws_sdk_codepipeline::config::{BehaviorVersion, Builder, Credentials, Region};
use aws_sdk_codepipeline::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_codepipeline::operation::put_job_success_result::PutJobSuccessResultError;
use aws_sdk_codepipeline::types::{
    ActionCategory, ActionOwner, ActionTypeId, CurrentRevision, ExecutionDetails, FailureDetails,
    FailureType, JobStatus as SdkJobStatus,
};
use aws_smithy_types::DateTime;
use codepipeline_local::{ActionType, Artifact, Endpoint, Fault, JobStatus, NewJob, Operation, Server};
use std::time::Duration;

fn config(url: &str) -> Builder {
    aws_sdk_codepipeline::Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("us-east-1"))
        .credentials_provider(Credentials::new("test", "test", None, None, "static"))
        .retry_config(RetryConfig::disabled())
        .timeout_config(TimeoutConfig::disabled())
        .endpoint_url(url)
}

fn in_process(endpoint: &Endpoint) -> Client {
    Client::from_conf(config("http://localhost").http_client(endpoint.http_client()).build())
}

async fn over_a_port(endpoint: &Endpoint) -> (Client, Server) {
    let server = endpoint.serve(([127, 0, 0, 1], 0)).await.unwrap();
    let http_client = aws_smithy_http_client::Builder::new().build_http();
    (Client::from_conf(config(&server.url()).http_client(http_client).build()), server)
}

fn action_type_id() -> ActionTypeId {
    let id = ActionTypeId::builder().category(ActionCategory::Deploy).owner(ActionOwner::Custom);
    id.provider("Acme").version("1").build().unwrap()
}

fn job() -> NewJob {
    NewJob::custom(ActionType::custom("Deploy", "Acme", "1"))
        .configuration("Stack", "shop")
        .input_artifact(Artifact::s3("Source", "bucket", "in.zip").revision("4f1c"))
        .encryption_key("key")
        // Given ones stay the same, so that two answers can be compared.
        .artifact_credentials("ASIAIOSFODNN7EXAMPLE", "a secret", "a session")
}

/// A worker's whole way, by each operation for custom jobs.
async fn work(endpoint: &Endpoint, client: &Client) {
    let id = endpoint.queue(job());
    let polled = client.poll_for_jobs().action_type_id(action_type_id()).query_param("Stack", "shop");
    let [polled] = polled.send().await.unwrap().jobs.unwrap().try_into().unwrap();
    assert_eq!(polled.id(), Some(id.as_str()));
    assert_eq!(polled.account_id(), Some("111122223333"));
    let nonce = polled.nonce().unwrap();
    let acknowledged = client.acknowledge_job().job_id(&id).nonce(nonce).send().await.unwrap();
    assert_eq!(acknowledged.status(), Some(&SdkJobStatus::InProgress));

    let details = client.get_job_details().job_id(&id).send().await.unwrap();
    let data = details.job_details().unwrap().data().unwrap();
    assert_eq!(data, polled.data().unwrap());
    assert_eq!(data.action_configuration().unwrap().configuration().unwrap()["Stack"], "shop");
    assert_eq!(data.action_type_id(), Some(&action_type_id()));
    let location = data.input_artifacts()[0].location().unwrap().s3_location().unwrap();
    assert_eq!((location.bucket_name(), location.object_key()), ("bucket", "in.zip"));
    let credentials = endpoint.job(&id).unwrap().artifact_credentials;
    assert_eq!(data.artifact_credentials().unwrap().secret_access_key(), credentials.secret_access_key);
    let context = data.pipeline_context().unwrap();
    assert_eq!(context.stage().unwrap().name(), Some("stage"));
    assert!(context.action().unwrap().action_execution_id().is_some());

    let revision = CurrentRevision::builder().revision("r").change_identifier("c");
    let revision = revision.created(DateTime::from_secs_f64(1.5)).build().unwrap();
    let execution = ExecutionDetails::builder().summary("done").percent_complete(100).build();
    let put =
        client.put_job_success_result().job_id(&id).current_revision(revision).execution_details(execution);
    put.output_variables("Url", "https://example.com").send().await.unwrap();
    let view = endpoint.job(&id).unwrap();
    let success = view.success().unwrap();
    assert_eq!(success.current_revision.as_ref().unwrap().created, Some(1.5));
    assert_eq!(success.execution_details.as_ref().unwrap().percent_complete, Some(100));
    assert_eq!(success.output_variables["Url"], "https://example.com");

    let again = client.put_job_success_result().job_id(&id).send().await.unwrap_err();
    let error = again.into_service_error();
    assert!(error.is_invalid_job_state_exception());
    assert_eq!(error.message(), Some("The job state was specified in an invalid format."));
}

#[tokio::test]
async fn a_worker_in_process() {
    let endpoint = Endpoint::new();
    work(&endpoint, &in_process(&endpoint)).await;
}

#[tokio::test]
async fn a_worker_over_a_port() {
    let endpoint = Endpoint::new();
    let (client, _server) = over_a_port(&endpoint).await;
    work(&endpoint, &client).await;
}

#[tokio::test]
async fn a_failure_and_its_refusals() {
    let endpoint = Endpoint::new();
    let client = in_process(&endpoint);
    let details = |message: &str| {
        let details = FailureDetails::builder().r#type(FailureType::PermissionError).message(message);
        details.external_execution_id("run-1").build().unwrap()
    };
    let id = endpoint.start(NewJob::lambda("check"));
    let put = |id: &str, message: &str| {
        client.put_job_failure_result().job_id(id).failure_details(details(message)).send()
    };
    let error = put(id.as_str(), "").await.unwrap_err().into_service_error();
    assert!(error.is_validation_exception(), "{error:?}");
    let error = put("11111111-abcd-90ab-cdef-0123456789ab", "no").await.unwrap_err().into_service_error();
    assert!(error.is_job_not_found_exception(), "{error:?}");
    put(id.as_str(), "no").await.unwrap();

    let job = endpoint.job(&id).unwrap();
    let failure = job.failure().unwrap();
    assert_eq!((failure.failure_type.as_str(), failure.message.as_str()), ("PermissionError", "no"));
    assert_eq!(failure.external_execution_id.as_deref(), Some("run-1"));
}

#[tokio::test]
async fn third_party_results() {
    let endpoint = Endpoint::new();
    let client = in_process(&endpoint);
    let action_type = ActionType::third_party("Test", "Acme", "1");
    let start = || endpoint.start(NewJob::third_party(action_type.clone(), "right"));
    let id = start();
    let put =
        |token: &str| client.put_third_party_job_success_result().job_id(&id).client_token(token).send();
    let error = put("wrong").await.unwrap_err().into_service_error();
    assert!(error.is_invalid_client_token_exception(), "{error:?}");
    put("right").await.unwrap();
    assert_eq!(endpoint.job(&id).unwrap().status, JobStatus::Succeeded);

    let id = start();
    let details = FailureDetails::builder().r#type(FailureType::JobFailed).message("no").build().unwrap();
    let put = client.put_third_party_job_failure_result().job_id(&id).client_token("right");
    put.failure_details(details).send().await.unwrap();
    assert_eq!(endpoint.job(&id).unwrap().status, JobStatus::Failed);
    assert!(endpoint.requests().iter().all(|request| request.body["clientToken"] == "***"));
}

type PutResult = Result<(), SdkError<PutJobSuccessResultError>>;

async fn put_success(client: &Client, id: &str) -> PutResult {
    client.put_job_success_result().job_id(id).send().await.map(drop)
}

async fn struck(endpoint: &Endpoint, client: &Client, fault: Fault) -> PutResult {
    let id = endpoint.start(NewJob::lambda("check"));
    endpoint.faults().push(fault);
    put_success(client, id.as_str()).await
}

/// What the SDK makes of each fault, by either way.
async fn faults(endpoint: &Endpoint, client: &Client) {
    let operation = Operation::PutJobSuccessResult;
    let throttled = struck(endpoint, client, Fault::error(operation, "ThrottlingException", 429)).await;
    let throttled = throttled.unwrap_err();
    assert_eq!(throttled.code(), Some("ThrottlingException"));
    assert_eq!(throttled.raw_response().unwrap().status().as_u16(), 429);

    let proxy = struck(endpoint, client, Fault::answer(operation, 502, "<html>Bad Gateway</html>")).await;
    let proxy = proxy.unwrap_err();
    assert_eq!(proxy.raw_response().unwrap().status().as_u16(), 502);
    assert_eq!(proxy.code(), None);

    let lost = struck(endpoint, client, Fault::disconnect(operation).after()).await.unwrap_err();
    assert!(matches!(lost, SdkError::DispatchFailure(_)), "{lost:?}");
    assert_eq!(endpoint.jobs().last().unwrap().status, JobStatus::Succeeded);
}

#[tokio::test]
async fn faults_in_process() {
    let endpoint = Endpoint::new();
    faults(&endpoint, &in_process(&endpoint)).await;
}

#[tokio::test]
async fn faults_over_a_port() {
    let endpoint = Endpoint::new();
    let (client, _server) = over_a_port(&endpoint).await;
    faults(&endpoint, &client).await;
}

#[tokio::test]
async fn garbled_json_is_an_error() {
    let endpoint = Endpoint::new();
    let client = in_process(&endpoint);
    endpoint.queue(job());
    endpoint.faults().push(Fault::answer(Operation::PollForJobs, 200, r#"{"jobs":[{"id":"#).after());
    let poll = || client.poll_for_jobs().action_type_id(action_type_id()).send();
    let garbled = poll().await.unwrap_err();
    assert!(matches!(garbled, SdkError::ResponseError(_)), "{garbled:?}");
    assert!(poll().await.unwrap().jobs().is_empty(), "the job was handed out to no one");
}

#[tokio::test(start_paused = true)]
async fn silence_ends_by_the_operations_timeout() {
    let endpoint = Endpoint::new();
    let timeout = TimeoutConfig::builder().operation_timeout(Duration::from_secs(5)).build();
    let config = config("http://localhost").timeout_config(timeout);
    let client = Client::from_conf(config.http_client(endpoint.http_client()).build());
    let lost = struck(&endpoint, &client, Fault::silence(Operation::PutJobSuccessResult).after()).await;
    assert!(matches!(lost, Err(SdkError::TimeoutError(_))), "{lost:?}");
    assert_eq!(endpoint.jobs()[0].status, JobStatus::Succeeded);
}

#[tokio::test]
async fn the_sdks_own_retry_meets_the_fault_once() {
    let endpoint = Endpoint::new();
    let id = endpoint.start(NewJob::lambda("check"));
    let operation = Operation::PutJobSuccessResult;
    endpoint.faults().push(Fault::disconnect(operation).after());
    let retry = RetryConfig::standard().with_initial_backoff(Duration::ZERO);
    let config = config("http://localhost").retry_config(retry).http_client(endpoint.http_client());
    let client = Client::from_conf(config.build());
    let error = put_success(&client, id.as_str()).await.unwrap_err().into_service_error();
    assert!(error.is_invalid_job_state_exception(), "its own first try had counted: {error:?}");
    assert_eq!(endpoint.requests().len(), 2);
}
