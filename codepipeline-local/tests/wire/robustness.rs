//! Whatever comes in, the others are answered.

use crate::support::*;
use codepipeline_local::{Endpoint, NewJob};

/// Bytes that are no request: the server may answer 400 or hang up.
fn malformed() -> Vec<(&'static str, Vec<u8>)> {
    let head = "POST / HTTP/1.1\r\nHost: localhost\r\n";
    let long = "x".repeat(1 << 20);
    let with = |rest: &str| format!("{head}{rest}").into_bytes();
    vec![
        ("no request line", b"\x01\x02\x03\r\n\r\n".to_vec()),
        ("a request line of one word", b"POST\r\n\r\n".to_vec()),
        ("an unknown version", b"POST / HTTP/9.9\r\nHost: localhost\r\n\r\n".to_vec()),
        ("a method of control characters", b"PO\x00ST / HTTP/1.1\r\nHost: localhost\r\n\r\n".to_vec()),
        ("a target with a space", b"POST / / HTTP/1.1\r\nHost: localhost\r\n\r\n".to_vec()),
        ("a header without a colon", with("Nonsense\r\n\r\n")),
        ("a header with a space in its name", with("Na me: x\r\n\r\n")),
        ("a header with NUL", with("Name: \0\r\n\r\n")),
        ("a folded header", with("Name: a\r\n b\r\n\r\n")),
        ("two lengths", with("Content-Length: 1\r\nContent-Length: 2\r\n\r\nxx")),
        ("a negative length", with("Content-Length: -1\r\n\r\n")),
        ("a length of letters", with("Content-Length: many\r\n\r\n")),
        ("a length beyond numbers", with("Content-Length: 99999999999999999999999\r\n\r\n")),
        ("an unknown encoding", with("Transfer-Encoding: gzip\r\n\r\n")),
        ("a bad chunk", with("Transfer-Encoding: chunked\r\n\r\nxyz\r\n")),
        (
            "a chunk that is too long for numbers",
            with("Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n"),
        ),
        ("a chunk without its end", with("Transfer-Encoding: chunked\r\n\r\n1\r\nabcdef\r\n")),
        ("a huge header", with(&format!("Name: {long}\r\n\r\n"))),
        ("ten thousand headers", with(&("A: b\r\n".repeat(10_000) + "\r\n"))),
        ("a huge target", format!("GET /{long} HTTP/1.1\r\nHost: localhost\r\n\r\n").into_bytes()),
        ("a TLS ClientHello", b"\x16\x03\x01\x00\xa5\x01\x00\x00\xa1\x03\x03\r\n\r\n".to_vec()),
        ("the preface of HTTP/2", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0".to_vec()),
        ("binary", (0..=255).collect()),
        ("nothing", Vec::new()),
    ]
}

#[tokio::test]
async fn what_is_no_request_is_refused_and_nothing_comes_of_it() {
    let endpoint = Endpoint::new();
    let server = serve(&endpoint).await;
    for (kind, bytes) in malformed() {
        let mut connection = Connection::open(&server).await;
        // It may be refused before it has been sent.
        connection.try_send(&bytes).await;
        // It may be reset, for it was not read to its end.
        let answer = connection.rest().await.unwrap_or_default();
        let answer = String::from_utf8(answer).unwrap();
        let refused = answer.is_empty() || answer.starts_with("HTTP/1.1 4");
        assert!(refused, "{kind}: {answer}");
        assert_alive(&server).await;
    }
    assert!(endpoint.jobs().is_empty());
}

/// One of the two lengths is not the sender's: the message may not be taken for two.
#[tokio::test]
async fn a_request_of_two_lengths_smuggles_nothing() {
    let endpoint = Endpoint::new();
    let id = endpoint.start(NewJob::lambda("check"));
    let server = serve(&endpoint).await;
    let inner = request("PutJobSuccessResult", &format!(r#"{{"jobId":"{id}"}}"#));
    let outer = keep_alive("GetJobDetails", "");
    let both = outer.replace("Content-Length: 0", "Content-Length: 5\r\nTransfer-Encoding: chunked");
    let mut connection = Connection::open(&server).await;
    connection.try_send(format!("{both}0\r\n\r\n{inner}").as_bytes()).await;
    let answers = String::from_utf8(connection.rest().await.unwrap_or_default()).unwrap();
    // Transfer-Encoding counts (RFC 9112, 6.3), so the second is a request like any other, or nothing is.
    assert!(answers.matches("HTTP/1.1 ").count() != 1 || answers.starts_with("HTTP/1.1 400"), "{answers}");
    assert_alive(&server).await;
}

#[tokio::test]
async fn garbage_after_a_request_does_not_undo_it() {
    let endpoint = Endpoint::new();
    let id = endpoint.start(NewJob::lambda("check"));
    let server = serve(&endpoint).await;
    let put = keep_alive("PutJobSuccessResult", &format!(r#"{{"jobId":"{id}"}}"#));
    let mut connection = Connection::open(&server).await;
    connection.send(put + "\0garbage\r\n\r\n").await;
    assert_eq!(connection.reply().await.unwrap().status, 200);
    let rest = String::from_utf8(connection.rest().await.unwrap_or_default()).unwrap();
    assert!(rest.is_empty() || rest.starts_with("HTTP/1.1 400"), "{rest}");
    assert!(endpoint.job(&id).unwrap().success().is_some());
}

#[tokio::test]
async fn who_stalls_holds_up_no_one() {
    let endpoint = Endpoint::new();
    let server = serve(&endpoint).await;
    let whole = request("GetJobDetails", r#"{"jobId":"x"}"#);
    let body = whole.find("\r\n\r\n").unwrap() + 4;
    let control = control_request("POST", "/jobs", "[]");
    let mut stalled = Vec::new();
    for start in [&whole[..10], &whole[..body - 2], &whole[..body + 3], &control[..control.len() - 1]] {
        let mut connection = Connection::open(&server).await;
        connection.send(start).await;
        stalled.push((connection, start.len()));
    }
    assert_alive(&server).await;
    get(&server, "/health").await;
    // And they are answered once they go on.
    for (connection, sent) in &mut stalled[..3] {
        connection.send(&whole[*sent..]).await;
        assert_eq!(connection.reply().await.unwrap().json()["__type"], "ValidationException");
    }
    stalled[3].0.send("]").await;
    assert_eq!(stalled[3].0.reply().await.unwrap().status, 201);
}

/// How many connections this process may hold the two ends of.
fn affordable() -> usize {
    let limits = std::fs::read_to_string("/proc/self/limits").unwrap_or_default();
    let line = limits.lines().find(|line| line.starts_with("Max open files"));
    let soft = line.and_then(|line| line.split_whitespace().nth(3)?.parse().ok());
    // The other tests of this process need some.
    soft.map_or(100, |soft: usize| soft.saturating_sub(300) / 2)
}

#[tokio::test]
async fn a_thousand_idle_connections_leave_room_for_the_next() {
    let endpoint = Endpoint::new();
    let server = serve(&endpoint).await;
    let count = affordable().min(1000);
    if count < 1000 {
        eprintln!("`ulimit -n` allows no more than {count} connections here, instead of 1000");
    }
    let mut idle = Vec::new();
    for _ in 0..count {
        idle.push(Connection::open(&server).await);
    }
    assert_alive(&server).await;
    let last = idle.last_mut().unwrap();
    last.send(request("GetJobDetails", "{}")).await;
    assert_eq!(last.reply().await.unwrap().status, 400);
    assert!(idle[0].is_quiet());
}

#[tokio::test]
async fn a_body_over_a_mebibyte_is_refused_however_it_comes() {
    let server = serve(&Endpoint::new()).await;
    let long = " ".repeat((1 << 20) + 1);
    let chunked = request("GetJobDetails", "").replace("Content-Length: 0", "Transfer-Encoding: chunked");
    let chunked = format!("{chunked}{:x}\r\n{long}\r\n0\r\n\r\n", long.len());
    for request in [request("GetJobDetails", &long), chunked] {
        let reply = send(&server, request).await;
        assert_eq!((reply.status, &reply.json()["__type"]), (413, &"RequestEntityTooLargeException".into()));
    }
    let fits = request("GetJobDetails", &(" ".repeat((1 << 20) - 2) + "{}"));
    assert_eq!(send(&server, fits).await.json()["__type"], "ValidationException");
}

#[tokio::test]
async fn http_1_0_is_answered_and_closed() {
    let server = serve(&Endpoint::new()).await;
    let old = keep_alive("GetJobDetails", "{}").replace("HTTP/1.1", "HTTP/1.0");
    let mut connection = Connection::open(&server).await;
    connection.send(old).await;
    let reply = connection.reply().await.unwrap();
    assert_eq!(reply.json()["__type"], "ValidationException");
    assert_eq!(connection.rest().await.unwrap(), b"");
}

#[tokio::test]
async fn other_methods_name_no_operation() {
    let endpoint = Endpoint::new();
    let server = serve(&endpoint).await;
    for method in ["GET", "OPTIONS", "PUT", "DELETE", "BREW"] {
        let reply = send(&server, request("GetJobDetails", "{}").replacen("POST", method, 1)).await;
        assert_eq!((reply.status, &reply.json()["__type"]), (400, &"UnknownOperationException".into()));
    }
    let mut head = Connection::open(&server).await;
    head.send(request("GetJobDetails", "{}").replacen("POST", "HEAD", 1)).await;
    assert_eq!(head.head().await.unwrap().status, 400);
    assert_eq!(head.rest().await.unwrap(), b"", "an answer to HEAD has no body");
    let nowhere = request("GetJobDetails", "{}").replacen("POST /", "POST /elsewhere", 1);
    assert_eq!(send(&server, nowhere).await.json()["__type"], "UnknownOperationException");
}

#[tokio::test]
async fn a_target_may_be_absolute() {
    let server = serve(&Endpoint::new()).await;
    for target in ["http://localhost/", "http://localhost"] {
        let absolute = request("GetJobDetails", "{}").replacen("POST /", &format!("POST {target}"), 1);
        assert_eq!(send(&server, absolute).await.json()["__type"], "ValidationException", "{target}");
    }
    let health = control_request("GET", "/health", "").replacen("GET ", "GET http://localhost", 1);
    assert_eq!(send(&server, health).await.json()["status"], "ok");
}

#[tokio::test]
async fn who_expects_it_is_told_to_continue() {
    let server = serve(&Endpoint::new()).await;
    let whole = request("GetJobDetails", "{}").replacen("\r\n", "\r\nExpect: 100-continue\r\n", 1);
    let (head, body) = whole.split_at(whole.len() - 2);
    let mut connection = Connection::open(&server).await;
    connection.send(head).await;
    assert_eq!(connection.head().await.unwrap().status, 100);
    connection.send(body).await;
    assert_eq!(connection.reply().await.unwrap().json()["__type"], "ValidationException");
}
