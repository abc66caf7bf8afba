//! A client of HTTP/1.1, and the function of these tests.

use codepipeline_local::lambda::{Function, FunctionBuilder, Output};
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

/// This executable, as a function.
pub(crate) fn worker() -> FunctionBuilder {
    Function::builder(std::env::current_exe().unwrap())
        .arguments(["--exact", "function::function", "--ignored", "--nocapture"])
        .name("worker")
        .timeout(Duration::from_mins(5))
        .initialization_timeout(Duration::from_mins(5))
        .retry_delays([Duration::ZERO; 2])
        .output(Output::Discard)
}

/// A connection. It waits for each answer.
pub(crate) struct Http {
    stream: BufReader<TcpStream>,
    host: String,
}

impl Http {
    pub(crate) fn connect(host: &str) -> Self {
        Self { stream: BufReader::new(TcpStream::connect(host).unwrap()), host: host.into() }
    }

    pub(crate) fn post(&mut self, path: &str, body: &str) -> (u16, Value) {
        let (status, _, body) = self.request("POST", path, &[], body);
        (status, body)
    }

    /// The status, the headers by their names in lower case, and the body, null if it is no JSON.
    pub(crate) fn request(
        &mut self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> (u16, BTreeMap<String, String>, Value) {
        let mut head = Vec::new();
        write!(head, "{method} {path} HTTP/1.1\r\nHost: {}\r\n", self.host).unwrap();
        for (name, value) in headers {
            write!(head, "{name}: {value}\r\n").unwrap();
        }
        write!(head, "Content-Length: {}\r\n\r\n", body.len()).unwrap();
        let stream = self.stream.get_mut();
        stream.write_all(&head).unwrap();
        // One that is refused may not be read to its end.
        let _unread = stream.write_all(body.as_bytes());
        let status = self.line().split(' ').nth(1).unwrap().parse().unwrap();
        let mut headers = BTreeMap::new();
        loop {
            let line = self.line();
            let Some((name, value)) = line.split_once(':') else { break };
            headers.insert(name.to_ascii_lowercase(), value.trim().to_owned());
        }
        let length = headers.get("content-length").map_or(0, |length| length.parse().unwrap());
        let mut body = vec![0; length];
        self.stream.read_exact(&mut body).unwrap();
        (status, headers, serde_json::from_slice(&body).unwrap_or_default())
    }

    fn line(&mut self) -> String {
        let mut line = String::new();
        self.stream.read_line(&mut line).unwrap();
        line.trim_end().to_owned()
    }
}
