//! What is secret of a job, and where it may be seen.

use crate::support::*;
use codepipeline_local::{
    ActionTypeDefinition, Clock, ConfigurationProperty, Endpoint, JobId, JobView, NewJob, Operation,
};
use serde_json::json;

const VALUE: &str = "the value of a secret property";

fn endpoint() -> Endpoint {
    let property = ConfigurationProperty::new("ApiToken").secret();
    let public = ConfigurationProperty::new("Stack");
    let define = |action_type| {
        ActionTypeDefinition::new(action_type).property(property.clone()).property(public.clone())
    };
    let builder = Endpoint::builder().clock(Clock::manual()).define(define(action_type()));
    builder.define(define(third_party_type())).build()
}

fn secretive(job: NewJob) -> NewJob {
    job.configuration("ApiToken", VALUE).configuration("Stack", "a public value")
}

fn credentials(endpoint: &Endpoint, id: &JobId) -> Vec<String> {
    let credentials = endpoint.job(id).unwrap().artifact_credentials;
    vec![credentials.access_key_id, credentials.secret_access_key, credentials.session_token]
}

/// Lets a worker ask for the details a few times, and returns all credentials that it was handed.
fn handed_out(endpoint: &Endpoint, id: &JobId, operation: Operation) -> Vec<String> {
    let mut all = credentials(endpoint, id);
    for _ in 0..3 {
        put(endpoint, operation, &json!({ "jobId": id.as_str(), "clientToken": TOKEN })).unwrap();
        all.extend(credentials(endpoint, id));
    }
    all
}

/// All that can be shown without being asked for by its name.
fn shown(endpoint: &Endpoint) -> String {
    let requests = endpoint.requests();
    let json = serde_json::to_string(&requests).unwrap();
    format!("{endpoint:?} {endpoint:#?} {requests:?} {json} {:?}", endpoint.action_types())
}

fn assert_hidden(shown: &str, secrets: &[String]) {
    for secret in secrets {
        assert!(!shown.contains(secret), "{secret} is shown");
    }
}

#[test]
fn no_secret_of_a_job_is_shown_even_if_its_worker_tells_it() {
    let endpoint = endpoint();
    let id = endpoint.start(secretive(job()));
    let mut secrets = handed_out(&endpoint, &id, Operation::GetJobDetails);
    assert_eq!(secrets.len(), 12);
    secrets.push(VALUE.into());
    let message = format!("told: {}", secrets.join(", "));
    fail(&endpoint, &id, &message).unwrap();
    fail(&endpoint, &id, &message).unwrap_err();
    // As a key and deep within what no operation has.
    let input = json!({ "jobId": id.as_str(), &secrets[0]: { &secrets[1]: [[secrets[2]]] } });
    put(&endpoint, Operation::GetJobDetails, &input).unwrap();

    assert_hidden(&shown(&endpoint), &secrets);
    let requests = endpoint.requests();
    let told = requests[3].body["failureDetails"]["message"].as_str().unwrap();
    assert_eq!(told, format!("told: {}", vec!["***"; 13].join(", ")));
    assert_eq!(requests[5].body, json!({ "jobId": id.as_str(), "***": { "***": [["***"]] } }));

    let view = endpoint.job(&id).unwrap();
    assert_eq!(view.failure().unwrap().message, message, "a test can find what was told");
    assert_eq!(view.refused[0].result.failure().unwrap().message, message);
    assert_eq!(view.data.configuration["ApiToken"], VALUE);
}

#[test]
fn no_secret_of_a_partners_job_is_shown() {
    let endpoint = endpoint();
    let id = endpoint.start(secretive(third_party_job()));
    let mut secrets = handed_out(&endpoint, &id, Operation::GetThirdPartyJobDetails);
    secrets.extend([VALUE.into(), TOKEN.into()]);
    let details = json!({ "type": "JobFailed", "message": secrets.concat() });
    let mut input = json!({ "jobId": id.as_str(), "clientToken": TOKEN, "failureDetails": details });
    put(&endpoint, Operation::PutThirdPartyJobFailureResult, &input).unwrap();
    assert_hidden(&shown(&endpoint), &secrets);
    assert_eq!(endpoint.requests()[3].body["clientToken"], "***");

    input["clientToken"] = json!("a token that is wrong");
    put(&endpoint, Operation::PutThirdPartyJobFailureResult, &input).unwrap_err();
    input["jobId"] = json!("11111111-abcd-90ab-cdef-0123456789ab");
    put(&endpoint, Operation::PutThirdPartyJobFailureResult, &input).unwrap_err();
    assert_hidden(&shown(&endpoint), &["a token that is wrong".into()]);
}

#[test]
fn what_is_not_secret_stays() {
    let endpoint = endpoint();
    let id = endpoint.start(secretive(job()));
    fail(&endpoint, &id, "a public value").unwrap();
    assert_eq!(endpoint.requests()[0].body["failureDetails"]["message"], "a public value");
}

#[test]
fn a_continuation_hides_the_secrets_of_its_own() {
    let endpoint = endpoint();
    let first = endpoint.start(secretive(third_party_job()));
    let operation = Operation::PutThirdPartyJobSuccessResult;
    let input = json!({ "jobId": first.as_str(), "clientToken": TOKEN, "continuationToken": VALUE });
    put(&endpoint, operation, &input).unwrap();
    let next = endpoint.job(&first).unwrap().continued_by.unwrap();
    let mut secrets = credentials(&endpoint, &next);
    secrets.extend([VALUE.into(), TOKEN.into()]);
    let details = json!({ "summary": secrets.concat() });
    let input = json!({ "jobId": next.as_str(), "clientToken": TOKEN, "executionDetails": details });
    put(&endpoint, operation, &input).unwrap_err();
    let bodies: Vec<_> = endpoint.requests().into_iter().map(|request| request.body).collect();
    assert_hidden(&format!("{bodies:?}"), &secrets);
}

#[test]
fn a_continuation_hides_the_secrets_of_the_jobs_before_it() {
    let endpoint = endpoint();
    let first = endpoint.start(secretive(job()));
    let secrets = handed_out(&endpoint, &first, Operation::GetJobDetails);
    go_on(&endpoint, &first, "a token").unwrap();
    let second = endpoint.job(&first).unwrap().continued_by.unwrap();
    fail(&endpoint, &second, &format!("told: {}", secrets.join(", "))).unwrap_err();
    assert_hidden(&shown(&endpoint), &secrets);
}

#[test]
fn a_job_whose_properties_are_not_known_shows_no_value_either() {
    let endpoint = Endpoint::new();
    let id = endpoint.queue(secretive(job()));
    let mut input = poll_input(&action_type());
    input["queryParam"] = json!({ "Other": "green" });
    poll_with(&endpoint, &input);
    endpoint.queue(job().configuration("ApiToken", "hush"));
    input["queryParam"] = json!({ "ApiToken": "none" });
    poll_with(&endpoint, &input);
    assert_hidden(&shown(&endpoint), &[VALUE.into(), "hush".into()]);
    let JobView { data, artifact_credentials, .. } = endpoint.job(&id).unwrap();
    assert_hidden(&format!("{data:?} {artifact_credentials:?}"), &[VALUE.into()]);
    assert_hidden(&format!("{:?}", endpoint.jobs()), &credentials(&endpoint, &id));
}

#[test]
fn a_new_job_shows_none_of_its_secrets() {
    let new = secretive(third_party_job()).artifact_credentials("access-key", "secret-key", "a-session");
    let secrets = [TOKEN, VALUE, "access-key", "secret-key", "a-session"].map(str::to_owned);
    assert_hidden(&format!("{new:?} {new:#?}"), &secrets);
    let endpoint = endpoint();
    endpoint.start(new);
    assert_hidden(&shown(&endpoint), &secrets);
    assert_hidden(&format!("{:?}", endpoint.jobs()), &secrets);
}

#[test]
fn credentials_are_new_for_each_get_job_details() {
    let endpoint = endpoint();
    let id = endpoint.queue(job());
    let polled = ask(&endpoint, Operation::PollForJobs, &poll_input(&action_type())).unwrap();
    let mut all = vec![polled["jobs"][0]["data"]["artifactCredentials"].clone()];
    for _ in 0..3 {
        all.push(details(&endpoint, &id)["data"]["artifactCredentials"].clone());
        let current = endpoint.job(&id).unwrap().artifact_credentials;
        assert_eq!(all.last().unwrap()["sessionToken"], current.session_token);
    }
    for name in ["accessKeyId", "secretAccessKey", "sessionToken"] {
        let mut parts: Vec<_> = all.iter().map(|one| one[name].as_str().unwrap()).collect();
        parts.sort_unstable();
        parts.dedup();
        assert_eq!(parts.len(), 4, "{name}");
    }
    let lambda = endpoint.start(NewJob::lambda("check"));
    assert_ne!(details(&endpoint, &lambda), details(&endpoint, &lambda));
}

#[test]
fn given_credentials_stay() {
    let endpoint = endpoint();
    let given = json!({ "accessKeyId": "AKID", "secretAccessKey": "secret", "sessionToken": "token" });
    let id = endpoint.start(job().artifact_credentials("AKID", "secret", "token"));
    let mut data = details(&endpoint, &id)["data"].clone();
    assert_eq!(data["artifactCredentials"], given);
    assert_eq!(details(&endpoint, &id)["data"], data);
    go_on(&endpoint, &id, "page 2").unwrap();
    let next = endpoint.job(&id).unwrap().continued_by.unwrap();
    assert_eq!(details(&endpoint, &next)["data"]["artifactCredentials"], given, "with its continuation");

    data["pipelineContext"].take();
    let ids = endpoint.seed(&data).unwrap();
    assert_eq!(details(&endpoint, &ids[0])["data"]["artifactCredentials"], given, "and from a seed");
}
