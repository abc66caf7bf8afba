//! What an event holds is in no request and no line of the log.

use codepipeline_fail::lambda::action;
use codepipeline_fail::{Failure, Job, failure};
use serde_json::json;
use wire_tests::{Log, client, failure};

use crate::support::{endpoint, event, invocation, invoke, simulated, start};

#[tokio::test(start_paused = true)]
async fn credentials_are_neither_sent_nor_logged() {
    let endpoint = endpoint();
    let log = Log::default();
    let _logging = log.begin();
    let id = start(&endpoint, "canary-parameter");
    let handler = |job: Job| async move {
        let password = job.configuration_value("Password")?.to_owned();
        Err::<(), Failure>(failure!(JobFailed, "canary-key and canary-token and {password}"))
    };
    let function = simulated(action(&client(&endpoint), handler));
    let mut event = event(&id, "canary-parameter");
    event["CodePipeline.job"]["data"]["actionConfiguration"]["configuration"]["Password"] =
        json!("canary-password");
    assert!(!format!("{:?}", invocation(event.clone(), std::time::Duration::ZERO)).contains("canary"));
    invoke(&function, event).await.unwrap();
    assert!(failure(&endpoint, &id).message.starts_with("*** and *** and ***"));
    assert!(log.text().contains("the job is reported"), "{}", log.text());
    assert!(!log.text().contains("canary"), "{}", log.text());
}

#[tokio::test(start_paused = true)]
async fn nor_are_they_when_the_event_cannot_be_read() {
    let endpoint = endpoint();
    let log = Log::default();
    let _logging = log.begin();
    let id = start(&endpoint, "");
    let mut event = event(&id, "");
    event["CodePipeline.job"]["data"]["outputArtifacts"] = json!("canary-artifact");
    invoke(&simulated(action(&client(&endpoint), crate::support::handle)), event).await.unwrap();
    assert!(failure(&endpoint, &id).message.contains("`CodePipeline.job.data.outputArtifacts` is not"));
    assert!(!log.text().contains("canary"), "{}", log.text());
}
