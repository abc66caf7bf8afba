mod properties;

use std::collections::{BTreeMap, HashMap};
use std::num::NonZeroU8;

use serde::Deserialize;
use serde_json::Value;

use super::*;

#[derive(Debug, Deserialize, PartialEq)]
#[serde(rename_all = "lowercase")]
enum Mode {
    Blue,
    Green { weight: u8 },
    Red(Vec<u8>),
}

#[derive(Debug, Deserialize, PartialEq)]
struct Port(u16);

#[derive(Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
struct Host {
    name: String,
    #[serde(default)]
    port: Option<Port>,
}

#[derive(Debug, Deserialize, PartialEq)]
struct Everything {
    stack: String,
    #[serde(default)]
    dry: bool,
    #[serde(default)]
    share: f64,
    #[serde(default)]
    initial: Option<char>,
    #[serde(default)]
    retries: Option<NonZeroU8>,
    #[serde(default)]
    mode: Option<Mode>,
    #[serde(default)]
    hosts: Vec<Host>,
    #[serde(default)]
    by_number: HashMap<u8, i16>,
    #[serde(default)]
    pair: Option<(u8, String)>,
}

fn parameters<T: DeserializeOwned>(text: &str) -> Result<T, JobDataError> {
    user_parameters(Some(text))
}

fn values(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs.iter().map(|&(key, value)| (key.to_owned(), value.to_owned())).collect()
}

#[track_caller]
fn assert_says(text: &str, expected: &str) {
    let error = parameters::<Everything>(text).expect_err(text);
    let message = error.to_string();
    let without_position = message.rsplit_once(" (line ").map_or(&*message, |(message, _)| message);
    assert_eq!(without_position, format!("UserParameters: {expected}"), "{text}");
}

#[test]
fn what_is_right_is_read() {
    let text = r#"{"stack":"shop","dry":true,"share":0.5,"initial":"x","retries":3,"mode":{"green":{"weight":7}},
        "hosts":[{"name":"a","port":80}],"by_number":{"7":-1},"pair":[1,"b"]}"#;
    let everything: Everything = parameters(text).unwrap();
    assert_eq!(everything.hosts, [Host { name: "a".to_owned(), port: Some(Port(80)) }]);
    assert_eq!(everything.mode, Some(Mode::Green { weight: 7 }));
}

#[test]
fn the_kind_of_mistake_and_its_place_are_told() {
    for (text, expected) in [
        (r"{}", "`stack` is missing"),
        (r"null", "the whole is not an object"),
        (r#""shop""#, "the whole is not an object"),
        (r#"{"stack":1}"#, "`stack` is not a string"),
        (r#"{"stack":"a","stack":"b"}"#, "`stack` is there twice"),
        (r#"{"stack":"a","dry":"yes"}"#, "`dry` is not true or false"),
        (r#"{"stack":"a","share":"x"}"#, "`share` is not a number"),
        (r#"{"stack":"a","initial":"xy"}"#, "`initial` is not a single character"),
        (r#"{"stack":"a","retries":256}"#, "`retries` is not an integer from 0 to 255"),
        (r#"{"stack":"a","retries":0}"#, "`retries` has a value that is not accepted"),
        (r#"{"stack":"a","retries":1.5}"#, "`retries` is not an integer from 0 to 255"),
        (r#"{"stack":"a","mode":"pink"}"#, "`mode` is none of `blue`, `green`, `red`"),
        (r#"{"stack":"a","mode":7}"#, "`mode` is none of `blue`, `green`, `red`"),
        (r#"{"stack":"a","mode":{"green":{}}}"#, "`mode.weight` is missing"),
        (r#"{"stack":"a","mode":{"red":[1,"x"]}}"#, "`mode[1]` is not an integer from 0 to 255"),
        (r#"{"stack":"a","hosts":{}}"#, "`hosts` is not an array"),
        (r#"{"stack":"a","hosts":[{"name":"b"},{}]}"#, "`hosts[1].name` is missing"),
        (
            r#"{"stack":"a","hosts":[{"name":"b","port":-1}]}"#,
            "`hosts[0].port` is not an integer from 0 to 65535",
        ),
        (r#"{"stack":"a","hosts":[{"nmae":"b"}]}"#, "`hosts[0].nmae` is none of the members `name`, `port`"),
        (r#"{"stack":"a","by_number":{"7":"x"}}"#, "`by_number.7` is not an integer from -32768 to 32767"),
        (r#"{"stack":"a","pair":[1]}"#, "`pair` has a value that is not accepted"),
    ] {
        assert_says(text, expected);
    }
}

#[test]
fn the_first_of_many_mistakes_is_told() {
    assert_says(r#"{"share":"x","dry":1}"#, "`share` is not a number");
    assert_says(r#"{"dry":1,"share":"x"}"#, "`dry` is not true or false");
}

#[test]
fn lines_and_columns_are_told() {
    let error = parameters::<Everything>("{\n  \"stack\": 17\n}").unwrap_err();
    let place = |error| match error {
        JobDataError::UserParameters { line, column, .. } => (line, column),
        other => panic!("{other:?}"),
    };
    assert_eq!(place(error), (2, 13));
    assert_eq!(
        parameters::<Value>("{\"stack\": shop}").unwrap_err().to_string(),
        "UserParameters are not JSON (line 1, column 11)"
    );
    assert_eq!(
        parameters::<Everything>("{\"stack\": 1, shop}").unwrap_err(),
        JobDataError::UserParametersNotJson { line: 1, column: 14 },
        "what is no JSON is not worth a look at its members"
    );
    assert!(matches!(
        parameters::<u8>("1 2"),
        Err(JobDataError::UserParametersNotJson { line: 1, column: 3 })
    ));
}

#[test]
fn absent_parameters_are_null() {
    for text in [None, Some(""), Some(" \n")] {
        assert_eq!(user_parameters::<()>(text), Ok(()));
        assert_eq!(user_parameters::<Option<Everything>>(text), Ok(None));
        assert_eq!(user_parameters::<Everything>(text), Err(JobDataError::NoUserParameters));
    }
    assert_eq!(parameters::<Option<u8>>("null"), Ok(None));
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
struct Settings {
    stack: String,
    port: Option<Port>,
    #[serde(default)]
    dry: bool,
    #[serde(default)]
    share: Option<f32>,
    #[serde(default)]
    mode: Option<Mode>,
    #[serde(default)]
    hosts: Option<Vec<String>>,
}

#[test]
fn a_configuration_is_parsed_from_its_texts() {
    let all = values(&[
        ("Stack", "7"),
        ("Port", "80"),
        ("Dry", "true"),
        ("Share", "0.5"),
        ("Mode", "blue"),
        ("Region", "eu-west-1"),
    ]);
    let settings: Settings = configuration(&all).unwrap();
    let expected = Settings {
        stack: "7".to_owned(),
        port: Some(Port(80)),
        dry: true,
        share: Some(0.5),
        mode: Some(Mode::Blue),
        hosts: None,
    };
    assert_eq!(settings, expected);
    assert_eq!(configuration::<BTreeMap<String, String>>(&all).unwrap(), all);
    assert_eq!(configuration::<HashMap<u8, i8>>(&values(&[("7", "-1")])).unwrap(), HashMap::from([(7, -1)]));
}

#[test]
fn mistakes_in_a_configuration_are_told_by_key() {
    for (key, value, expected) in [
        ("Port", "http", "`Port` is not an integer from 0 to 65535"),
        ("Port", "70000", "`Port` is not an integer from 0 to 65535"),
        ("Dry", "yes", "`Dry` is not true or false"),
        ("Share", "half", "`Share` is not a number"),
        ("Mode", "pink", "`Mode` is none of `blue`, `green`, `red`"),
        ("Mode", "green", "`Mode` has a value that is not accepted"),
        ("Hosts", "[]", "`Hosts` is not an array"),
    ] {
        let error = configuration::<Settings>(&values(&[("Stack", "shop"), (key, value)])).unwrap_err();
        assert_eq!(error.to_string(), format!("the action's configuration: {expected}"), "{value}");
    }
    let error = configuration::<Settings>(&values(&[])).unwrap_err();
    assert_eq!(error.to_string(), "the action's configuration: `Stack` is missing");
}
