//! Values as the AWS CLI prints them: made at random, from a seed that a failure names.

use codepipeline_fail_cli::output::{Format, Screen, print};
use codepipeline_fail_cli::value::Value;
use fastrand::Rng;
use peer_tests::{compare, json_of, seeded};
use serde_json::json;

const CASES: usize = 3_000;

const TEXTS: [&str; 25] = [
    "x",
    "JobFailed",
    "some text",
    "",
    "yes",
    "true",
    "null",
    "~",
    "5",
    "1.5",
    "0x1A",
    "2020-01-01",
    "a: b",
    "a #b",
    "- a",
    "it's",
    "say \"hi\"",
    "plain",
    "構築",
    "ß α ¡",
    "a, b",
    "[x",
    "{x",
    "&a",
    "100 %",
];

fn value(rng: &mut Rng, depth: usize) -> Value {
    let count = rng.usize(..4);
    match rng.u8(..10) {
        0 | 1 if depth < 4 => Value::List((0..count).map(|_| value(rng, depth + 1)).collect()),
        2..=4 if depth < 4 => {
            let names =
                (0..count).map(|_| ["a", "b", "type", "message", "構築", "true"][rng.usize(..6)].to_owned());
            let names: Vec<_> = names.collect();
            Value::Map(names.into_iter().map(|name| (name, value(rng, depth + 1))).collect())
        }
        5 => [Value::Null, Value::Bool(true), Value::Bool(false)][rng.usize(..3)].clone(),
        6 => Value::Integer(rng.i32(-1..1000).to_string()),
        7 => Value::Float(f64::from(rng.i32(-9..100)) / 4.0),
        _ => TEXTS[rng.usize(..TEXTS.len())].into(),
    }
}

fn case(rng: &mut Rng) -> String {
    let name = ["json", "text", "table", "yaml", "yaml-stream"][rng.usize(..5)];
    let value = value(rng, 0);
    let format = Format::named(name).expect("it is one");
    let screen = Screen { columns: 80, is_coloured: rng.bool() };
    let printed = print(&value, format, "PutJobFailureResult", screen).ok();
    format!("[{}, {}, {}, {}]", json!(name), screen.is_coloured, json_of(&value), json!(printed))
}

#[tokio::test]
#[ignore = "needs python3 with the AWS CLI and ruamel.yaml: `pip install awscli ruamel.yaml`, then `cargo test -p peer-tests \
            --test output -- --ignored`"]
async fn values_are_printed_as_the_aws_cli_prints_them() {
    let mut rng = seeded();
    let cases: Vec<_> = (0..CASES).map(|_| case(&mut rng)).collect();
    let cases = format!("[{}]", cases.join(",\n"));
    compare("output.py", &cases, &format!("{CASES} values were printed alike")).await;
}
