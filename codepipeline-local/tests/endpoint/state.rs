//! The life of a job.

use crate::support::*;
use codepipeline_local::{
    ActionType, Artifact, Endpoint, EventKind, JobStatus, NewJob, Operation, RepeatedAcknowledgement,
};
use serde_json::json;
use std::time::Duration;

#[test]
fn a_job_goes_from_the_queue_to_its_result() {
    let endpoint = endpoint();
    let id = endpoint.queue(job());
    assert_eq!(status(&endpoint, &id), JobStatus::Queued);
    assert_eq!(poll(&endpoint), [(id.to_string(), "1".to_owned())]);
    assert_eq!(status(&endpoint, &id), JobStatus::Dispatched);
    assert_eq!(acknowledge(&endpoint, &id, "1"), Ok("InProgress".into()));
    assert_eq!(fail(&endpoint, &id, "no disk"), Ok(()));

    let job = endpoint.job(&id).unwrap();
    assert_eq!((job.status, job.deliveries, job.nonce.as_deref()), (JobStatus::Failed, 1, Some("1")));
    let failure = job.failure().unwrap();
    assert_eq!((failure.failure_type.as_str(), failure.message.as_str()), ("JobFailed", "no disk"));
    let events = [EventKind::Queued, dispatched("1"), acknowledged("1"), EventKind::Failed];
    assert_eq!(kinds(&endpoint, &id), events);
}

#[test]
fn a_poll_gets_only_jobs_of_its_type_and_no_more_than_it_asks_for() {
    let endpoint = endpoint();
    let ids: Vec<_> = (0..3).map(|_| endpoint.queue(job())).collect();
    endpoint.queue(NewJob::custom(ActionType::custom("Deploy", "Acme", "2")));
    endpoint.queue(NewJob::third_party(ActionType::third_party("Deploy", "Acme", "1"), "hush"));
    endpoint.start(NewJob::lambda("check"));

    let mut input = poll_input(&action_type());
    input["maxBatchSize"] = json!(2);
    let found = |input| poll_with(&endpoint, input).into_iter().map(|(id, _)| id).collect::<Vec<_>>();
    assert_eq!(found(&input), [ids[0].as_str(), ids[1].as_str()]);
    assert_eq!(found(&input), [ids[2].as_str()]);
    assert_eq!(found(&input), [""; 0]);
}

#[test]
fn a_query_selects_by_configuration() {
    let endpoint = endpoint();
    endpoint.queue(job());
    endpoint.queue(job().configuration("ProjectName", "blue"));
    let green = endpoint.queue(job().configuration("ProjectName", "green"));
    let mut input = poll_input(&action_type());
    input["queryParam"] = json!({ "ProjectName": "green" });
    assert_eq!(poll_with(&endpoint, &input), [(green.to_string(), "1".to_owned())]);
    assert_eq!(poll_with(&endpoint, &input), []);
    input["queryParam"] = json!({});
    assert_eq!(poll_with(&endpoint, &input).len(), 2);
}

#[test]
fn a_poll_that_the_service_does_not_take() {
    let endpoint = endpoint();
    let refused = |action_type: &ActionType| {
        let answer = endpoint.call(Operation::PollForJobs, poll_input(action_type).to_string());
        (answer.error().unwrap(), answer.json()["message"].as_str().unwrap().to_owned())
    };
    assert_eq!(
        refused(&ActionType::custom("Build", "MyJenkinsProviderName", "1")),
        (
            "ActionTypeNotFoundException".into(),
            "ActionType (Category: 'Build', Owner: 'Custom', Provider: 'MyJenkinsProviderName', Version: '1') \
             is not available"
                .into()
        )
    );
    assert_eq!(
        refused(&ActionType::lambda()),
        ("ValidationException".into(), "ActionType with owner 'AWS' is not supported".into())
    );
}

#[test]
fn a_job_carries_its_data() {
    let endpoint = Endpoint::builder().account_id("444455556666").region("eu-west-1").build();
    let id = endpoint.queue(
        job()
            .pipeline("shop", "Production", "Roll-out")
            .configuration("Stack", "shop")
            .input_artifact(Artifact::s3("Source", "bucket", "in.zip").revision("4f1c"))
            .output_artifact(Artifact::s3("Report", "bucket", "out.zip"))
            .encryption_key("arn:aws:kms:eu-west-1:444455556666:key/1")
            .artifact_credentials("AKID", "secret", "token"),
    );
    let view = endpoint.job(&id).unwrap();
    let location = |key| json!({ "type": "S3", "s3Location": { "bucketName": "bucket", "objectKey": key } });
    let data = json!({
        "actionTypeId": { "category": "Deploy", "owner": "Custom", "provider": "Acme", "version": "1" },
        "actionConfiguration": { "configuration": { "Stack": "shop" } },
        "pipelineContext": {
            "pipelineName": "shop",
            "pipelineArn": "arn:aws:codepipeline:eu-west-1:444455556666:shop",
            "pipelineExecutionId": view.pipeline_execution_id,
            "stage": { "name": "Production" },
            "action": { "name": "Roll-out", "actionExecutionId": view.action_execution_id },
        },
        "inputArtifacts": [{ "name": "Source", "revision": "4f1c", "location": location("in.zip") }],
        "outputArtifacts": [{ "name": "Report", "location": location("out.zip") }],
        "artifactCredentials": {
            "accessKeyId": "AKID",
            "secretAccessKey": "secret",
            "sessionToken": "token",
        },
        "encryptionKey": { "id": "arn:aws:kms:eu-west-1:444455556666:key/1", "type": "KMS" },
    });
    let polled = endpoint.call(Operation::PollForJobs, poll_input(&action_type()).to_string()).json();
    let id = id.as_str();
    assert_eq!(
        polled,
        json!({ "jobs": [{ "id": id, "nonce": "1", "accountId": "444455556666", "data": data }] })
    );
    let details = endpoint.call(Operation::GetJobDetails, json!({ "jobId": id }).to_string()).json();
    assert_eq!(details, json!({ "jobDetails": { "id": id, "accountId": "444455556666", "data": data } }));
}

#[test]
fn a_job_that_is_not_acknowledged_is_handed_out_again_under_a_new_nonce() {
    let endpoint = endpoint();
    let id = endpoint.queue(job());
    poll(&endpoint);
    endpoint.advance(Duration::from_secs(59));
    assert_eq!(poll(&endpoint), []);
    endpoint.advance(Duration::from_secs(1));
    assert_eq!(status(&endpoint, &id), JobStatus::Queued);
    assert_eq!(acknowledge(&endpoint, &id, "1"), Err("InvalidNonceException".into()));
    assert_eq!(poll(&endpoint), [(id.to_string(), "2".to_owned())]);
    assert_eq!(acknowledge(&endpoint, &id, "1"), Err("InvalidNonceException".into()));
    assert_eq!(acknowledge(&endpoint, &id, "2"), Ok("InProgress".into()));
    assert_eq!(endpoint.job(&id).unwrap().deliveries, 2);
}

#[test]
fn a_nonce_serves_once() {
    let endpoint = endpoint();
    let id = endpoint.queue(job());
    assert_eq!(acknowledge(&endpoint, &id, "1"), Err("InvalidNonceException".into()), "not handed out yet");
    poll(&endpoint);
    assert_eq!(acknowledge(&endpoint, &id, "01"), Err("InvalidNonceException".into()));
    assert_eq!(acknowledge(&endpoint, &id, "1"), Ok("InProgress".into()));
    assert_eq!(acknowledge(&endpoint, &id, "1"), Err("InvalidNonceException".into()));
    assert_eq!(status(&endpoint, &id), JobStatus::InProgress);
}

#[test]
fn a_repeated_acknowledgement_can_be_accepted() {
    let endpoint = Endpoint::builder().repeated_acknowledgement(RepeatedAcknowledgement::Status).build();
    let id = endpoint.queue(job());
    poll(&endpoint);
    for _ in 0..2 {
        assert_eq!(acknowledge(&endpoint, &id, "1"), Ok("InProgress".into()));
    }
    assert_eq!(acknowledge(&endpoint, &id, "2"), Err("InvalidNonceException".into()));
    succeed(&endpoint, &id).unwrap();
    assert_eq!(acknowledge(&endpoint, &id, "1"), Ok("Succeeded".into()));
}

#[test]
fn a_job_that_ended_before_it_was_acknowledged_says_so() {
    let endpoint = endpoint();
    let id = endpoint.queue(job().timeout(Duration::from_secs(30)));
    poll(&endpoint);
    endpoint.advance(Duration::from_secs(30));
    assert_eq!(acknowledge(&endpoint, &id, "1"), Ok("TimedOut".into()));
    assert_eq!(status(&endpoint, &id), JobStatus::TimedOut);
}

#[test]
fn a_job_times_out_wherever_it_is() {
    let endpoint = endpoint();
    let new = || job().timeout(Duration::from_secs(30));
    let in_progress = endpoint.queue(new());
    poll(&endpoint);
    acknowledge(&endpoint, &in_progress, "1").unwrap();
    let dispatched = endpoint.queue(new());
    poll(&endpoint);
    let queued = endpoint.queue(new());
    let done = endpoint.start(new());
    succeed(&endpoint, &done).unwrap();

    let statuses = || [&in_progress, &dispatched, &queued, &done].map(|id| status(&endpoint, id));
    let [in_progress_, dispatched_, queued_, succeeded] =
        [JobStatus::InProgress, JobStatus::Dispatched, JobStatus::Queued, JobStatus::Succeeded];
    endpoint.advance(Duration::from_millis(29_999));
    assert_eq!(statuses(), [in_progress_, dispatched_, queued_, succeeded]);
    endpoint.advance(Duration::from_millis(1));
    assert_eq!(statuses(), [JobStatus::TimedOut, JobStatus::TimedOut, JobStatus::TimedOut, succeeded]);

    assert_eq!(fail(&endpoint, &in_progress, "late"), Err("InvalidJobStateException".into()));
    let view = endpoint.job(&in_progress).unwrap();
    assert_eq!(view.result, None);
    assert_eq!(view.refused[0].result.failure().unwrap().message, "late");
}

#[test]
fn the_default_timeouts_are_those_of_the_service() {
    let endpoint = endpoint();
    let (custom, lambda) = (endpoint.start(job()), endpoint.start(NewJob::lambda("check")));
    endpoint.advance(Duration::from_mins(20));
    assert_eq!(status(&endpoint, &lambda), JobStatus::TimedOut);
    assert_eq!(status(&endpoint, &custom), JobStatus::InProgress);
    endpoint.advance(Duration::from_mins(40));
    assert_eq!(status(&endpoint, &custom), JobStatus::TimedOut);
}

#[test]
fn a_lambda_job_is_in_progress_from_the_start() {
    let endpoint = endpoint();
    for id in [endpoint.queue(NewJob::lambda("check")), endpoint.start(NewJob::lambda("check"))] {
        assert_eq!(status(&endpoint, &id), JobStatus::InProgress);
        assert_eq!(acknowledge(&endpoint, &id, "1"), Err("JobNotFoundException".into()));
        assert_eq!(fail(&endpoint, &id, "no"), Ok(()));
        assert_eq!(endpoint.job(&id).unwrap().nonce, None);
    }
}

#[test]
fn an_unknown_job_is_not_found() {
    let endpoint = endpoint();
    let id = "11111111-abcd-90ab-cdef-0123456789ab";
    let not_found = || Err("JobNotFoundException".to_owned());
    assert_eq!(acknowledge(&endpoint, id, "1").map(drop), not_found());
    assert_eq!(succeed(&endpoint, id), not_found());
    assert_eq!(fail(&endpoint, id, "no"), not_found());
    assert_eq!(put(&endpoint, Operation::GetJobDetails, &json!({ "jobId": id })), not_found());
    assert_eq!(endpoint.job(id), None);
}

#[test]
fn the_same_calls_make_the_same_ids() {
    let run = |seed| {
        let endpoint = Endpoint::builder().seed(seed).build();
        let id = endpoint.queue(job());
        let view = endpoint.job(&id).unwrap();
        (id, view.artifact_credentials, view.pipeline_execution_id)
    };
    assert_eq!(run(1), run(1));
    assert_ne!(run(1), run(2));
}

#[test]
#[should_panic(expected = "Value at 'actionTypeId.provider' failed to satisfy constraint")]
fn a_job_that_cannot_be_is_not_queued() {
    endpoint().queue(NewJob::custom(ActionType::custom("Deploy", "Acme Inc.", "1")));
}

#[test]
#[should_panic(expected = "the owner of the action type is ThirdParty, not Custom")]
fn a_custom_job_needs_a_custom_action_type() {
    endpoint().queue(NewJob::custom(ActionType::third_party("Deploy", "Acme", "1")));
}
