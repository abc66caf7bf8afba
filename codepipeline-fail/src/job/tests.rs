use aws_sdk_codepipeline::Client;
use aws_sdk_codepipeline::config::{BehaviorVersion, Config, Credentials, ProvideCredentials, Region};
use aws_sdk_codepipeline::types::AwsSessionCredentials;
use aws_sdk_codepipeline::types::{
    ActionConfiguration, ActionContext, Artifact as ApiArtifact, ArtifactLocation, JobData, PipelineContext,
    S3ArtifactLocation, StageContext, ThirdPartyJobData,
};
use aws_smithy_runtime_api::client::http::{
    HttpConnector, HttpConnectorFuture, SharedHttpConnector, http_client_fn,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_types::body::SdkBody;

use super::*;
use crate::{Failure, FailureDetails, FailureType, JobFailure};

const ID: &str = "01234567-89ab-cdef-0123-456789abcdef";

fn client() -> Client {
    Client::from_conf(Config::builder().behavior_version(BehaviorVersion::latest()).build())
}

fn credentials() -> AwsSessionCredentials {
    let credentials =
        AwsSessionCredentials::builder().access_key_id("canary-id").secret_access_key("canary-key");
    credentials.session_token("canary-session").build().unwrap()
}

fn configuration() -> ActionConfiguration {
    let configuration = ActionConfiguration::builder().configuration("Stack", "canary-stack");
    configuration.configuration("ApiToken", "canary-value").build()
}

fn context() -> PipelineContext {
    let action = ActionContext::builder().name("Deploy").action_execution_id("ae").build();
    let context = PipelineContext::builder().pipeline_name("shop").pipeline_execution_id("pe").action(action);
    context.stage(StageContext::builder().name("Prod").build()).build()
}

fn artifact(name: &str) -> ApiArtifact {
    let s3 = S3ArtifactLocation::builder().bucket_name("bucket").object_key("key").build().unwrap();
    ApiArtifact::builder().name(name).location(ArtifactLocation::builder().s3_location(s3).build()).build()
}

fn custom() -> JobParts {
    let data = JobData::builder()
        .action_configuration(configuration())
        .pipeline_context(context())
        .input_artifacts(artifact("Source"))
        .output_artifacts(ApiArtifact::builder().name("Report").revision("4f1c").build())
        .artifact_credentials(credentials())
        .continuation_token("canary-continuation")
        .build();
    JobParts::custom(&client(), ID, Some("111122223333".to_owned()), data)
}

fn third_party() -> JobParts {
    let data = ThirdPartyJobData::builder()
        .action_configuration(configuration())
        .pipeline_context(context())
        .input_artifacts(artifact("Source"))
        .artifact_credentials(credentials())
        .build();
    JobParts::third_party(&client(), "job-1", "canary-client-token", data)
}

#[test]
fn a_job_is_what_the_api_tells_of_it() {
    let job = Job::new(custom());
    assert_eq!((job.id(), job.account_id()), (ID, Some("111122223333")));
    assert_eq!((job.pipeline(), job.stage(), job.action()), (Some("shop"), Some("Prod"), Some("Deploy")));
    assert_eq!((job.pipeline_execution_id(), job.action_execution_id()), (Some("pe"), Some("ae")));
    assert_eq!(job.continuation_token(), Some("canary-continuation"));
    assert_eq!(job.input_artifacts(), [Artifact::s3("Source", "bucket", "key")]);
    assert_eq!(job.output_artifacts(), [Artifact::new("Report").with_revision("4f1c")]);
    assert_eq!(job.configuration_value("Stack"), Ok("canary-stack"));

    let job = Job::new(third_party());
    assert_eq!((job.id(), job.account_id(), job.pipeline()), ("job-1", None, Some("shop")));
    assert_eq!(job.input_artifact("Source").unwrap().bucket(), Ok("bucket"));
}

#[test]
fn debug_shows_no_secret() {
    for parts in [custom(), third_party()] {
        let job = Job::new(parts);
        job.checkpoint("canary-checkpoint").unwrap();
        let text = format!("{job:?} {:?}", job.artifact_credentials());
        assert!(text.contains("ApiToken") && !text.contains("canary"), "{text}");
    }
    let builder = Job::builder(ID).configuration("Stack", "canary").client_token("canary");
    let text = format!("{builder:?}");
    assert!(!text.contains("canary"), "{text}");
}

#[test]
fn the_worker_learns_the_secrets() {
    let control = Job::new(third_party()).control();
    assert_eq!(
        control.secrets(),
        ["canary-client-token", "canary-id", "canary-key", "canary-session", "canary-value"]
    );
    let parts = JobParts { redact_config_keys: vec!["Stack".to_owned()], ..custom() };
    assert!(Job::new(parts).control().secrets().contains(&"canary-stack".to_owned()));
}

#[test]
fn names_that_there_are_not_are_told_with_those_that_there_are() {
    let job = Job::new(custom());
    for (error, expected) in [
        (job.input_artifact("x"), "the action has no input artifact \"x\"; it has Source"),
        (job.output_artifact("x"), "the action has no output artifact \"x\"; it has Report"),
        (Job::builder(ID).build().input_artifact("x"), "the action has no input artifact \"x\"; it has none"),
    ]
    .map(|(result, expected)| (result.cloned().unwrap_err(), expected))
    {
        let details = FailureDetails::of(&error);
        assert_eq!((details.failure_type(), details.message()), (FailureType::ConfigurationError, expected));
    }
}

#[test]
fn checkpoints_have_limits_and_the_last_one_wins() {
    let job = Job::builder(ID).build();
    let control = job.control();
    assert_eq!(control.checkpoint(), None);
    job.checkpoint("x".repeat(2_048)).unwrap();
    job.checkpoint(Checkpoint::new("second").percent_complete(100)).unwrap();
    assert_eq!(job.checkpoint(""), Err(JobDataError::ContinuationToken { length: 0 }));
    assert_eq!(
        job.checkpoint("\u{1f600}".repeat(1_025)),
        Err(JobDataError::ContinuationToken { length: 2_050 })
    );
    let too_far = Checkpoint::new("third").percent_complete(101);
    let error = job.checkpoint(too_far).unwrap_err();
    assert_eq!(
        (error.failure_type(), error.to_string()),
        (FailureType::JobFailed, "101 percent is more than all of the job".to_owned())
    );
    assert_eq!(control.checkpoint().unwrap(), Checkpoint::new("second").percent_complete(100));
}

#[tokio::test]
async fn the_worker_cancels_the_job() {
    let job = Job::builder(ID).build();
    assert!(!job.is_cancelled());
    job.control().cancel();
    job.cancelled().await;
    assert!(job.is_cancelled() && job.cancellation_token().is_cancelled());
}

#[test]
fn errors_pass_by_a_question_mark() {
    #[derive(Debug, thiserror::Error)]
    #[error(transparent)]
    struct Own(#[from] JobDataError);

    fn failure(job: &Job) -> Result<&str, Failure> {
        Ok(job.configuration_value("x")?)
    }
    fn own(job: &Job) -> Result<&str, Own> {
        Ok(job.input_artifact("Source")?.require_revision()?)
    }
    let job = Job::new(custom());
    assert_eq!(failure(&job).unwrap_err().failure_type(), FailureType::ConfigurationError);
    assert_eq!(own(&job).unwrap_err().0.failure_type(), FailureType::RevisionUnavailable);
}

#[test]
fn a_job_can_be_sent_and_shared() {
    fn can<T: Send + Sync + 'static>() {}
    can::<Job>();
    can::<JobBuilder>();
    can::<Outcome>();
}

/// Answers each request with this body.
#[derive(Clone, Debug)]
struct Answer(&'static str);

impl HttpConnector for Answer {
    fn call(&self, _: HttpRequest) -> HttpConnectorFuture {
        let status = 200.try_into().expect("it is one");
        HttpConnectorFuture::ready(Ok(HttpResponse::new(status, SdkBody::from(self.0))))
    }
}

#[tokio::test(start_paused = true)]
async fn renewed_credentials_are_secrets_too() {
    let answer = SharedHttpConnector::new(Answer(
        r#"{"jobDetails":{"data":{"artifactCredentials":
            {"accessKeyId":"new-id","secretAccessKey":"new-key","sessionToken":"new-session"}}}}"#,
    ));
    let config = Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("us-east-1"))
        .credentials_provider(Credentials::new("test", "test", None, None, "static"))
        .http_client(http_client_fn(move |_, _| answer.clone()));
    let job = Job::builder(ID).client(&Client::from_conf(config.build())).build();
    assert!(job.control().secrets().is_empty());
    let provider = job.artifact_credentials();
    let control = job.control();
    drop(job);
    assert_eq!(provider.provide_credentials().await.unwrap().secret_access_key(), "new-key");
    assert_eq!(control.secrets(), ["new-id", "new-key", "new-session"]);
}
