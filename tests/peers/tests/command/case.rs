//! A case, as the files write it.
//!
//! ```text
//! ## its name
//! # answer 400 {"__type": "JobNotFoundException"}
//! # answer cut 400 {"__type": "JobNo
//! # answer close
//! # differs 252: the original ends by a traceback
//! # says: what is to stand in our standard error instead of what the original says
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

impl Case {
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
