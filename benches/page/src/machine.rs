//! Where, when and with what was measured.

use codepipeline_fail_benches::Figures;
use std::collections::BTreeMap;
use std::process::Command;
use std::{fs, io};

/// The crates whose versions tell what was measured beside.
const CRATES: [&str; 8] =
    ["aws-sdk-codepipeline", "hyper", "lambda_runtime", "redb", "regex", "snafu", "thiserror", "tokio"];

/// Date, commit, machine and versions, in Markdown.
pub fn describe(all: &BTreeMap<String, Figures>) -> io::Result<String> {
    let commit = output("git", &["rev-parse", "--short=12", "HEAD"])?;
    let is_changed = !output("git", &["status", "--porcelain", "--untracked-files=no"])?.is_empty();
    let changed = if is_changed { ", with changes" } else { "" };
    let date = output("date", &["--utc", "+%Y-%m-%d"])?;
    let rust = output("rustc", &["--version"])?;
    let (processor, kernel) = (processor(), output("uname", &["-srm"])?);
    let peers = all.values().flat_map(|figures| figures.versions.clone());
    let crates = CRATES.into_iter().filter_map(|name| Some((name.to_owned(), version(name)?)));
    let versions: BTreeMap<_, _> = peers.chain(crates).collect();
    let versions: Vec<_> = versions.iter().map(|(name, version)| format!("{name} {version}")).collect();
    Ok(format!(
        "- {date}, commit {commit}{changed}.\n- {processor}; {kernel}.\n- {rust}; {}.",
        versions.join(", ")
    ))
}

fn output(program: &str, arguments: &[&str]) -> io::Result<String> {
    let output = Command::new(program).args(arguments).output()?;
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// How many processors of what kind, and how much memory.
fn processor() -> String {
    let information = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let value = |name| information.lines().find(|line| line.starts_with(name))?.split_once(": ");
    let model = value("model name").map_or("a processor of an unknown kind", |(_, model)| model);
    let count = information.lines().filter(|line| line.starts_with("processor")).count();
    let memory = fs::read_to_string("/proc/meminfo").unwrap_or_default();
    let kilobytes =
        memory.lines().find_map(|line| line.strip_prefix("MemTotal:")?.trim().strip_suffix(" kB"));
    let gibibytes = kilobytes.and_then(|text| text.parse::<u64>().ok()).map_or(0, |number| number >> 20);
    format!("{count} cores of {model}, {gibibytes} GiB")
}

/// The version that the lock file has of a crate; of two, the later.
fn version(name: &str) -> Option<String> {
    let lock = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../Cargo.lock")).ok()?;
    let head = format!("name = {name:?}\nversion = \"");
    let start = lock.rfind(&head)? + head.len();
    lock[start..].split('"').next().map(str::to_owned)
}
