//! Shorthand as the AWS CLI's own parser reads it: texts made at random, from a seed that a failure names.

use codepipeline_fail_cli::shorthand;
use codepipeline_fail_cli::value::Value;
use fastrand::Rng;
use peer_tests::{compare, json_of, seeded};
use serde_json::json;

const CASES: usize = 10_000;

/// What goes wrong more often than letters do.
const CHARACTERS: [&str; 31] = [
    ",",
    ",",
    "=",
    "=",
    "@",
    "'",
    "\"",
    "\\",
    "\\,",
    "\\'",
    "\\\"",
    "\\\\",
    "[",
    "]",
    "{",
    "}",
    " ",
    "  ",
    "\t",
    "\n",
    "\u{1c}",
    "\u{85}",
    "\u{a0}",
    "\u{3000}",
    "\u{ffff}",
    "\u{1f600}",
    "\u{7f}",
    "\u{1}",
    "é",
    ":",
    "~",
];

fn word(rng: &mut Rng) -> String {
    let letters = (0..rng.usize(1..5)).map(|_| rng.alphanumeric());
    letters.collect()
}

fn key(rng: &mut Rng) -> String {
    let name = ["type", "message", "externalExecutionId", "a", "b", "c-d_e.f#g/h:i", ""][rng.usize(..7)];
    format!("{name}{}", ["", "", "", " ", "@"][rng.usize(..5)])
}

fn scalar(rng: &mut Rng) -> String {
    let mut text = word(rng);
    for _ in 0..rng.usize(..3) {
        text.push_str(CHARACTERS[rng.usize(..CHARACTERS.len())]);
        text.push_str(&word(rng));
    }
    match rng.u8(..6) {
        0 => format!("'{}'", text.replace('\'', "\\'")),
        1 => format!("\"{}\"", text.replace('"', "\\\"")),
        2 | 3 => text,
        _ => word(rng),
    }
}

fn value(rng: &mut Rng, depth: usize) -> String {
    let blank = [" ", "", "", "\n"][rng.usize(..4)];
    let inner: Vec<_> = (0..rng.usize(..4)).collect();
    match rng.u8(..8) {
        0 if depth < 4 => {
            let items: Vec<_> = inner.iter().map(|_| value(rng, depth + 1)).collect();
            format!("[{blank}{}{blank}]", items.join(&format!("{blank},")))
        }
        1 if depth < 4 => {
            let members: Vec<_> =
                inner.iter().map(|_| format!("{}={}", key(rng), value(rng, depth + 1))).collect();
            format!("{{{blank}{}{blank}}}", members.join(&format!("{blank},")))
        }
        2 | 3 => {
            let items: Vec<_> = (0..rng.usize(1..4)).map(|_| scalar(rng)).collect();
            items.join(&format!(",{blank}"))
        }
        _ => scalar(rng),
    }
}

fn text(rng: &mut Rng) -> String {
    let pairs: Vec<_> = (0..rng.usize(1..4)).map(|_| format!("{}={}", key(rng), value(rng, 0))).collect();
    let mut text: Vec<char> = pairs.join(",").chars().collect();
    for _ in 0..rng.usize(..6).saturating_sub(3) {
        let at = rng.usize(..text.len());
        if rng.bool() {
            text.remove(at);
        } else {
            text.splice(at..at, CHARACTERS[rng.usize(..CHARACTERS.len())].chars());
        }
    }
    text.into_iter().collect()
}

/// A text, and what is made of it.
fn case(text: &str) -> String {
    let outcome = match shorthand::parse(text, &mut |_| Ok(None)) {
        Ok(members) => format!("\"value\":{}", json_of(&Value::Map(members))),
        Err(error) => format!("\"error\":{}", json!(error.to_string())),
    };
    format!("{{\"text\":{},{outcome}}}", json!(text))
}

#[tokio::test]
#[ignore = "needs python3 with the AWS CLI: `pip install awscli`, then `cargo test -p peer-tests --test shorthand -- --ignored`"]
async fn shorthand_is_read_as_the_aws_cli_reads_it() {
    let mut rng = seeded();
    let cases: Vec<_> = (0..CASES).map(|_| case(&text(&mut rng))).collect();
    let cases = format!("[{}]", cases.join(",\n"));
    compare("shorthand.py", &cases, &format!("{CASES} texts were read alike")).await;
}
