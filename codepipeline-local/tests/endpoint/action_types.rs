//! Action types and the properties of their configuration.

use crate::support::*;
use codepipeline_local::{
    ActionType, ActionTypeDefinition, Clock, ConfigurationProperty, Endpoint, NewJob, Operation,
};
use serde_json::{Value, json};

fn definition() -> ActionTypeDefinition {
    ActionTypeDefinition::new(action_type())
        .property(ConfigurationProperty::new("Stack"))
        .property(ConfigurationProperty::new("ProjectName").queryable())
        .property(ConfigurationProperty::new("ApiToken").secret())
        .execution_url_template("https://acme.example/runs/{ExternalExecutionId}")
}

fn defined(definition: ActionTypeDefinition) -> Endpoint {
    Endpoint::builder().clock(Clock::manual()).define(definition).build()
}

fn query(query: &Value) -> Value {
    let mut input = poll_input(&action_type());
    input["queryParam"] = query.clone();
    input
}

/// What a poll is refused with.
fn refusal(endpoint: &Endpoint, query_param: &Value) -> (String, String) {
    let answer = endpoint.call(Operation::PollForJobs, query(query_param).to_string());
    (answer.error().unwrap(), answer.json()["message"].as_str().unwrap().to_owned())
}

fn invalid(message: &str) -> (String, String) {
    ("ValidationException".into(), message.into())
}

#[test]
fn a_poll_must_name_the_queryable_property_and_no_other() {
    let endpoint = defined(definition());
    let id = endpoint.queue(job().configuration("ProjectName", "blue").configuration("Stack", "shop"));
    let missing = invalid("The queryParam must have the queryable property 'ProjectName' as its key");
    for wrong in [
        Value::Null,
        json!({}),
        json!({ "Stack": "shop" }),
        json!({ "ApiToken": "hush" }),
        json!({ "projectName": "blue" }),
        json!({ "Unknown": "blue" }),
    ] {
        assert_eq!(refusal(&endpoint, &wrong), missing, "{wrong}");
    }
    let two = json!({ "ProjectName": "blue", "Stack": "shop" });
    assert!(refusal(&endpoint, &two).1.contains("length less than or equal to 1"));
    assert_eq!(poll_with(&endpoint, &query(&json!({ "ProjectName": "blue" })))[0].0, id.as_str());
}

#[test]
fn a_poll_gets_the_jobs_with_the_value_that_it_asks_for() {
    let endpoint = defined(definition());
    let queue = |value: &str| endpoint.queue(job().configuration("ProjectName", value)).to_string();
    let [first, _blue, third] = [queue("green"), queue("blue"), queue("green")];
    endpoint.queue(job().configuration("Stack", "green"));
    let ids = |value: &str| {
        let polled = poll_with(&endpoint, &query(&json!({ "ProjectName": value })));
        polled.into_iter().map(|(id, _)| id).collect::<Vec<_>>()
    };
    assert_eq!(ids("Green"), [""; 0]);
    assert_eq!(ids("green"), [first.clone(), third]);
    assert_eq!(ids("green"), [""; 0]);
    let fifth = queue("green");
    endpoint.redeliver(&first);
    assert_eq!(ids("green"), [first, fifth]);
}

#[test]
fn an_action_type_without_a_queryable_property_takes_no_query() {
    let endpoint =
        defined(ActionTypeDefinition::new(action_type()).property(ConfigurationProperty::new("ProjectName")));
    let id = endpoint.queue(job().configuration("ProjectName", "blue"));
    let none = invalid("The action type has no queryable property to poll for");
    assert_eq!(refusal(&endpoint, &json!({ "ProjectName": "blue" })), none);
    assert_eq!(poll_with(&endpoint, &query(&json!({})))[0].0, id.as_str());
    assert_eq!(poll_with(&endpoint, &query(&Value::Null)), []);
}

#[test]
fn an_action_type_of_which_no_more_is_known_takes_any_query() {
    let endpoint = endpoint();
    let [blue, other] = [endpoint.queue(job().configuration("ProjectName", "blue")), endpoint.queue(job())];
    assert_eq!(poll_with(&endpoint, &query(&json!({ "Unknown": "blue" }))), []);
    assert_eq!(poll_with(&endpoint, &query(&json!({ "ProjectName": "blue" })))[0].0, blue.as_str());
    assert_eq!(poll_with(&endpoint, &query(&Value::Null))[0].0, other.as_str());
}

#[test]
fn a_definition_replaces_what_was_known() {
    let endpoint = endpoint();
    endpoint.queue(job().configuration("ProjectName", "blue"));
    endpoint.define(definition());
    assert_eq!(refusal(&endpoint, &Value::Null).0, "ValidationException");
    endpoint.register(action_type());
    assert_eq!(endpoint.action_types(), [definition()], "to register what is known changes nothing");
    endpoint.define(ActionTypeDefinition::new(action_type()));
    assert_eq!(poll(&endpoint).len(), 1);
}

#[test]
fn all_action_types_are_listed_once() {
    let endpoint = defined(definition());
    endpoint.register(ActionType::custom("Build", "Acme", "1"));
    endpoint.queue(NewJob::custom(ActionType::custom("Build", "Acme", "1")));
    endpoint.queue(third_party_job());
    endpoint.queue(NewJob::lambda("check"));
    let known = endpoint.action_types();
    let types: Vec<_> = known.iter().map(|known| known.action_type.clone()).collect();
    let expected =
        [ActionType::custom("Build", "Acme", "1"), action_type(), ActionType::lambda(), third_party_type()];
    assert_eq!(types, expected);
    assert_eq!(known[1], definition());
    assert_eq!((&known[0].properties, &known[0].execution_url_template), (&None, &None));
}

#[test]
#[should_panic(expected = "2 properties are queryable; at most one can be")]
fn two_queryable_properties_are_refused() {
    endpoint().define(definition().property(ConfigurationProperty::new("Stack").queryable()));
}

#[test]
#[should_panic(expected = "2 properties are queryable; at most one can be")]
fn two_queryable_properties_are_refused_by_the_builder() {
    let _builder =
        Endpoint::builder().define(definition().property(ConfigurationProperty::new("Stack").queryable()));
}

#[test]
fn an_action_type_may_come_as_json() {
    let properties = json!([
        { "name": "Stack", "required": true, "key": true, "secret": false, "type": "String" },
        { "name": "ProjectName", "required": true, "key": false, "secret": false, "queryable": true },
        { "name": "ApiToken", "required": true, "key": false, "secret": true, "description": "any" },
    ]);
    let settings = json!({
        "executionUrlTemplate": "https://acme.example/runs/{ExternalExecutionId}",
        "entityUrlTemplate": "https://acme.example",
    });
    let input = json!({
        "category": "Deploy", "provider": "Acme", "version": "1",
        "configurationProperties": properties, "settings": settings,
        "inputArtifactDetails": { "minimumCount": 0, "maximumCount": 1 },
    });
    let output = json!({
        "id": { "category": "Deploy", "owner": "Custom", "provider": "Acme", "version": "1" },
        "actionConfigurationProperties": properties, "settings": settings,
    });
    for json in [input, output] {
        let endpoint = Endpoint::new();
        assert_eq!(endpoint.seed(&json!({ "actionTypes": [json] })), Ok(vec![]));
        assert_eq!(endpoint.action_types(), [definition()]);
    }
    let endpoint = Endpoint::new();
    let bare = json!({ "category": "Test", "owner": "ThirdParty", "provider": "Acme", "version": "1" });
    endpoint.seed(&json!({ "actionTypes": [bare] })).unwrap();
    assert_eq!(endpoint.action_types()[0].action_type, third_party_type());
    assert_eq!(endpoint.action_types()[0].properties, None, "they are not known");
}
