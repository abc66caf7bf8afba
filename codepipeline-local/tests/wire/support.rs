//! HTTP by hand, so that a test sees every byte.

use codepipeline_local::{ActionType, Clock, Endpoint, Server};
use serde_json::Value;
use std::future::Future;
use std::io;
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;

/// Of the right form and scope. The endpoint does not check the signature itself unless it is told to.
const AUTHORIZATION: &str = "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/codepipeline/aws4_request, \
                             SignedHeaders=host;x-amz-date;x-amz-target, Signature=0";

pub async fn serve(endpoint: &Endpoint) -> Server {
    endpoint.serve(([127, 0, 0, 1], 0)).await.unwrap()
}

/// An endpoint on which time stands still.
pub fn manual() -> Endpoint {
    Endpoint::builder().clock(Clock::manual()).build()
}

pub fn action_type() -> ActionType {
    ActionType::custom("Deploy", "Acme", "1")
}

pub const POLL: &str = r#"{"maxBatchSize":1000,"actionTypeId":{"category":"Deploy","owner":"Custom","provider":"Acme","version":"1"}}"#;

/// What does not come at all fails the test, rather than hang it.
pub async fn soon<T>(future: impl Future<Output = T>) -> T {
    tokio::time::timeout(Duration::from_secs(30), future).await.expect("it comes within 30 seconds")
}

/// A request of the API, after which the server is to close the connection.
pub fn request(operation: &str, body: &str) -> String {
    keep_alive(operation, body).replacen("\r\n", "\r\nConnection: close\r\n", 1)
}

/// A request of the API, after which the connection stays.
pub fn keep_alive(operation: &str, body: &str) -> String {
    format!(
        "POST / HTTP/1.1\r\nHost: localhost\r\nX-Amz-Target: CodePipeline_20150709.{operation}\r\n\
         X-Amz-Date: 20260101T000000Z\r\nAuthorization: {AUTHORIZATION}\r\n\
         Content-Type: application/x-amz-json-1.1\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )
}

/// A request for control, as curl sends it, headers and all.
pub fn control_request(method: &str, path: &str, body: &str) -> String {
    let form = if body.is_empty() { "" } else { "Content-Type: application/x-www-form-urlencoded\r\n" };
    format!(
        "{method} /_codepipeline{path} HTTP/1.1\r\nHost: localhost\r\nAccept: */*\r\n{form}\
         Connection: close\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )
}

/// An answer, its headers' names in lower case.
#[derive(Debug)]
pub struct Reply {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Reply {
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut values = self.headers.iter().filter(|(own, _)| own == name).map(|(_, value)| value.as_str());
        let first = values.next();
        assert_eq!(values.next(), None, "{name} comes twice");
        first
    }

    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    /// What an answer of control says went wrong.
    pub fn message(&self) -> String {
        assert_eq!(self.header("content-type"), Some("application/json"), "{self:?}");
        self.json()["message"].as_str().unwrap().to_owned()
    }
}

#[derive(Debug)]
pub struct Connection(BufReader<TcpStream>);

impl Connection {
    pub async fn open(server: &Server) -> Self {
        Self(BufReader::new(TcpStream::connect(server.address()).await.unwrap()))
    }

    pub async fn send(&mut self, bytes: impl AsRef<[u8]>) {
        self.0.write_all(bytes.as_ref()).await.unwrap();
    }

    /// Sends as much as the server takes, and says that there is no more.
    pub async fn try_send(&mut self, bytes: &[u8]) {
        if soon(self.0.write_all(bytes)).await.is_ok() {
            let _closed_or_reset = self.0.shutdown().await;
        }
    }

    async fn line(&mut self) -> io::Result<String> {
        let mut line = String::new();
        soon(self.0.read_line(&mut line)).await?;
        line.strip_suffix("\r\n").map(str::to_owned).ok_or(io::ErrorKind::UnexpectedEof.into())
    }

    /// An answer without its body.
    pub async fn head(&mut self) -> io::Result<Reply> {
        let line = self.line().await?;
        let status = line.split(' ').nth(1).and_then(|status| status.parse().ok());
        let mut headers = Vec::new();
        loop {
            let line = self.line().await?;
            if line.is_empty() {
                let status = status.unwrap_or_else(|| panic!("{line} is no status line"));
                return Ok(Reply { status, headers, body: Vec::new() });
            }
            let (name, value) = line.split_once(": ").unwrap();
            headers.push((name.to_owned(), value.to_owned()));
        }
    }

    /// An answer, whole.
    pub async fn reply(&mut self) -> io::Result<Reply> {
        let mut reply = self.head().await?;
        if let Some(length) = reply.header("content-length") {
            reply.body.resize(length.parse().unwrap(), 0);
            soon(self.0.read_exact(&mut reply.body)).await?;
        } else if reply.header("transfer-encoding") == Some("chunked") {
            while let Some(chunk) = self.chunk().await? {
                reply.body.extend(chunk);
            }
        } else {
            assert_eq!(reply.status, 204, "{reply:?} is of no known length");
        }
        Ok(reply)
    }

    /// The next chunk of a chunked body, unless it was the last.
    pub async fn chunk(&mut self) -> io::Result<Option<Vec<u8>>> {
        let length = usize::from_str_radix(&self.line().await?, 16).unwrap();
        let mut chunk = vec![0; length];
        soon(self.0.read_exact(&mut chunk)).await?;
        assert_eq!(self.line().await?, "");
        Ok((length > 0).then_some(chunk))
    }

    /// All that comes until the connection is closed.
    pub async fn rest(&mut self) -> io::Result<Vec<u8>> {
        let mut rest = Vec::new();
        soon(self.0.read_to_end(&mut rest)).await.map(|_| rest)
    }

    /// Whether there is nothing to read and the connection is open.
    pub fn is_quiet(&self) -> bool {
        let read = self.0.get_ref().try_read(&mut [0]);
        self.0.buffer().is_empty() && read.is_err_and(|error| error.kind() == io::ErrorKind::WouldBlock)
    }
}

/// The answer to a request on a connection of its own.
pub async fn send(server: &Server, request: impl AsRef<[u8]>) -> Reply {
    let mut connection = Connection::open(server).await;
    connection.send(request).await;
    connection.reply().await.unwrap()
}

pub async fn control(server: &Server, method: &str, path: &str, body: &str) -> Reply {
    send(server, control_request(method, path, body)).await
}

pub async fn get(server: &Server, path: &str) -> Value {
    let reply = control(server, "GET", path, "").await;
    assert_eq!(reply.status, 200, "{path}: {reply:?}");
    reply.json()
}

/// The code of the error that a request of the API is answered with, if any.
pub async fn call(server: &Server, operation: &str, body: &str) -> Result<Value, String> {
    let reply = send(server, request(operation, body)).await;
    match reply.status {
        200 if reply.body.is_empty() => Ok(Value::Null),
        200 => Ok(reply.json()),
        _ => Err(reply.json()["__type"].as_str().unwrap().to_owned()),
    }
}

/// The server still answers.
pub async fn assert_alive(server: &Server) {
    assert_eq!(call(server, "GetJobDetails", "{}").await, Err("ValidationException".into()));
}
