//! AWS JSON on a connection, and how a server ends.

use crate::support::{request, serve};
use codepipeline_local::{Endpoint, Fault, NewJob, Operation, Server};
use std::io::{self, ErrorKind};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// All that the server says until it closes the connection.
async fn exchange(server: &Server, request: &str) -> io::Result<String> {
    let mut stream = TcpStream::connect(server.address()).await?;
    stream.write_all(request.as_bytes()).await?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await?;
    Ok(answer)
}

#[tokio::test]
async fn an_answer_is_of_the_protocol() {
    let endpoint = Endpoint::new();
    let server = serve(&endpoint).await;
    let id = endpoint.start(NewJob::lambda("check"));
    let body = format!(r#"{{"jobId":"{id}"}}"#);

    let accepted = exchange(&server, &request("PutJobSuccessResult", &body)).await.unwrap();
    assert!(accepted.starts_with("HTTP/1.1 200 OK\r\n"), "{accepted}");
    assert!(accepted.contains("\r\ncontent-type: application/x-amz-json-1.1\r\n"), "{accepted}");
    assert!(accepted.contains("\r\nx-amzn-requestid: "), "{accepted}");
    assert!(accepted.contains("\r\ncontent-length: 0\r\n"), "{accepted}");
    assert!(accepted.ends_with("\r\n\r\n"), "{accepted}");

    let refused = exchange(&server, &request("PutJobSuccessResult", &body)).await.unwrap();
    assert!(refused.starts_with("HTTP/1.1 400 Bad Request\r\n"), "{refused}");
    let (_, json) = refused.split_once("\r\n\r\n").unwrap();
    assert_eq!(
        json,
        r#"{"__type":"InvalidJobStateException","message":"The job state was specified in an invalid format."}"#
    );
}

#[tokio::test]
async fn a_connection_serves_many_requests() {
    let endpoint = Endpoint::new();
    let server = serve(&endpoint).await;
    let last = request("GetJobDetails", "{}");
    let first = last.replace("Connection: close\r\n", "");
    let answers = exchange(&server, &(first + &last)).await.unwrap();
    assert_eq!(answers.matches("ValidationException").count(), 2, "{answers}");
}

#[tokio::test]
async fn a_chunked_body_is_read() {
    let server = serve(&Endpoint::new()).await;
    let head = request("GetJobDetails", "").replace("Content-Length: 0", "Transfer-Encoding: chunked");
    let answer =
        exchange(&server, &format!("{head}9\r\n{{\"jobId\":\r\n2\r\n7}}\r\n0\r\n\r\n")).await.unwrap();
    assert!(answer.contains("NUMBER_VALUE cannot be converted to String"), "{answer}");
}

#[tokio::test]
async fn a_body_that_is_too_long_is_refused() {
    let server = serve(&Endpoint::new()).await;
    let answer = exchange(&server, &request("GetJobDetails", &" ".repeat((1 << 20) + 1))).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 413 "), "{answer}");
    assert!(answer.contains("RequestEntityTooLargeException"), "{answer}");
}

#[tokio::test]
async fn a_request_that_is_cut_short_does_nothing() {
    let endpoint = Endpoint::new();
    let server = serve(&endpoint).await;
    let whole = request("GetJobDetails", "{}");
    let mut stream = TcpStream::connect(server.address()).await.unwrap();
    stream.write_all(&whole.as_bytes()[..whole.len() - 1]).await.unwrap();
    stream.shutdown().await.unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.unwrap();
    assert_eq!(endpoint.requests(), []);
}

#[tokio::test]
async fn a_disconnect_closes_without_a_byte() {
    let endpoint = Endpoint::new();
    let server = serve(&endpoint).await;
    let id = endpoint.start(NewJob::lambda("check"));
    endpoint.faults().push(Fault::disconnect(Operation::PutJobSuccessResult).after());
    let body = format!(r#"{{"jobId":"{id}"}}"#);
    let answer = exchange(&server, &request("PutJobSuccessResult", &body)).await.unwrap_or_default();
    assert_eq!(answer, "");
    assert!(endpoint.job(&id).unwrap().success().is_some());
}

#[tokio::test]
async fn shutdown_ends_even_a_silent_connection() {
    let endpoint = Endpoint::new();
    let server = serve(&endpoint).await;
    endpoint.faults().push(Fault::silence(Operation::GetJobDetails));
    let mut silent = TcpStream::connect(server.address()).await.unwrap();
    silent.write_all(request("GetJobDetails", "{}").as_bytes()).await.unwrap();
    endpoint.wait_until(|endpoint| endpoint.requests().len() == 1).await;

    let address = server.address();
    server.shutdown().await;
    // Closed or reset by now, not soon.
    let read = io::Read::read(&mut silent.into_std().unwrap(), &mut [0]);
    assert!(
        read.as_ref().map_or_else(|error| error.kind() != ErrorKind::WouldBlock, |read| *read == 0),
        "{read:?}"
    );
    let refused = TcpStream::connect(address).await.unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::ConnectionRefused);
}

#[tokio::test]
async fn dropping_the_server_ends_it() {
    let endpoint = Endpoint::new();
    let server = serve(&endpoint).await;
    let mut idle = TcpStream::connect(server.address()).await.unwrap();
    let keep_alive = request("GetJobDetails", "{}").replace("Connection: close\r\n", "");
    idle.write_all(keep_alive.as_bytes()).await.unwrap();
    endpoint.wait_until(|endpoint| endpoint.requests().len() == 1).await;
    drop(server);
    let mut rest = Vec::new();
    let _closed_or_reset = idle.read_to_end(&mut rest).await;
}

#[tokio::test]
async fn two_servers_share_an_endpoint() {
    let endpoint = Endpoint::new();
    let (one, two) = (serve(&endpoint).await, serve(&endpoint).await);
    assert_ne!(one.url(), two.url());
    for server in [&one, &two] {
        exchange(server, &request("GetJobDetails", "{}")).await.unwrap();
    }
    assert_eq!(endpoint.requests().len(), 2);
}
