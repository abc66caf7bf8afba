//! The event by which CodePipeline invokes a function with a job
//! (<https://docs.aws.amazon.com/codepipeline/latest/userguide/actions-invoke-lambda-function.html>, "JSON event").

use crate::job::Job;
use serde_json::{Value, json};

/// The members of the job's data that the event has.
const MEMBERS: &[&str] = &[
    "actionConfiguration",
    "inputArtifacts",
    "outputArtifacts",
    "artifactCredentials",
    "continuationToken",
    "encryptionKey",
];

/// The event of a job. It holds the job's credentials.
pub(super) fn of(job: &Job, region: &str, account_id: &str) -> Value {
    let mut data = job.data(region, account_id);
    data.retain(|name, _| MEMBERS.contains(&name.as_str()));
    for artifacts in ["inputArtifacts", "outputArtifacts"] {
        // The guide's example shows a revision that is not there as null.
        for artifact in data.get_mut(artifacts).and_then(Value::as_array_mut).into_iter().flatten() {
            if artifact.get("revision").is_none() {
                artifact["revision"] = Value::Null;
            }
        }
    }
    json!({ "CodePipeline.job": { "id": job.view.id, "accountId": account_id, "data": data } })
}

/// The event of a job in the integration model
/// (<https://docs.aws.amazon.com/codepipeline/latest/userguide/reference-integrations.html>). It holds credentials, too.
pub(super) fn integration(job: &Job, region: &str, account_id: &str) -> Value {
    let mut data = job.data(region, account_id);
    let credentials = data.remove("artifactCredentials");
    data.retain(|name, _| MEMBERS.contains(&name.as_str()));
    data.extend(credentials.map(|credentials| ("actionCredentials".into(), credentials)));
    data.insert("actionExecutionId".into(), json!(job.view.action_execution_id));
    data.insert("actionConfiguration".into(), json!(job.view.data.configuration));
    json!({ "jobId": job.view.id, "accountId": account_id, "data": data })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ActionType, Artifact, Endpoint, NewJob};

    fn event(job: NewJob) -> Value {
        let endpoint = Endpoint::new();
        let id = endpoint.start(job);
        endpoint.look(|state| of(state.job(id.as_str()).unwrap(), &state.region, &state.account_id))
    }

    #[test]
    fn it_is_as_the_guide_shows_it() {
        let job = NewJob::lambda("check")
            .user_parameters("some input")
            .input_artifact(Artifact::s3("Source", "bucket", "source.zip"))
            .artifact_credentials("id", "secret", "token")
            .continuation_token("go on")
            .encryption_key("key");
        let job = event(job)["CodePipeline.job"].take();
        assert_eq!(job["accountId"], "111122223333");
        assert_eq!(
            job["data"],
            json!({
                "actionConfiguration": {
                    "configuration": { "FunctionName": "check", "UserParameters": "some input" },
                },
                "inputArtifacts": [{
                    "name": "Source",
                    "revision": null,
                    "location": {
                        "type": "S3",
                        "s3Location": { "bucketName": "bucket", "objectKey": "source.zip" },
                    },
                }],
                "outputArtifacts": [],
                "artifactCredentials": { "accessKeyId": "id", "secretAccessKey": "secret", "sessionToken": "token" },
                "continuationToken": "go on",
                "encryptionKey": { "id": "key", "type": "KMS" },
            })
        );
    }

    #[test]
    fn what_an_action_does_not_have_is_not_there() {
        let job = event(NewJob::lambda("check"))["CodePipeline.job"].take();
        let data = job["data"].as_object().unwrap();
        let names: Vec<_> = data.keys().map(String::as_str).collect();
        assert_eq!(
            names,
            ["actionConfiguration", "artifactCredentials", "inputArtifacts", "outputArtifacts"]
        );
        assert_eq!(data["actionConfiguration"], json!({ "configuration": { "FunctionName": "check" } }));
    }

    #[test]
    fn the_integration_model_has_an_event_of_its_own() {
        let endpoint = Endpoint::new();
        let job = NewJob::custom(ActionType::custom("Deploy", "Acme", "1"))
            .configuration("Stack", "shop")
            .input_artifact(Artifact::s3("Source", "bucket", "source.zip"))
            .artifact_credentials("id", "secret", "token");
        let id = endpoint.start(job);
        let execution = endpoint.job(&id).unwrap().action_execution_id;
        let event = endpoint
            .look(|state| integration(state.job(id.as_str()).unwrap(), &state.region, &state.account_id));
        let location =
            json!({ "type": "S3", "s3Location": { "bucketName": "bucket", "objectKey": "source.zip" } });
        assert_eq!(
            event,
            json!({
                "jobId": id.as_str(),
                "accountId": "111122223333",
                "data": {
                    "actionConfiguration": { "Stack": "shop" },
                    "inputArtifacts": [{ "name": "Source", "location": location }],
                    "outputArtifacts": [],
                    "actionExecutionId": execution,
                    "actionCredentials": { "accessKeyId": "id", "secretAccessKey": "secret", "sessionToken": "token" },
                },
            })
        );
    }
}
