//! A server that keeps what it is told.

use std::collections::VecDeque;
use std::io::{self, BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};

use codepipeline_local::Endpoint;
use serde_json::Value;
use tokio::runtime::Builder;

use crate::case::Answer;

/// What of a request counts.
#[derive(Debug, PartialEq)]
pub struct Request {
    line: String,
    target: String,
    content_type: String,
    /// Key, region, service and the headers that are signed; the date and the signature are others each time.
    authorization: String,
    token: String,
    /// For the proxy that it plays.
    proxy_authorization: String,
    body: Value,
    pub is_signed_well: bool,
}

/// A server, until it is asked for the requests.
pub struct Capture {
    pub url: String,
    address: SocketAddr,
    requests: Arc<Mutex<Vec<Request>>>,
    server: Option<JoinHandle<()>>,
    is_over: Arc<Mutex<bool>>,
}

impl Capture {
    pub fn start(answers: Vec<Answer>) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
        let address = listener.local_addr().expect("it is bound");
        let requests = Arc::<Mutex<Vec<Request>>>::default();
        let is_over = Arc::<Mutex<bool>>::default();
        let (kept, over) = (Arc::clone(&requests), Arc::clone(&is_over));
        let server = thread::spawn(move || {
            let mut answers = VecDeque::from(answers);
            let mut silent = Vec::new();
            for stream in listener.incoming().flatten() {
                if *over.lock().expect("no panic") {
                    return;
                }
                // One that goes away has said all that it wanted.
                let _gone = serve(stream, &mut answers, &kept, &mut silent);
            }
        });
        Self { url: format!("http://{address}"), address, requests, server: Some(server), is_over }
    }

    /// What it was told, in order.
    pub fn requests(mut self) -> Vec<Request> {
        *self.is_over.lock().expect("no panic") = true;
        // It waits for a connection.
        drop(TcpStream::connect(self.address));
        self.server.take().expect("it runs").join().expect("no panic");
        std::mem::take(&mut *self.requests.lock().expect("no panic"))
    }
}

/// Answers the request of a connection.
fn serve(
    stream: TcpStream,
    answers: &mut VecDeque<Answer>,
    kept: &Mutex<Vec<Request>>,
    silent: &mut Vec<TcpStream>,
) -> io::Result<()> {
    let mut stream = BufReader::new(stream);
    let Some((head, body)) = read(&mut stream)? else { return Ok(()) };
    kept.lock().expect("no panic").push(Request::of(&head, &body));
    match answers.pop_front().unwrap_or(Answer::Status(200, "{}".to_owned())) {
        Answer::Close => {}
        Answer::Silence => silent.push(stream.into_inner()),
        Answer::Status(status, body) => {
            let answer = answer(status, &body, body.len());
            stream.get_mut().write_all(answer.as_bytes())?;
        }
        Answer::Cut(status, body) => {
            let answer = answer(status, &body, body.len() + 1);
            stream.get_mut().write_all(answer.as_bytes())?;
        }
    }
    Ok(())
}

fn answer(status: u16, body: &str, length: usize) -> String {
    let location = if status / 100 == 3 { "Location: /other\r\n" } else { "" };
    format!(
        "HTTP/1.1 {status} Words\r\n{location}Content-Length: {length}\r\nConnection: close\r\n\r\n{body}"
    )
}

type Head = Vec<(String, String)>;

/// The head of a request, with its first line by no name; and its body.
fn read(stream: &mut impl BufRead) -> io::Result<Option<(Head, Vec<u8>)>> {
    let mut head = Head::new();
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line)? == 0 {
            return Ok(None);
        }
        match line.trim_end() {
            "" => break,
            line if head.is_empty() => head.push((String::new(), line.to_owned())),
            line => {
                let (name, value) = line.split_once(':').ok_or(io::ErrorKind::InvalidData)?;
                head.push((name.to_ascii_lowercase(), value.trim().to_owned()));
            }
        }
    }
    let length = header(&head, "content-length").parse().unwrap_or(0);
    let mut body = vec![0; length];
    stream.read_exact(&mut body)?;
    Ok(Some((head, body)))
}

fn header<'h>(head: &'h Head, name: &str) -> &'h str {
    head.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
}

impl Request {
    fn of(head: &Head, body: &[u8]) -> Self {
        let authorization = header(head, "authorization");
        Self {
            line: header(head, "").to_owned(),
            target: header(head, "x-amz-target").to_owned(),
            content_type: header(head, "content-type").to_owned(),
            authorization: without_what_changes(authorization),
            token: header(head, "x-amz-security-token").to_owned(),
            proxy_authorization: header(head, "proxy-authorization").to_owned(),
            body: serde_json::from_slice(body).unwrap_or_else(|_| String::from_utf8_lossy(body).into()),
            is_signed_well: authorization.is_empty() || is_signed_well(head, body),
        }
    }
}

fn without_what_changes(authorization: &str) -> String {
    let (unsigned, _) = authorization.split_once(", Signature=").unwrap_or_default();
    let mut parts: Vec<_> = unsigned.split('/').collect();
    if parts.len() > 1 {
        parts.remove(1); // The date.
    }
    parts.join("/")
}

/// Whether the local endpoint takes the signature for one of who knows the secret.
fn is_signed_well(head: &Head, body: &[u8]) -> bool {
    let endpoint: Endpoint = peer_tests::endpoint().build();
    let path = header(head, "").split(' ').nth(1).unwrap_or_default();
    let mut request = http::Request::post(path);
    for (name, value) in head.iter().filter(|(name, _)| !name.is_empty()) {
        request = request.header(name, value);
    }
    let request = request.body(body.to_vec().into()).expect("a request");
    let runtime = Builder::new_current_thread().enable_all().build().expect("a runtime");
    let answer = runtime.block_on(endpoint.handle(&request));
    let refusals =
        ["InvalidSignatureException", "IncompleteSignatureException", "UnrecognizedClientException"];
    !answer.error().is_some_and(|code| refusals.contains(&code.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Else, whatever is sent would be signed well.
    #[test]
    fn a_signature_of_something_else_is_none() {
        let date = "20261126T000000Z";
        let scope = "Credential=test/20261126/us-east-1/codepipeline/aws4_request";
        let signature =
            format!("AWS4-HMAC-SHA256 {scope}, SignedHeaders=host;x-amz-date, Signature={}", "0".repeat(64));
        let head = [
            ("", "POST / HTTP/1.1"),
            ("host", "localhost"),
            ("x-amz-date", date),
            ("x-amz-target", "CodePipeline_20150709.PutJobFailureResult"),
            ("content-type", "application/x-amz-json-1.1"),
            ("authorization", &signature),
        ];
        let head = head.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec();
        assert!(!is_signed_well(&head, b"{}"));
    }
}
