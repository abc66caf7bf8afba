//! A program, and what it does in a case.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use crate::capture::{Capture, Request};
use crate::case::Case;

/// What a script can call.
const PRELUDE: &str = r#"
put() { "$AWS" codepipeline put-job-failure-result --endpoint-url "$URL" "$@"; }
succeed() { "$AWS" codepipeline put-job-success-result --endpoint-url "$URL" "$@"; }
put_partners() { "$AWS" codepipeline put-third-party-job-failure-result --endpoint-url "$URL" "$@"; }
succeed_partners() { "$AWS" codepipeline put-third-party-job-success-result --endpoint-url "$URL" "$@"; }
"#;

/// A program that reports results.
#[derive(Debug)]
pub struct Program {
    path: PathBuf,
    /// Variables that it has in all cases that do not set them.
    variables: &'static [(&'static str, &'static str)],
}

/// What it did.
#[derive(Debug)]
pub struct Run {
    pub status: Option<i32>,
    pub out: String,
    pub err: String,
    pub requests: Vec<Request>,
}

impl Program {
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into(), variables: &[] }
    }

    pub fn with(self, variables: &'static [(&'static str, &'static str)]) -> Self {
        Self { variables, ..self }
    }

    pub fn version(&self) -> String {
        let output = Command::new(&self.path).arg("--version").output().expect("the program");
        String::from_utf8_lossy(&output.stdout).trim().to_owned()
    }

    /// Runs the script of a case, which knows nothing of this machine.
    pub fn run(&self, case: &Case) -> Run {
        let capture = Capture::start(case.answers.clone());
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().to_str().expect("a path in UTF-8");
        let mut shell = peer_tests::program("sh");
        shell.args(["-c", &format!("{PRELUDE}{}", case.script)]).current_dir(folder.path());
        // Its home has the files of the configuration that there are.
        shell.env_remove("AWS_CONFIG_FILE").env_remove("AWS_SHARED_CREDENTIALS_FILE");
        shell.envs([("HOME", path), ("LANG", "C.UTF-8"), ("URL", &capture.url)]).env("AWS", &self.path);
        shell.envs(self.variables.iter().copied());
        let output = shell.stdin(Stdio::null()).output().expect("a shell");
        let text = |bytes: &[u8]| {
            String::from_utf8_lossy(bytes).replace(&capture.url, "URL").replace(path, "FOLDER")
        };
        Run {
            status: output.status.code(),
            out: text(&output.stdout),
            err: text(&output.stderr),
            requests: capture.requests(),
        }
    }
}
