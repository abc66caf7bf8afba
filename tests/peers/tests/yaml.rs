//! YAML as ruamel.yaml reads it, by which the AWS CLI does: texts made at random, from a seed that a failure names.

use codepipeline_fail_cli::value::Value;
use codepipeline_fail_cli::yaml;
use fastrand::Rng;
use peer_tests::{compare, seeded};
use serde_json::json;

const CASES: usize = 3_000;

const PLAIN: [&str; 63] = [
    "x",
    "some text",
    "yes",
    "No",
    "on",
    "y",
    "true",
    "True",
    "FALSE",
    "tRue",
    "null",
    "Null",
    "~",
    "",
    "0",
    "5",
    "-5",
    "+5",
    "0123",
    "08",
    "0o17",
    "0o8",
    "0x1A",
    "0xG",
    "0b11",
    "0b12",
    "1_000",
    "_1",
    "1_",
    "1e3",
    "1E-3",
    "1e",
    ".5",
    "-.5",
    "5.",
    "1.5e+3",
    "1.5.6",
    ".5e3",
    ".inf",
    "-.Inf",
    ".INF",
    ".nan",
    "nan",
    "1:30",
    "1:99",
    "1:30.5",
    "2020-01-01",
    "2020-1-1",
    "2020-01-01 12:00:00",
    "2020-01-01T12:00:00Z",
    "2020-01-01t12:00:00.5 +1",
    "2020-01-01 12:00",
    "=",
    "<<",
    "--",
    "a:b",
    "a#b",
    "it's",
    "say \"hi\"",
    "größer 😀",
    "a, b",
    "[x",
    "1,000",
];

const TAGS: [&str; 11] = [
    "!!str",
    "!!int",
    "!!float",
    "!!bool",
    "!!null",
    "!!timestamp",
    "!!map",
    "!!seq",
    "!own",
    "!",
    "!<tag:yaml.org,2002:str>",
];

fn scalar(rng: &mut Rng) -> String {
    let text = PLAIN[rng.usize(..PLAIN.len())];
    match rng.u8(..10) {
        0 => format!("'{}'", text.replace('\'', "''")),
        1 => format!("\"{}\"", text.replace('"', "\\\"")),
        2 => format!("{} {text}", TAGS[rng.usize(..TAGS.len())]),
        3 => format!("&{} {text}", ["a", "b"][rng.usize(..2)]),
        4 if rng.bool() => format!("*{}", ["a", "b"][rng.usize(..2)]),
        _ => text.to_owned(),
    }
}

fn name(rng: &mut Rng) -> String {
    let names = ["a", "b", "c", "d e", "type", "message", "\"q\"", "'r'", "5", "&a f", "yes", "="];
    let usual = rng.usize(..6);
    names[if rng.u8(..4) == 0 { rng.usize(..names.len()) } else { usual }].to_owned()
}

fn flow(rng: &mut Rng, depth: usize) -> String {
    let length = rng.usize(..4);
    let mut inner = || if depth < 3 && rng.u8(..5) == 0 { flow(rng, depth + 1) } else { scalar(rng) };
    if depth.is_multiple_of(2) {
        let items: Vec<_> = (0..length).map(|_| inner()).collect();
        format!("[{}]", items.join(", "))
    } else {
        let values: Vec<_> = (0..length).map(|_| inner()).collect();
        let members: Vec<_> = values.into_iter().map(|value| format!("{}: {value}", name(rng))).collect();
        format!("{{{}}}", members.join(", "))
    }
}

fn block(rng: &mut Rng, indent: usize) -> String {
    let blanks = " ".repeat(indent);
    let is_list = rng.u8(..3) == 0;
    let lines = (0..rng.usize(1..4)).map(|_| {
        let head = if is_list { "-".to_owned() } else { format!("{}:", name(rng)) };
        let tail = match rng.u8(..10) {
            0 | 1 if indent < 6 => format!("\n{}", block(rng, indent + 2)),
            2 => format!(" {}\n", flow(rng, 0)),
            3 => format!(" {}\n", flow(rng, 1)),
            4 => {
                let style = ["|", ">", "|-", ">+", "|2"][rng.usize(..5)];
                format!(" {style}\n{blanks}  x\n\n{blanks}  y {}\n", rng.usize(..9))
            }
            5 => format!(" {} # why\n", scalar(rng)),
            6 => format!(" {}\n{blanks}   more\n", scalar(rng)),
            _ => format!(" {}\n", scalar(rng)),
        };
        format!("{blanks}{head}{tail}")
    });
    lines.collect()
}

fn text(rng: &mut Rng) -> String {
    let head =
        ["%YAML 1.1\n---\n", "%YAML 1.2\n---\n", "---\n", "# why\n\n"].get(rng.usize(..12)).unwrap_or(&"");
    let body = if rng.u8(..4) == 0 { flow(rng, 1) } else { block(rng, 0) };
    let tail = ["\n...\n", "\n---\nb: 1\n"].get(rng.usize(..20)).unwrap_or(&"");
    let text = format!("{head}{body}{tail}");
    if rng.u8(..20) == 0 { text.replace('\n', "\r\n") } else { text }
}

/// The value with all dates alike.
fn without_dates(value: Value) -> Value {
    match value {
        // Digits are shown as they are.
        Value::Date(_) => Value::Integer("<date>".to_owned()),
        Value::List(items) => Value::List(items.into_iter().map(without_dates).collect()),
        Value::Map(members) => {
            Value::Map(members.into_iter().map(|(name, value)| (name, without_dates(value))).collect())
        }
        other => other,
    }
}

#[tokio::test]
#[ignore = "needs python3 with ruamel.yaml: `pip install ruamel.yaml`, then `cargo test -p peer-tests --test yaml -- --ignored`"]
async fn yaml_is_read_as_the_aws_cli_reads_it() {
    let mut rng = seeded();
    let texts: Vec<_> = (0..CASES).map(|_| text(&mut rng)).collect();
    let read = |text: &str| yaml::read(text).ok().map(|value| without_dates(value).to_string());
    let cases: Vec<_> = texts.iter().map(|text| json!([text, read(text)])).collect();
    compare("yaml.py", &json!(cases).to_string(), &format!("{CASES} texts were read alike")).await;
}
