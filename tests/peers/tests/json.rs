//! JSON as the AWS CLI reads it, by Python: texts made at random, from a seed that a failure names.

use codepipeline_fail_cli::json;
use fastrand::Rng;
use peer_tests::{compare, json_of, seeded};
use serde_json::json;

const CASES: usize = 10_000;

/// What stands between values, and where it should not.
const BETWEEN: [&str; 8] = ["", "", "", " ", "\n", "\t\r ", "\u{a0}", "\u{feff}"];

const SCALARS: [&str; 40] = [
    "null",
    "true",
    "false",
    "True",
    "nul",
    "None",
    "0",
    "-0",
    "5",
    "-5",
    "+5",
    "05",
    "5.",
    ".5",
    "0.5",
    "-1.25e3",
    "22E70",
    "1e",
    "1e5",
    "1e999",
    "-1e999",
    "9007199254740993",
    "18446744073709551615",
    "-9223372036854775808",
    "NaN",
    "Infinity",
    "-Infinity",
    "0x10",
    "1_000",
    "'x'",
    "x",
    r#""x""#,
    r#""""#,
    r#""größer 構築 😀""#,
    r#""\u00e9\ud83d\ude00""#,
    r#""\ud83d""#,
    r#""\ude00\ud83d""#,
    r#""\"\\\/\b\f\n\r\t""#,
    r#""\x41""#,
    "\"a\nb\"",
];

const NAMES: [&str; 7] = [r#""type""#, r#""message""#, r#""a""#, r#""a""#, r#""\u0061""#, r#""""#, "a"];

const MISTAKES: [char; 16] =
    ['"', ',', ':', '{', '}', '[', ']', '\\', ' ', '0', '-', '.', 'e', '\u{1}', '\u{7f}', '\''];

fn value(rng: &mut Rng, depth: usize) -> String {
    let between = |rng: &mut Rng| {
        if rng.u8(..30) == 0 { rng.choice(BETWEEN).unwrap() } else { ["", " ", "\n"][rng.usize(..3)] }
    };
    let count = rng.usize(..4);
    let (open, items, close) = match rng.u8(..3) {
        0 if depth < 5 => {
            let items: Vec<_> = (0..count).map(|_| value(rng, depth + 1)).collect();
            ("[", items, "]")
        }
        1 if depth < 5 => {
            let items = (0..count).map(|_| {
                let name = if rng.u8(..40) == 0 { "a" } else { NAMES[rng.usize(..6)] };
                format!("{name}{}:{}", between(rng), value(rng, depth + 1))
            });
            ("{", items.collect(), "}")
        }
        // Most are good, or there would be no good text.
        _ => {
            let scalar = if rng.u8(..8) == 0 {
                SCALARS[rng.usize(..40)]
            } else {
                ["5", "true", r#""x""#, "null", "1.5"][rng.usize(..5)]
            };
            return format!("{}{scalar}{}", between(rng), between(rng));
        }
    };
    let comma = if rng.u8(..40) == 0 { ",," } else { "," };
    format!("{open}{}{}{close}", items.join(comma), between(rng))
}

fn text(rng: &mut Rng) -> String {
    let mut text: Vec<char> = value(rng, 0).chars().collect();
    if rng.u8(..6) == 0 && !text.is_empty() {
        let at = rng.usize(..text.len());
        if rng.bool() {
            text.remove(at);
        } else {
            text.insert(at, rng.choice(MISTAKES).expect("there are some"));
        }
    }
    text.into_iter().collect()
}

fn case(text: &str) -> String {
    match json::read(text) {
        Ok(value) => format!("[{},{}]", json!(text), json_of(&value)),
        Err(_) => format!("[{}]", json!(text)),
    }
}

#[tokio::test]
#[ignore = "needs python3, by which the AWS CLI reads JSON: `cargo test -p peer-tests --test json -- --ignored`"]
async fn json_is_read_as_the_aws_cli_reads_it() {
    let mut rng = seeded();
    let cases: Vec<_> = (0..CASES).map(|_| case(&text(&mut rng))).collect();
    let cases = format!("[{}]", cases.join(",\n"));
    compare("json_texts.py", &cases, &format!("{CASES} texts were read alike")).await;
}
