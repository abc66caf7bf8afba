//! Files of configuration as botocore reads them for the AWS CLI: made at random, from a seed that a failure names.

use std::fs;
use std::path::Path;

use codepipeline_fail_cli::configuration::{Configuration, Files};
use codepipeline_fail_cli::environment::Environment;
use fastrand::Rng;
use peer_tests::{compare, seeded};
use serde_json::{Value, json};

const CASES: usize = 1_000;

const NAMES: [&str; 4] = ["region", "output", "s3", "other name"];

const PROFILES: [&str; 4] = ["default", "x", "my own", "y"];

/// The usual ones first.
const HEADERS: [&str; 18] = [
    "[default]",
    "[profile default]",
    "[profile x]",
    "[x]",
    "[profile \"my own\"]",
    "[profile 'x']",
    "[profile  x ]",
    "[ profile x]",
    "[profile\tx]",
    "[profile \"x]",
    "[profile my own]",
    "[my own]",
    "[profile]",
    "[services s]",
    "[x] # why",
    "[x",
    "[]",
    "[x]]",
];

/// The usual ones first.
const LINES: [&str; 32] = [
    "region = a",
    "region=b",
    "Region : c",
    "REGION = d # why",
    "output = text",
    "output: json ; why",
    "output =",
    "other name = some thing",
    "other name=x=y:z",
    "s3 =\n  k = v",
    "s3 =\n  k = v\n  l=w",
    "s3 =\n\n  k = v",
    "s3 =\n  # why\n  k = v",
    "s3 = x\n  y",
    "s3 = x\n  y = z",
    "s3 =\n\tk = v",
    "  region = e",
    "\toutput = f",
    "# why",
    "; why",
    "  # why",
    "",
    "",
    "   ",
    "s3 =\n  k : v",
    "s3 =\n  word",
    "word",
    "= value",
    ": value",
    "%x = %(y)s",
    "größe = größer",
    "output = \u{a0}g\u{a0}",
];

/// One of all, most often one of the usual ones.
fn one(rng: &mut Rng, all: &[&'static str], usual: usize) -> &'static str {
    let among = if rng.u8(..5) == 0 { all.len() } else { usual };
    all[rng.usize(..among)]
}

fn file(rng: &mut Rng, usual_headers: usize) -> String {
    let mut lines = Vec::new();
    for _ in 0..rng.usize(..4) {
        lines.push(one(rng, &HEADERS, usual_headers));
        for _ in 0..rng.usize(..4) {
            lines.push(one(rng, &LINES, 24));
        }
    }
    let mut text = lines.join(if rng.u8(..8) == 0 { "\r\n" } else { "\n" });
    let before = ["region = z\n", "\n", "# why\n", "\u{feff}"];
    text.insert_str(0, before.get(rng.usize(..40)).unwrap_or(&""));
    text
}

/// What is found in two files.
fn found(folder: &Path, config: &str, credentials: &str, profile: &str) -> Value {
    let write = |name: &str, content: &str| {
        let path = folder.join(name);
        fs::write(&path, content).expect("room for it");
        path.to_str().expect("a path in UTF-8").to_owned()
    };
    let environment = Environment::from_iter([
        ("AWS_CONFIG_FILE", write("config", config)),
        ("AWS_SHARED_CREDENTIALS_FILE", write("credentials", credentials)),
    ]);
    let files = Files::read(&environment);
    match files.and_then(|files| Configuration::of(&files, &environment, Some(profile))) {
        Ok(read) => {
            let shown = |name| {
                let value = read.get(name)?;
                Some(if value.starts_with('\n') { "<settings>" } else { value })
            };
            NAMES.iter().map(|name| ((*name).to_owned(), json!(shown(name)))).collect()
        }
        Err(failure) if failure.text.starts_with("Unable to parse config file") => json!("no configuration"),
        Err(_) => json!("no profile"),
    }
}

#[tokio::test]
#[ignore = "needs python3 with botocore: `pip install awscli`, then \
            `cargo test -p peer-tests --test configuration -- --ignored`"]
async fn configuration_is_read_as_the_aws_cli_reads_it() {
    let mut rng = seeded();
    let folder = tempfile::tempdir().expect("a folder");
    let cases: Vec<_> = (0..CASES)
        .map(|_| {
            let (config, credentials) = (file(&mut rng, 3), file(&mut rng, 4));
            let profile = PROFILES[rng.usize(..PROFILES.len())];
            let found = found(folder.path(), &config, &credentials, profile);
            json!([config, credentials, profile, found])
        })
        .collect();
    compare("configuration.py", &json!(cases).to_string(), &format!("{CASES} files were read alike")).await;
}
