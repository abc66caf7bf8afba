use aws_sdk_codepipeline::config::{
    BehaviorVersion, Config, Credentials as Keys, ProvideCredentials, Region,
};

use super::*;
use crate::{FailureDetails, Job, Mistake};

const ID: &str = "11111111-abcd-1111-abcd-111111abcdef";

/// The example of the guide, with what it leaves open filled in.
const INVOKE: &str = r#"{
    "CodePipeline.job": {
        "id": "11111111-abcd-1111-abcd-111111abcdef",
        "accountId": "111111111111",
        "data": {
            "actionConfiguration": {
                "configuration": { "FunctionName": "deploy", "UserParameters": "{\"stack\": \"shop\"}" }
            },
            "inputArtifacts": [{
                "location": { "s3Location": { "bucketName": "artifacts", "objectKey": "shop.zip" }, "type": "S3" },
                "revision": null,
                "name": "Source"
            }],
            "outputArtifacts": [],
            "artifactCredentials": { "secretAccessKey": "key", "sessionToken": "token", "accessKeyId": "id" },
            "continuationToken": "deployment-17",
            "encryptionKey": { "id": "arn:aws:kms:us-west-2:111122223333:key/1", "type": "KMS" },
            "somethingNew": [1, {"a": null}]
        },
        "somethingElse": true
    }
}"#;

const INTEGRATION: &str = r#"{
    "jobId": "11111111-abcd-1111-abcd-111111abcdef",
    "accountId": "012345678910",
    "data": {
        "actionConfiguration": { "Stack": "shop" },
        "actionExecutionId": "execution-1",
        "actionCredentials": { "accessKeyId": "id", "secretAccessKey": "key", "sessionToken": "token" }
    }
}"#;

fn client() -> Client {
    let config =
        Config::builder().behavior_version(BehaviorVersion::latest()).region(Region::new("us-east-1"));
    Client::from_conf(config.credentials_provider(Keys::new("id", "key", None, None, "test")).build())
}

fn invoke(event: &str) -> Result<Job, JobDataError> {
    let event = serde_json::from_str(event).expect("JSON");
    JobParts::of_invoke_event(&client(), &event).map(Job::new)
}

fn integration(event: &str) -> Result<Job, JobDataError> {
    let event = serde_json::from_str(event).expect("JSON");
    JobParts::of_integration_event(&event).map(Job::new)
}

#[tokio::test]
async fn an_invoke_event_tells_all_of_a_job() {
    let job = invoke(INVOKE).unwrap();
    assert_eq!((job.id(), job.account_id()), (ID, Some("111111111111")));
    assert_eq!(job.user_parameters::<serde_json::Value>().unwrap()["stack"], "shop");
    assert_eq!(job.configuration_value("FunctionName").unwrap(), "deploy");
    let source = job.input_artifact("Source").unwrap();
    assert_eq!(
        (source.bucket().unwrap(), source.key().unwrap(), source.revision()),
        ("artifacts", "shop.zip", None)
    );
    assert_eq!(job.continuation_token(), Some("deployment-17"));
    assert_eq!(job.encryption_key().unwrap().r#type(), &EncryptionKeyType::Kms);
    let credentials = job.artifact_credentials().provide_credentials().await.unwrap();
    assert_eq!((credentials.access_key_id(), credentials.session_token()), ("id", Some("token")));
}

#[tokio::test]
async fn what_may_be_left_out_may_be() {
    for data in [
        "{}",
        "null",
        r#"{"actionConfiguration": null, "inputArtifacts": null, "artifactCredentials": null, "encryptionKey": null}"#,
        r#"{"actionConfiguration": {}}"#,
        r#"{"actionConfiguration": {"configuration": null}}"#,
        r#"{"actionConfiguration": {"configuration": {"UserParameters": null}}}"#,
    ] {
        let job = invoke(&format!(r#"{{"CodePipeline.job": {{"id": "{ID}", "data": {data}}}}}"#)).unwrap();
        assert_eq!(job.user_parameters::<Option<String>>().unwrap(), None, "{data}");
        assert!(job.input_artifacts().is_empty() && job.encryption_key().is_none(), "{data}");
    }
    let job = invoke(&format!(r#"{{"CodePipeline.job": {{"id": "{ID}"}}}}"#)).unwrap();
    assert_eq!(job.continuation_token(), None);
}

#[tokio::test]
async fn a_mistake_is_told_by_its_place_and_no_value() {
    let event = |data: &str| format!(r#"{{"CodePipeline.job": {{"id": "{ID}", "data": {data}}}}}"#);
    for (data, path, mistake) in [
        ("[]", "CodePipeline.job.data", None),
        (r#"{"inputArtifacts": [{}, {"name": 7}]}"#, "CodePipeline.job.data.inputArtifacts[1].name", None),
        (
            r#"{"artifactCredentials": {"accessKeyId": "hush", "secretAccessKey": "hush"}}"#,
            "CodePipeline.job.data.artifactCredentials",
            Some(Mistake::Missing("sessionToken")),
        ),
    ] {
        let error = invoke(&event(data)).map(drop).unwrap_err();
        let JobDataError::Event { path: found, mistake: what } = &error else { panic!("{error}") };
        assert_eq!(found, path);
        assert!(mistake.is_none_or(|mistake| mistake == *what), "{what:?}");
        let details = FailureDetails::of(&error).to_string();
        assert!(details.starts_with("ConfigurationError: the event of CodePipeline: "), "{details}");
        assert!(!details.contains("hush"), "{details}");
    }
}

#[tokio::test]
async fn an_integration_event_has_no_wrapper() {
    let job = integration(INTEGRATION).unwrap();
    assert_eq!((job.id(), job.account_id()), (ID, Some("012345678910")));
    assert_eq!(job.configuration_value("Stack").unwrap(), "shop");
    assert_eq!(job.action_execution_id(), Some("execution-1"));
    let credentials = job.artifact_credentials().provide_credentials().await.unwrap();
    assert_eq!(credentials.secret_access_key(), "key");
}

#[tokio::test]
async fn an_integration_event_may_have_its_values_in_a_member() {
    let wrapped =
        INTEGRATION.replace(r#"{ "Stack": "shop" }"#, r#"{ "configuration": { "Stack": "shop" } }"#);
    assert_eq!(integration(&wrapped).unwrap().configuration_value("Stack").unwrap(), "shop");
    // A value of that name is a value.
    let plain = INTEGRATION.replace(r#"{ "Stack": "shop" }"#, r#"{ "configuration": "shop" }"#);
    assert_eq!(integration(&plain).unwrap().configuration_value("configuration").unwrap(), "shop");
}
