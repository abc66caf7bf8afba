//! The endpoint answers what the AWS CLI's documentation shows.

use codepipeline_local::{Clock, Endpoint, JobId, Operation};
use serde_json::{Value, json};
use std::time::Duration;

/// Members that the API gained after the examples were written.
const LATER_MEMBERS: &[(&str, &str)] = &[
    ("/pipelineContext", "pipelineArn"),
    ("/pipelineContext", "pipelineExecutionId"),
    ("/pipelineContext/action", "actionExecutionId"),
];

/// An example, as the documentation shows it.
macro_rules! example {
    ($name:literal) => {
        serde_json::from_str::<Value>(include_str!(concat!("data/aws-cli-examples/", $name, ".json")))
            .expect("it is JSON")
    };
}

/// An endpoint of the examples' account, on which time stands still, with the job of an example.
fn endpoint(job: &Value) -> (Endpoint, JobId) {
    let builder = Endpoint::builder().clock(Clock::manual()).account_id("111111111111");
    let endpoint = builder.coral_types(true).build();
    // The documentation's ids are no UUIDs, which the API's model asks for: the job gets one of ours.
    let ids = endpoint.seed(&job["data"]).expect("the documentation's job is one");
    let [id] = ids.try_into().expect("it is one job");
    (endpoint, id)
}

fn call(endpoint: &Endpoint, operation: Operation, input: &Value) -> Value {
    let answer = endpoint.call(operation, input.to_string());
    assert_eq!(answer.error(), None, "{}", answer.json());
    answer.json()
}

/// Takes the later members out of a job, which must have them.
fn without_later_members(mut job: Value) -> Value {
    for (parent, name) in LATER_MEMBERS {
        let parent =
            job["data"].pointer_mut(parent).and_then(Value::as_object_mut).expect("it has a context");
        assert!(parent.remove(*name).is_some(), "{name}");
    }
    job
}

/// The example's job under our id.
fn under(id: &JobId, mut job: Value) -> Value {
    job["id"] = json!(id.as_str());
    job
}

/// Lets two deliveries lapse, so that the next one has the nonce of the examples.
fn let_two_deliveries_lapse(endpoint: &Endpoint, poll: &Value) {
    for nonce in ["1", "2"] {
        assert_eq!(call(endpoint, Operation::PollForJobs, poll)["jobs"][0]["nonce"], nonce);
        endpoint.advance(Duration::from_mins(1));
    }
}

/// The example's request, for the project that the job in its answer has. The documentation asks for another, by a slip.
fn poll_input() -> Value {
    let mut input = example!("poll-for-jobs.input");
    assert_eq!(input["queryParam"]["ProjectName"].take(), "MyJenkinsTestProject");
    input["queryParam"]["ProjectName"] = json!("MyJenkinsExampleTestProject");
    input
}

#[test]
fn a_poll_answers_what_the_documentation_shows() {
    let mut shown = example!("poll-for-jobs");
    let (endpoint, id) = endpoint(&shown["jobs"][0]);
    let poll = poll_input();
    let_two_deliveries_lapse(&endpoint, &poll);

    let mut answer = call(&endpoint, Operation::PollForJobs, &poll);
    answer["jobs"][0] = without_later_members(answer["jobs"][0].take());
    shown["jobs"][0] = under(&id, shown["jobs"][0].take());
    assert_eq!(answer, shown);
}

#[test]
fn a_poll_as_the_documentation_has_it_finds_no_job() {
    let (endpoint, _) = endpoint(&example!("poll-for-jobs")["jobs"][0]);
    let answer = call(&endpoint, Operation::PollForJobs, &example!("poll-for-jobs.input"));
    assert_eq!(answer, json!({ "jobs": [] }));
}

#[test]
fn an_acknowledgement_answers_what_the_documentation_shows() {
    let (endpoint, id) = endpoint(&example!("poll-for-jobs")["jobs"][0]);
    let poll = poll_input();
    let_two_deliveries_lapse(&endpoint, &poll);
    call(&endpoint, Operation::PollForJobs, &poll);

    let input = json!({ "jobId": id.as_str(), "nonce": "3" });
    assert_eq!(call(&endpoint, Operation::AcknowledgeJob, &input), example!("acknowledge-job"));
}

#[test]
fn details_are_what_the_documentation_shows() {
    let mut shown = example!("get-job-details");
    let (endpoint, id) = endpoint(&shown["jobDetails"]);

    let mut answer = call(&endpoint, Operation::GetJobDetails, &json!({ "jobId": id.as_str() }));
    answer["jobDetails"] = without_later_members(answer["jobDetails"].take());
    shown["jobDetails"] = under(&id, shown["jobDetails"].take());
    assert_eq!(answer, shown);
}
