//! Seeds that are refused, and why.

use crate::support::*;
use codepipeline_local::{ActionTypeDefinition, ConfigurationProperty, Endpoint};
use serde_json::{Value, json};

const ID: &str = "11111111-abcd-90ab-cdef-0123456789ab";
const KNOWN_BESIDE: &str = "known are `data`, `id`, `jobId`, `nonce`, `accountId`, `clientId`, `clientToken`, \
                            `timeoutSeconds`";

fn type_id() -> Value {
    json!({ "category": "Deploy", "owner": "Custom", "provider": "Acme", "version": "1" })
}

fn data() -> Value {
    json!({ "actionTypeId": type_id() })
}

fn data_with(name: &str, value: Value) -> Value {
    let mut data = data();
    data[name] = value;
    data
}

fn beside(name: &str, value: Value) -> Value {
    let mut job = json!({ "data": data() });
    job[name] = value;
    job
}

fn partner_with(name: &str, value: Value) -> Value {
    let mut id = type_id();
    id["owner"] = json!("ThirdParty");
    let mut job = json!({ "data": { "actionTypeId": id } });
    job[name] = value;
    job
}

/// What an endpoint that has a job with the id says, which must be as it was before.
fn mistake(json: &Value) -> String {
    let endpoint = endpoint();
    endpoint.seed(&json!({ "data": data(), "id": ID })).unwrap();
    let before = (endpoint.jobs(), endpoint.action_types());
    let error = endpoint.seed(json).unwrap_err();
    assert_eq!((endpoint.jobs(), endpoint.action_types()), before, "{json}");
    error.to_string()
}

fn check(mistakes: impl IntoIterator<Item = (Value, &'static str)>) {
    for (json, message) in mistakes {
        assert_eq!(mistake(&json), message, "{json}");
    }
}

#[test]
fn a_seed_has_one_of_the_known_shapes() {
    for json in [json!(null), json!(7), json!("text"), json!(true)] {
        assert_eq!(mistake(&json), "a seed is a JSON object or a list of them");
    }
    check([
        (json!({ "jobs": 7 }), "`jobs` is not a list"),
        (json!({ "actionTypes": {} }), "`actionTypes` is not a list"),
        (json!({ "jobs": [], "job": [] }), "`job` is not known here: known are `actionTypes`, `jobs`"),
        (json!([7]), "[0]: a job is a JSON object"),
        (json!({ "jobs": [data(), null] }), "jobs[1]: a job is a JSON object"),
        (json!({ "jobDetails": 7 }), "a job is a JSON object"),
        (json!({ "CodePipeline.job": 7 }), "`CodePipeline.job` is not an object"),
        (json!({ "CodePipeline.job": {} }), "`CodePipeline.job` has no `data`"),
        (json!({ "CodePipeline.job": { "data": 7 } }), "NUMBER_VALUE cannot be converted to Structure"),
    ]);
    assert_eq!(
        mistake(&beside("timeout", json!(1))),
        format!("`timeout` is not known beside `data`: {KNOWN_BESIDE}")
    );
}

#[test]
fn job_data_keeps_the_models_constraints() {
    let one = "1 validation error detected: Value at ";
    for (json, message) in [
        (json!({}), format!("{one}'actionTypeId' failed to satisfy constraint: Member must not be null")),
        (
            data_with("continuationToken", json!("")),
            format!(
                "{one}'continuationToken' failed to satisfy constraint: Member must have length greater than or \
                 equal to 1"
            ),
        ),
        (
            data_with("inputArtifacts", json!([{ "name": "Source" }, { "name": "a b" }])),
            format!(
                "{one}'inputArtifacts.2.member.name' failed to satisfy constraint: Member must satisfy regular \
                 expression pattern: [a-zA-Z0-9_\\-]+"
            ),
        ),
        (
            data_with("encryptionKey", json!({ "id": "key", "type": "AES" })),
            format!(
                "{one}'encryptionKey.type' failed to satisfy constraint: Member must satisfy enum value set: [KMS]"
            ),
        ),
        (
            data_with("pipelineContext", json!({ "action": { "actionExecutionId": 7 } })),
            "Value at 'pipelineContext.action.actionExecutionId': NUMBER_VALUE cannot be converted to String".into(),
        ),
        (
            data_with("artifactCredentials", json!({ "accessKeyId": "a" })),
            "2 validation errors detected: Value at 'artifactCredentials.secretAccessKey' failed to satisfy \
             constraint: Member must not be null; Value at 'artifactCredentials.sessionToken' failed to satisfy \
             constraint: Member must not be null"
                .into(),
        ),
        (
            data_with("actionConfiguration", json!({ "configuration": { "Stack": 7 } })),
            "Value at 'actionConfiguration.configuration': NUMBER_VALUE cannot be converted to String".into(),
        ),
    ] {
        assert_eq!(mistake(&json), message, "{json}");
        assert_eq!(mistake(&json!([data(), json])), format!("[1]: {message}"));
        assert_eq!(mistake(&json!({ "jobs": [{ "data": json }] })), format!("jobs[0]: {message}"));
    }
}

#[test]
fn what_stands_beside_the_data_is_checked_too() {
    let no_time = "timeoutSeconds: a time is a number of seconds, zero or more";
    let no_id = "the id is not a lower-case UUID: leave it out to get one";
    check([
        (beside("timeoutSeconds", json!(-1)), no_time),
        (beside("timeoutSeconds", json!("60")), no_time),
        (beside("id", json!(ID.to_uppercase())), no_id),
        (beside("jobId", json!("1")), no_id),
        (beside("id", json!(7)), "`id` is not a string"),
        (
            partner_with("id", Value::Null),
            "a job of a third-party action type needs `clientToken` beside its `data`",
        ),
        (partner_with("clientToken", json!(7)), "`clientToken` is not a string"),
        (
            partner_with("clientToken", json!("")),
            "1 validation error detected: Value at 'clientToken' failed to satisfy constraint: Member must have \
             length greater than or equal to 1",
        ),
    ]);
    let mut partner = partner_with("clientToken", json!("token"));
    partner["clientId"] = json!("me");
    assert!(
        mistake(&partner).starts_with("1 validation error detected: Value at 'clientId' failed to satisfy")
    );
}

#[test]
fn an_id_is_there_once() {
    let other = "22222222-abcd-90ab-cdef-0123456789ab";
    let job = |id: &str| json!({ "data": data(), "id": id });
    let taken = |id: &str| format!("there is a job with the id {id} already");
    assert_eq!(mistake(&job(ID)), taken(ID));
    assert_eq!(mistake(&json!([job(other), job(ID)])), taken(ID));
    assert_eq!(mistake(&json!({ "jobs": [job(other), data(), job(other)] })), taken(other));
    let lists = json!({ "actionTypes": [{ "category": "Build", "provider": "Acme", "version": "1" }], "jobs": [job(ID)] });
    assert_eq!(mistake(&lists), taken(ID), "no action type is left behind either");
}

#[test]
fn an_id_that_the_endpoint_would_make_next_may_be_given() {
    let id = endpoint().queue(job());
    let endpoint = endpoint();
    let ids = endpoint.seed(&json!([data(), { "data": data(), "id": id.as_str() }])).unwrap();
    assert_eq!(ids[1], id);
    assert_ne!(ids[0], id);
}

#[test]
fn an_action_type_keeps_its_rules() {
    let definition = |name: &str, value: Value| {
        let mut definition = json!({ "category": "Deploy", "provider": "Acme", "version": "1" });
        definition[name] = value;
        json!({ "actionTypes": [definition] })
    };
    check([
        (
            definition("provider", json!("Acme Inc.")),
            "actionTypes[0]: 1 validation error detected: Value at 'provider' failed to satisfy constraint: Member \
             must satisfy regular expression pattern: [0-9A-Za-z_-]+",
        ),
        (
            definition("version", json!(1)),
            "actionTypes[0]: Value at 'version': NUMBER_VALUE cannot be converted to String",
        ),
        (
            definition("configurationProperties", json!([{}])),
            "actionTypes[0]: configurationProperties: missing field `name`",
        ),
        (
            definition(
                "configurationProperties",
                json!([{ "name": "a", "queryable": true }, { "name": "b", "queryable": true }]),
            ),
            "actionTypes[0]: 2 properties are queryable; at most one can be",
        ),
        (
            json!({ "actionTypes": [type_id(), 7] }),
            "actionTypes[1]: 3 validation errors detected: Value at 'category' failed to satisfy constraint: Member \
             must not be null; Value at 'provider' failed to satisfy constraint: Member must not be null; Value at \
             'version' failed to satisfy constraint: Member must not be null",
        ),
    ]);
}

#[test]
fn a_mistake_does_not_replace_a_definition() {
    let definition = ActionTypeDefinition::new(action_type()).property(ConfigurationProperty::new("Stack"));
    let endpoint = Endpoint::builder().define(definition.clone()).build();
    endpoint.seed(&json!({ "actionTypes": [type_id()], "jobs": [7] })).unwrap_err();
    assert_eq!(endpoint.action_types(), [definition]);
}
