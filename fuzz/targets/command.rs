//! Whatever is given to the command is read or refused: as shorthand, JSON and YAML, and as words of a command line.

#![no_main]

use codepipeline_fail_cli::environment::Environment;
use codepipeline_fail_cli::operation::Operation;
use codepipeline_fail_cli::{body, command_line, json, put, shorthand, yaml};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Err(error) = shorthand::parse(text, &mut |_| Ok(None)) {
        assert!(!error.to_string().is_empty());
    }
    let _ = yaml::read(text);
    if let Ok(value) = json::read(text) {
        assert_eq!(json::read(&value_as_json(&value)).ok(), Some(value));
    }
    let words = text.split('\n').map(str::to_owned);
    if let Ok(split) = command_line::split(words) {
        let command = if text.len() % 2 == 0 { "put-job-success-result" } else { "put-job-failure-result" };
        let operation = Operation::of_command(command).expect("it is there");
        // Files are not for the fuzzer.
        let rest: Vec<_> = split.rest.into_iter().filter(|word| !word.contains("file")).collect();
        if let Ok(put::Task::Send(input)) = put::task(operation, &rest, &Environment::default())
            && put::validate(operation, &input).is_ok()
        {
            assert!(json::read(&body::of(operation, &input)).is_ok());
        }
    }
});

/// By the way of a member whose shape is not known, which is written as it is.
fn value_as_json(value: &codepipeline_fail_cli::value::Value) -> String {
    let operation = Operation::of_command("put-job-failure-result").expect("it is there");
    let input = [("any".to_owned(), value.clone())].into();
    let body = body::of(operation, &input);
    body["{\"any\": ".len()..body.len() - 1].to_owned()
}
