//! How answers are spelled.

use crate::support::*;
use codepipeline_local::{Artifact, Endpoint, ErrorPlace, ErrorSpelling, Fault, Operation};
use serde_json::{Value, json};

const URI: &str = ":http://internal.amazon.com/coral/com.amazonaws.codepipeline/";

/// The body and the header of an error, for each spelling in the order of `ErrorSpelling::ALL`.
fn spelled(code: &str, message: &str) -> Vec<(Value, Option<String>)> {
    let qualified = format!("com.amazonaws.codepipeline#{code}");
    let codes = [code.to_owned(), qualified.clone(), format!("{code}{URI}"), format!("{qualified}{URI}")];
    let in_member = |name: &'static str| {
        let body = move |code: &String| (json!({ name: code, "message": message }), None);
        codes.iter().map(body).collect::<Vec<_>>()
    };
    let in_header = [&codes[0], &codes[2], &codes[3]];
    let in_header = in_header.map(|code| (json!({ "message": message }), Some(code.clone())));
    [in_member("__type"), in_member("code"), in_header.into()].concat()
}

fn parts(answer: &codepipeline_local::Answer) -> (Value, Option<String>) {
    let header = answer.response().unwrap().headers().get("x-amzn-errortype");
    (answer.json(), header.map(|value| value.to_str().unwrap().to_owned()))
}

#[test]
fn an_error_is_spelled_as_set() {
    let message = "The job was specified in an invalid format or cannot be found.";
    let expected = spelled("JobNotFoundException", message);
    assert_eq!(ErrorSpelling::ALL.len(), expected.len());
    for (spelling, expected) in ErrorSpelling::ALL.iter().zip(expected) {
        let endpoint = Endpoint::builder().error_spelling(*spelling).build();
        let input = json!({ "jobId": "11111111-abcd-90ab-cdef-0123456789ab" });
        let answer = endpoint.call(Operation::GetJobDetails, input.to_string());
        assert_eq!(parts(&answer), expected, "{spelling:?}");
        assert_eq!(answer.error().as_deref(), Some("JobNotFoundException"));
        assert_eq!(answer.response().unwrap().status(), 400);
        assert_eq!(endpoint.requests()[0].error.as_deref(), Some("JobNotFoundException"));
    }
}

#[test]
fn an_injected_error_has_a_spelling_of_its_own() {
    let endpoint = Endpoint::builder().error_spelling(ErrorSpelling::ALL[8]).build();
    let expected = spelled("ThrottlingException", "Injected fault");
    for (spelling, expected) in ErrorSpelling::ALL.iter().zip(expected) {
        endpoint.faults().push(Fault::error(None, "ThrottlingException", 400).spelled(*spelling));
        assert_eq!(parts(&endpoint.call(Operation::PollForJobs, "{}")), expected, "{spelling:?}");
    }
}

#[test]
fn a_spelling_is_json_too() {
    let spelled = [
        (ErrorPlace::Type, json!({ "in": "__type", "namespace": false, "uri": false })),
        (ErrorPlace::Code, json!({ "in": "code", "namespace": false, "uri": false })),
        (ErrorPlace::Header, json!({ "in": "header", "namespace": false, "uri": false })),
    ];
    for (place, json) in spelled {
        let spelling = ErrorSpelling::ALL.iter().find(|spelling| spelling.place == place).unwrap();
        assert_eq!(serde_json::to_value(spelling).unwrap(), json);
    }
    for spelling in ErrorSpelling::ALL {
        let json = serde_json::to_value(spelling).unwrap();
        assert_eq!(serde_json::from_value::<ErrorSpelling>(json).unwrap(), *spelling);
    }
    assert_eq!(ErrorSpelling::default(), ErrorSpelling::ALL[0]);
}

#[test]
fn an_error_says_what_is_set_for_its_code() {
    let builder = Endpoint::builder().error_message("JobNotFoundException", "Gone.");
    let endpoint = builder.error_message("SerializationException", "").build();
    let message =
        |body: &str| endpoint.call(Operation::GetJobDetails, body.to_owned()).json()["message"].clone();
    assert_eq!(message(r#"{"jobId":"11111111-abcd-90ab-cdef-0123456789ab"}"#), "Gone.");
    assert_eq!(message("{"), "");
    assert!(message("{}").as_str().unwrap().starts_with("1 validation error detected"), "of another code");
}

/// The paths of all members named `__type`, with their values.
fn types(json: &Value, path: &str, found: &mut Vec<(String, String)>) {
    match json {
        Value::Object(members) => {
            for (name, value) in members {
                if name == "__type" {
                    found.push((path.to_owned(), value.as_str().unwrap().to_owned()));
                }
                types(value, &format!("{path}/{name}"), found);
            }
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, item)| types(item, &format!("{path}/{index}"), found));
        }
        _ => {}
    }
}

#[test]
fn structures_name_their_shapes_if_asked_for() {
    let job = || {
        let job = job().configuration("Stack", "shop").encryption_key("key");
        let job = job.input_artifact(Artifact::s3("In", "bucket", "in.zip"));
        job.output_artifact(Artifact::s3("Out", "bucket", "out.zip"))
    };
    let data = |coral_types| {
        let endpoint = Endpoint::builder().coral_types(coral_types).build();
        let id = endpoint.queue(job().artifact_credentials("AKID", "secret", "token"));
        let polled = ask(&endpoint, Operation::PollForJobs, &poll_input(&action_type())).unwrap();
        let data = details(&endpoint, &id)["data"].clone();
        assert_eq!(polled["jobs"][0]["data"], data);
        data
    };
    let found = |json: &Value| {
        let mut found = Vec::new();
        types(json, "", &mut found);
        found
    };
    let plain = data(false);
    assert_eq!(found(&plain), []);
    let mut typed = data(true);
    let expected = [
        ("/actionConfiguration", "ActionConfiguration"),
        ("/actionTypeId", "ActionTypeId"),
        ("/artifactCredentials", "AWSSessionCredentials"),
        ("/encryptionKey", "EncryptionKey"),
        ("/inputArtifacts/0", "Artifact"),
        ("/outputArtifacts/0", "Artifact"),
        ("/pipelineContext", "PipelineContext"),
    ];
    assert_eq!(found(&typed), expected.map(|(path, shape)| (path.to_owned(), shape.to_owned())));
    for (path, _) in expected {
        typed.pointer_mut(path).unwrap().as_object_mut().unwrap().remove("__type");
    }
    assert_eq!(typed, plain, "nothing else differs");
}

#[test]
fn a_partners_job_names_its_shapes_too() {
    let endpoint = Endpoint::builder().coral_types(true).build();
    let id = endpoint.queue(third_party_job());
    let input = json!({ "jobId": id.as_str(), "clientToken": TOKEN });
    let output = ask(&endpoint, Operation::GetThirdPartyJobDetails, &input).unwrap();
    assert_eq!(output["jobDetails"]["data"]["actionTypeId"]["__type"], "ActionTypeId");
    let id = endpoint.queue(job());
    assert_eq!(details(&endpoint, &id)["data"]["encryptionKey"], Value::Null, "none is made up");
}
