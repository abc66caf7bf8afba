//! A case, as the files write it.
//!
//! ```text
//! ## its name
//! # answer 400 {"__type": "JobNotFoundException"}
//! # answer cut 400 {"__type": "JobNo
//! # answer close
//! # differs 252: the original ends by a traceback
//! # says: what is to stand in our standard error instead of what the original says
//! # v1: why version 1 of the original ends otherwise, or sends something else
//! put --job-id 1 --failure-details type=JobFailed,message=x
//! ```
//!
//! The rest is for a shell, in a folder of the case's own, in which it may write files. `put`, `succeed`, `put_partners` and
//! `succeed_partners` send to a server that answers each request by the next answer, or else by `{}`; `$AWS` is the program
//! itself, and `$URL` the server.

use std::fs;
use std::path::Path;

/// A case.
#[derive(Debug)]
pub struct Case {
    pub name: String,
    pub answers: Vec<Answer>,
    /// The exit status that ours has, and the original has not, on purpose. Then only what is sent by ours is looked at: at
    /// most what the original sends.
    pub differs: Option<i32>,
    /// What ours says where the original says something else on purpose.
    pub says: Option<String>,
    /// Whether version 1 of the original differs.
    pub differs_from_v1: bool,
    pub script: String,
}

/// What a request is answered with.
#[derive(Clone, Debug)]
pub enum Answer {
    Status(u16, String),
    /// The connection is closed before all of the body is sent.
    Cut(u16, String),
    /// The connection is closed.
    Close,
    /// Nothing comes.
    Silence,
}

/// Version 1 of the original has nothing of this.
const ONLY_IN_V2: [&str; 6] = [
    "yaml",
    "--cli-binary-format",
    "--no-cli-pager",
    "auto-prompt",
    "AWS_CLI_AUTO_PROMPT",
    "AWS_CLI_FILE_ENCODING",
];

impl Case {
    /// Whether version 1 of the original knows all that is in it.
    pub fn is_for_v1(&self) -> bool {
        !ONLY_IN_V2.iter().any(|words| self.script.contains(words))
    }

    /// The cases of a file.
    pub fn all_of(file: &Path) -> Vec<Self> {
        let topic = file.file_stem().expect("a name").to_string_lossy().into_owned();
        let text = fs::read_to_string(file).expect("a file of cases");
        let parts = text.split("\n## ").skip(1);
        parts.map(|part| Self::read(&topic, part)).collect()
    }

    fn read(topic: &str, text: &str) -> Self {
        let (name, rest) = text.split_once('\n').expect("a name and a script");
        let mut case = Self {
            name: format!("{topic}: {name}"),
            answers: vec![],
            differs: None,
            says: None,
            differs_from_v1: false,
            script: String::new(),
        };
        for line in rest.lines() {
            if let Some(answer) = line.strip_prefix("# answer ") {
                case.answers.push(Answer::read(answer));
            } else if let Some(difference) = line.strip_prefix("# differs ") {
                let (status, _reason) = difference.split_once(": ").expect("a status and a reason");
                case.differs = Some(status.parse().expect("a status"));
            } else if let Some(words) = line.strip_prefix("# says: ") {
                case.says = Some(words.to_owned());
            } else if line.starts_with("# v1: ") {
                case.differs_from_v1 = true;
            } else {
                case.script.push_str(line);
                case.script.push('\n');
            }
        }
        case
    }
}

impl Answer {
    fn read(text: &str) -> Self {
        match text {
            "close" => Self::Close,
            "silence" => Self::Silence,
            other => {
                let (answer, kind): (_, fn(u16, String) -> Self) = match other.strip_prefix("cut ") {
                    Some(answer) => (answer, Self::Cut),
                    None => (other, Self::Status),
                };
                let (status, body) = answer.split_once(' ').unwrap_or((answer, ""));
                kind(status.parse().expect("a status"), body.to_owned())
            }
        }
    }
}
