//! The programs, each with what makes it send the same request.

use crate::options::Options;
use std::env;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const JOB_ID: &str = "11111111-abcd-1111-abcd-111111abcdef";
const MESSAGE: &str = "stack shop rolled back";

/// A program, and what it is started with.
pub struct Program {
    pub name: &'static str,
    pub version: Option<String>,
    pub path: PathBuf,
    arguments: Vec<String>,
}

impl Program {
    /// Starts it, with nobody's credentials, region or proxy.
    pub fn start(&self) -> io::Result<Child> {
        let mut command = Command::new(&self.path);
        command.env_clear().envs(env::var_os("PATH").map(|path| ("PATH", path)));
        command.envs([
            ("AWS_ACCESS_KEY_ID", "test"),
            ("AWS_SECRET_ACCESS_KEY", "test"),
            ("AWS_DEFAULT_REGION", "us-east-1"),
            ("AWS_EC2_METADATA_DISABLED", "true"),
            ("AWS_CONFIG_FILE", "/dev/null"),
            ("AWS_SHARED_CREDENTIALS_FILE", "/dev/null"),
        ]);
        command.args(&self.arguments).stdin(Stdio::null()).stdout(Stdio::null()).spawn()
    }

    /// How long it takes, from its start to its end.
    pub fn run(&self) -> io::Result<Duration> {
        let start = Instant::now();
        let status = self.start()?.wait()?;
        let time = start.elapsed();
        if status.success() { Ok(time) } else { Err(io::Error::other(format!("{}: {status}", self.name))) }
    }
}

/// Our command, built as it is handed out.
pub fn ours(options: &Options, url: &str) -> io::Result<Program> {
    let path = match &options.program {
        Some(path) => path.clone(),
        None => built(if options.is_short { "dev" } else { "dist" })?,
    };
    Ok(Program { name: "codepipeline-fail", version: None, path, arguments: put(url) })
}

fn put(url: &str) -> Vec<String> {
    let details = format!("type=JobFailed,message={MESSAGE}");
    ["put-job-failure-result", "--job-id", JOB_ID, "--failure-details", &details, "--endpoint-url", url]
        .map(str::to_owned)
        .into()
}

fn built(profile: &str) -> io::Result<PathBuf> {
    let target = env::var_os("CARGO_TARGET_DIR")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../target"), PathBuf::from);
    let status = Command::new(env!("CARGO"))
        .args([
            "build",
            "--quiet",
            "--package",
            "codepipeline-fail-cli",
            "--profile",
            profile,
            "--target-dir",
        ])
        .arg(&target)
        .status()?;
    if !status.success() {
        return Err(io::Error::other("the command cannot be built"));
    }
    let folder = if profile == "dev" { "debug" } else { profile };
    Ok(target.join(folder).join("codepipeline-fail"))
}

/// The least that such a request takes.
pub fn one_round_trip(url: &str) -> Program {
    let arguments = vec![url.trim_start_matches("http://").to_owned(), body()];
    let path = env!("CARGO_BIN_EXE_one_round_trip").into();
    Program { name: "a process and a round trip", version: None, path, arguments }
}

fn body() -> String {
    format!(r#"{{"jobId": "{JOB_ID}", "failureDetails": {{"type": "JobFailed", "message": "{MESSAGE}"}}}}"#)
}

/// The same request by curl, which signs it, too. None where there is no curl.
pub fn curl(url: &str) -> Option<Program> {
    let body = body();
    let arguments = [
        ["--aws-sigv4", "aws:amz:us-east-1:codepipeline"],
        ["--user", "test:test"],
        ["--header", "Content-Type: application/x-amz-json-1.1"],
        ["--header", "X-Amz-Target: CodePipeline_20150709.PutJobFailureResult"],
        ["--data-binary", &body],
        ["--silent", url],
    ];
    let arguments = ["--disable"].into_iter().chain(arguments.into_iter().flatten()).map(str::to_owned);
    found("curl", "curl".as_ref(), arguments.collect())
}

/// The same by the AWS CLI. None where there is none, or one of another major version.
pub fn aws_cli(name: &'static str, major: &str, path: &Path, url: &str) -> Option<Program> {
    let arguments = ["codepipeline".to_owned()].into_iter().chain(put(url)).collect();
    found(name, path, arguments).filter(|program| {
        let is_meant = program.version.as_ref().is_some_and(|version| version.starts_with(major));
        if !is_meant {
            println!("{} is of version {:?}, not {major}x", path.display(), program.version);
        }
        is_meant
    })
}

/// The program, with the version that it prints as its second word, or after a slash of the first.
fn found(name: &'static str, path: &Path, arguments: Vec<String>) -> Option<Program> {
    let Ok(output) = Command::new(path).arg("--version").output() else {
        println!("without {name}: there is no {}", path.display());
        return None;
    };
    // The first version of the AWS CLI told it on the standard error.
    let text = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
    let mut words = text.split([' ', '/', '\n']);
    let version = words.nth(1).map(str::to_owned);
    Some(Program { name, version, path: path.into(), arguments })
}
