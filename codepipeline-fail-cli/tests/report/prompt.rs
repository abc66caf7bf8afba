//! The prompt, on a terminal of its own.

use std::fs::{File, OpenOptions};
use std::io::{Read as _, Write as _};
use std::process::{Child, Command, Stdio};

use codepipeline_local::{ActionType, JobStatus, NewJob};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};

use crate::support::{Served, command, fails};

/// A command on a terminal, and who sits there.
struct Session {
    person: File,
    child: Child,
}

impl Session {
    fn start(command: &mut Command) -> Self {
        let person = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY | OpenptFlags::CLOEXEC).unwrap();
        grantpt(&person).unwrap();
        unlockpt(&person).unwrap();
        let path = ptsname(&person, Vec::new()).unwrap().into_string().unwrap();
        let terminal = OpenOptions::new().read(true).write(true).open(path).unwrap();
        let child = command
            .env("TERM", "xterm")
            .stdin(terminal.try_clone().unwrap())
            .stdout(terminal)
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // Nobody but the process is to hold the terminal, so that it is closed with it.
        command.stdin(Stdio::null()).stdout(Stdio::null());
        let mut session = Self { person: person.into(), child };
        session.wait_for("> codepipeline-fail ");
        session
    }

    fn wait_for(&mut self, text: &str) {
        let mut seen = Vec::new();
        while !String::from_utf8_lossy(&seen).contains(text) {
            let mut some = [0; 1024];
            let count = self.person.read(&mut some).unwrap();
            seen.extend_from_slice(&some[..count]);
        }
    }

    fn types(mut self, keys: &str) -> (Option<i32>, String) {
        self.person.write_all(keys.as_bytes()).unwrap();
        // What it still writes is taken, so that it need not wait for a reader.
        let mut person = self.person;
        let reader = std::thread::spawn(move || person.read_to_end(&mut Vec::new()));
        let output = self.child.wait_with_output().unwrap();
        // A terminal that is closed reads as an error.
        let _closed = reader.join().unwrap();
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    }
}

const TAB: &str = "\t";
const ENTER: &str = "\r";
const CTRL_C: &str = "\u{3}";

#[test]
fn what_is_missing_is_asked_for_and_completed() {
    let served = Served::new();
    let id = served.endpoint.start(NewJob::custom(ActionType::custom("Deploy", "Acme", "1")));
    let mut command =
        served.command(&["put-job-failure-result", "--job-id", id.as_str(), "--cli-auto-prompt"]);
    let session = Session::start(&mut command);
    let keys = format!("--fail{TAB}ty{TAB}JobF{TAB},message=m{ENTER}");
    assert_eq!(session.types(&keys), (Some(0), String::new()));
    assert_eq!(served.endpoint.job(&id).unwrap().status, JobStatus::Failed);
}

#[test]
fn only_what_is_not_whole_is_asked_for_if_that_is_wanted() {
    let served = Served::new();
    let id = served.endpoint.start(NewJob::custom(ActionType::custom("Deploy", "Acme", "1")));
    let mut command = served.command(&["put-job-failure-result", "--job-id", id.as_str()]);
    let session = Session::start(command.env("AWS_CLI_AUTO_PROMPT", "on-partial"));
    let keys = format!("--failure-details type=JobFailed,message=m{ENTER}");
    assert_eq!(session.types(&keys), (Some(0), String::new()));
    assert_eq!(served.endpoint.job(&id).unwrap().status, JobStatus::Failed);
}

#[test]
fn an_open_quote_can_be_closed_and_a_prompt_left() {
    let mut command = command(&["put-job-failure-result", "--cli-auto-prompt"]);
    let mut session = Session::start(&mut command);
    session.person.write_all(b"--job-id '1\r").unwrap();
    session.wait_for("> codepipeline-fail ");
    let (status, err) = session.types(CTRL_C);
    assert_eq!((status, err.as_str()), (Some(130), "A quote is not closed.\n"));
}

#[test]
fn nobody_is_asked_without_a_terminal() {
    fails(&mut command(&["--cli-auto-prompt"]), 255, "Input is not a terminal (fd=0)");
}
