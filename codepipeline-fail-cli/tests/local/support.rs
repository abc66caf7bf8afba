//! The command, started and spoken to.

use serde_json::Value;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::process::{Child, ChildStdout, Command, Output, Stdio};
use std::time::Duration;

/// What does not come within this long is taken not to come.
const PATIENCE: Duration = Duration::from_secs(30);

pub fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_codepipeline-fail"));
    command.arg("local").args(arguments).env_remove("AWS_ACCESS_KEY_ID").env_remove("AWS_SECRET_ACCESS_KEY");
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// What comes of a command that does not get to listen: its exit status and its words.
pub fn refused(command: &mut Command) -> (i32, String) {
    let Output { status, stdout, stderr } = command.output().unwrap();
    assert_eq!(String::from_utf8(stdout).unwrap(), "", "nothing is announced");
    (status.code().unwrap(), String::from_utf8(stderr).unwrap())
}

/// A running command. It is killed when it is dropped.
#[derive(Debug)]
pub struct Local {
    child: Child,
    stdout: Option<BufReader<ChildStdout>>,
    pub address: SocketAddr,
}

impl Drop for Local {
    fn drop(&mut self) {
        let _ended_already = self.child.kill();
        let _reaped = self.child.wait();
    }
}

impl Local {
    /// On a free port.
    pub fn start(arguments: &[&str]) -> Self {
        Self::spawn(command(&[&["--port", "0"], arguments].concat()))
    }

    pub fn spawn(mut command: Command) -> Self {
        let mut child = command.spawn().unwrap();
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        stdout.read_line(&mut line).unwrap();
        let Some(address) = line.strip_prefix("LISTENING http://").and_then(|line| line.strip_suffix('\n'))
        else {
            let output = child.wait_with_output().unwrap();
            panic!("the first line is {line:?}: {}", String::from_utf8_lossy(&output.stderr));
        };
        let mut address: SocketAddr = address.parse().unwrap();
        if address.ip().is_unspecified() {
            address.set_ip([127, 0, 0, 1].into());
        }
        Self { child, stdout: Some(stdout), address }
    }

    /// The next line of standard output.
    pub fn line(&mut self) -> String {
        let mut line = String::new();
        self.stdout.as_mut().unwrap().read_line(&mut line).unwrap();
        line.strip_suffix('\n').unwrap().to_owned()
    }

    /// The rest of standard output, when it has ended.
    pub fn rest(&mut self) -> String {
        let mut rest = String::new();
        self.stdout.as_mut().unwrap().read_to_string(&mut rest).unwrap();
        rest
    }

    pub fn signal(&self, name: &str) {
        let killed = Command::new("kill").args(["-s", name, &self.child.id().to_string()]).status();
        assert!(killed.unwrap().success());
    }

    /// Its exit status, none if a signal killed it; and all that it said on standard error.
    pub fn end(mut self) -> (Option<i32>, String) {
        let mut errors = String::new();
        let stderr = self.child.stderr.take();
        stderr.unwrap().read_to_string(&mut errors).unwrap();
        (self.child.wait().unwrap().code(), errors)
    }

    /// Asks it to end, and sees that it does.
    pub fn stop(self) -> String {
        self.signal("TERM");
        let (status, errors) = self.end();
        assert_eq!(status, Some(0), "{errors}");
        errors
    }

    /// Closes its standard output on our side.
    pub fn close_stdout(&mut self) {
        self.stdout = None;
    }

    /// Closes its standard error on our side.
    pub fn close_stderr(&mut self) {
        drop(self.child.stderr.take());
    }

    pub fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream
    }

    /// Sends a request, and returns the status and the body of its answer.
    pub fn send(&self, request: &str) -> (u16, String) {
        let mut stream = self.connect();
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap_or_else(|| panic!("{answer:?} is no answer"));
        (head.split(' ').nth(1).unwrap().parse().unwrap(), body.to_owned())
    }

    pub fn control(&self, method: &str, path: &str, body: &str) -> (u16, Value) {
        let length = body.len();
        let (status, body) = self.send(&format!(
            "{method} /_codepipeline{path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\
             Content-Length: {length}\r\n\r\n{body}"
        ));
        (status, serde_json::from_str(&body).unwrap_or_default())
    }

    pub fn get(&self, path: &str) -> Value {
        let (status, json) = self.control("GET", path, "");
        assert_eq!(status, 200, "{path}: {json}");
        json
    }

    pub fn ids(&self) -> Vec<String> {
        let jobs = self.get("/jobs?limit=1000")["jobs"].as_array().unwrap().clone();
        jobs.iter().map(|job| job["id"].as_str().unwrap().to_owned()).collect()
    }

    /// A request of the API, of the right form and scope.
    pub fn call(&self, operation: &str, body: &str) -> (u16, Value) {
        let length = body.len();
        let (status, body) = self.send(&format!(
            "POST / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX-Amz-Date: 20260101T000000Z\r\n\
             X-Amz-Target: CodePipeline_20150709.{operation}\r\nContent-Type: application/x-amz-json-1.1\r\n\
             Authorization: AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/codepipeline/aws4_request, \
             SignedHeaders=host;x-amz-date;x-amz-target, Signature=0\r\nContent-Length: {length}\r\n\r\n{body}"
        ));
        (status, serde_json::from_str(&body).unwrap_or_default())
    }
}

pub const JOB: &str =
    r#"{"actionTypeId":{"category":"Deploy","owner":"Custom","provider":"Acme","version":"1"}}"#;

pub const POLL: &str = r#"{"maxBatchSize":1,"actionTypeId":{"category":"Deploy","owner":"Custom","provider":"Acme","version":"1"}}"#;
