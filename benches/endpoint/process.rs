//! A server in a process of its own.

use codepipeline_fail_benches::{Killed, peak_memory};
use serde_json::Value;
use std::ffi::OsStr;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{ChildStdout, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// It is killed when this is dropped.
pub struct Process {
    child: Killed,
    /// Kept open for what the program writes later, which nobody reads: some lines, for which a pipe has room.
    _stdout: Option<BufReader<ChildStdout>>,
    /// Host and port.
    pub address: String,
    /// From its start until it said that it listens.
    pub ready_after: Duration,
}

impl Process {
    /// Starts a program that says on a line of its own where it listens. What it logs goes nowhere.
    pub fn start(program: &OsStr, arguments: &[&str]) -> io::Result<Self> {
        let start = Instant::now();
        let mut child =
            Command::new(program).args(arguments).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
        let mut line = String::new();
        let mut stdout = BufReader::new(child.stdout.take().expect("it is piped"));
        let read = stdout.read_line(&mut line);
        let ready_after = start.elapsed();
        let mut process =
            Self { child: Killed(child), _stdout: Some(stdout), address: String::new(), ready_after };
        read?;
        let address = line.split_once("http://").map(|(_, address)| address.trim());
        address
            .ok_or_else(|| io::Error::other("the server does not say where it listens"))?
            .clone_into(&mut process.address);
        Ok(process)
    }

    /// Starts a program that does not say so.
    pub fn start_on(program: &OsStr, arguments: &[&str], address: String) -> io::Result<Self> {
        let start = Instant::now();
        let child =
            Command::new(program).args(arguments).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
        let mut process = Self { child: Killed(child), _stdout: None, address, ready_after: Duration::ZERO };
        while TcpStream::connect(&process.address).is_err() {
            if start.elapsed() > Duration::from_secs(30) || process.child.0.try_wait()?.is_some() {
                return Err(io::Error::other("the server does not listen"));
            }
            thread::sleep(Duration::from_millis(10));
        }
        process.ready_after = start.elapsed();
        Ok(process)
    }

    /// Sends a POST, and returns the body of the answer.
    pub fn post(&self, path: &str, headers: &[(&str, &str)], body: &str) -> io::Result<String> {
        self.send("POST", path, headers, body)
    }

    /// The JSON that a GET is answered with.
    pub fn get(&self, path: &str) -> io::Result<Value> {
        Ok(serde_json::from_str(&self.send("GET", path, &[], "")?)?)
    }

    fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> io::Result<String> {
        let address = &self.address;
        let mut head = format!("{method} {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n");
        for (name, value) in headers {
            head += &[name, ": ", value, "\r\n"].concat();
        }
        head += &["Content-Length: ", &body.len().to_string(), "\r\n\r\n"].concat();
        let mut stream = TcpStream::connect(address)?;
        stream.write_all(head.as_bytes())?;
        stream.write_all(body.as_bytes())?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        let (head, body) = answer.split_once("\r\n\r\n").unwrap_or_default();
        if head.starts_with("HTTP/1.1 2") {
            return Ok(body.to_owned());
        }
        Err(io::Error::other(format!("{method} {path} is answered with {head}\n{body}")))
    }

    /// The most memory that it has had, in bytes. None where there is no `/proc`.
    pub fn peak_memory(&self) -> Option<u64> {
        peak_memory(self.child.0.id())
    }
}
