use std::fs;

use super::read;
use crate::command_line::Given;
use crate::operation::Operation;

/// The input, as Python would show it.
fn input(command: &str, options: &[(&str, &str)]) -> Result<String, String> {
    let given: Vec<_> = options
        .iter()
        .map(|(name, value)| Given { name: (*name).to_owned().into(), value: Some((*value).to_owned()) })
        .collect();
    let operation = Operation::of_command(command).expect("it is there");
    let input = read(operation, &given).map_err(|failure| failure.text)?;
    Ok(crate::value::Value::Map(input).to_string())
}

fn failure(options: &[(&str, &str)]) -> Result<String, String> {
    input("put-job-failure-result", options)
}

#[test]
fn details_may_be_shorthand_or_json() {
    let expected = "{'jobId': '1', 'failureDetails': {'type': 'JobFailed', 'message': 'x'}}";
    for details in ["type=JobFailed,message=x", " {\"type\": \"JobFailed\", \"message\": \"x\"} "] {
        assert_eq!(failure(&[("--failure-details", details), ("--job-id", "1")]).as_deref(), Ok(expected));
    }
    let error = failure(&[("--failure-details", "[1]")]).unwrap_err();
    assert!(error.starts_with("Error parsing parameter '--failure-details': Invalid JSON:"), "{error}");
    let error = failure(&[("--failure-details", "{'type'")]).unwrap_err();
    assert_eq!(
        error,
        "Error parsing parameter '--failure-details': Invalid JSON: line 1, column 2: this is no JSON"
    );
    let error = failure(&[("--failure-details", "")]).unwrap_err();
    assert!(error.contains("Expected: '=', received: 'EOF'"), "{error}");
}

#[test]
fn of_an_option_that_comes_twice_the_later_counts() {
    assert_eq!(failure(&[("--job-id", "1"), ("--job-id", "{2}")]).as_deref(), Ok("{'jobId': '{2}'}"));
}

#[test]
fn a_whole_input_fills_what_has_no_option() {
    let whole = r#"{"failureDetails": {"type": "x"}, "jobId": "2", "other": null}"#;
    let expected = "{'jobId': '1', 'failureDetails': {'type': 'x'}, 'other': None}";
    assert_eq!(failure(&[("--cli-input-json", whole), ("--job-id", "1")]).as_deref(), Ok(expected));
    assert_eq!(failure(&[("--cli-input-yaml", whole), ("--job-id", "1")]).as_deref(), Ok(expected));
    let error = failure(&[("--cli-input-json", "{}"), ("--cli-input-yaml", "{}")]).unwrap_err();
    assert_eq!(error, "Only one --cli-input- parameter may be specified.");
    let error = failure(&[("--cli-input-json", "[]")]).unwrap_err();
    assert_eq!(
        error,
        "Error parsing parameter '--cli-input-json': Invalid type: expecting map, received <class 'list'>"
    );
    let error = failure(&[("--cli-input-json", "x.json")]).unwrap_err();
    assert!(error.starts_with("Error parsing parameter 'cli-input-json': Invalid JSON received."), "{error}");
    let error = failure(&[("--cli-input-yaml", "a: [")]).unwrap_err();
    assert!(error.starts_with("Error parsing parameter 'cli-input-yaml': Invalid YAML received."), "{error}");
}

#[test]
fn values_may_be_in_files() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("details");
    fs::write(&path, "type=JobFailed\r\n").expect("room for it");
    let (text, bytes) = (format!("file://{}", path.display()), format!("fileb://{}", path.display()));
    let options = [("--job-id", text.as_str()), ("--failure-details", &text)];
    assert_eq!(
        failure(&options).as_deref(),
        Ok(r"{'jobId': 'type=JobFailed\n', 'failureDetails': {'type': 'JobFailed'}}")
    );
    assert_eq!(failure(&[("--job-id", &bytes)]).as_deref(), Ok(r"{'jobId': b'type=JobFailed\r\n'}"));
    assert!(failure(&[("--failure-details", &bytes)]).unwrap_err().contains("file:// prefix"));
    let details = format!("type=JobFailed,message@={text}");
    let expected = r"{'failureDetails': {'type': 'JobFailed', 'message': 'type=JobFailed\n'}}";
    assert_eq!(failure(&[("--failure-details", &details)]).as_deref(), Ok(expected));

    fs::write(&path, b"\xff\xfe{\0}\0").expect("room for it");
    assert_eq!(failure(&[("--cli-input-json", &bytes)]).as_deref(), Ok("{}"));
    let error = failure(&[("--cli-input-json", &text)]).unwrap_err();
    assert!(error.contains("could not be decoded"), "{error}");
}

#[test]
fn numbers_are_read_out_of_shorthand() {
    let success = |details| input("put-job-success-result", &[("--execution-details", details)]);
    assert_eq!(success("percentComplete=50").as_deref(), Ok("{'executionDetails': {'percentComplete': 50}}"));
    assert_eq!(
        success("percentComplete=half").as_deref(),
        Ok("{'executionDetails': {'percentComplete': 'half'}}")
    );
    let variables = input("put-job-success-result", &[("--output-variables", "a=1,b=x")]);
    assert_eq!(variables.as_deref(), Ok("{'outputVariables': {'a': '1', 'b': 'x'}}"));
}
