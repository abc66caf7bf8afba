//! No page from elsewhere drives the endpoint.

use crate::support::*;
use codepipeline_local::{Endpoint, NewJob, Server, ServerBuilder};

const EVIL: [&str; 10] = [
    "Host: evil.example",
    "Host: localhost.evil.example:80",
    "Host: localhost\r\nHost: localhost",
    "Host: localhost\r\nHost: evil.example",
    "Host: ",
    "X-Not-Host: localhost",
    "Host: localhost\r\nOrigin: http://evil.example",
    "Host: localhost\r\nOrigin: null",
    "Host: localhost:1\r\nOrigin: http://localhost:2",
    "Host: evil.example\r\nOrigin: http://evil.example",
];

/// A request to each part of the server that would have an effect, or tell something.
fn requests(id: &str) -> Vec<String> {
    let result = format!(r#"{{"jobId":"{id}"}}"#);
    vec![
        request("PutJobSuccessResult", &result),
        control_request("POST", &format!("/jobs/{id}/expire"), ""),
        control_request("POST", "/reset", ""),
        control_request("POST", "/faults", r#"{"effect":"disconnect"}"#),
        control_request("POST", "/clock/advance", r#"{"seconds":5000}"#),
        control_request("GET", "/jobs", ""),
        control_request("GET", "/", ""),
        control_request("GET", "", ""),
        control_request("GET", "/events", ""),
        "GET / HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\n\r\n".into(),
        "OPTIONS / HTTP/1.1\r\nHost: localhost\r\nAccess-Control-Request-Method: POST\r\n\r\n".into(),
    ]
}

fn with_host(request: &str, host: &str) -> String {
    request.replacen("Host: localhost", host, 1)
}

#[tokio::test]
async fn a_strange_host_or_origin_is_refused_without_effect() {
    let endpoint = manual();
    let server = serve(&endpoint).await;
    let id = endpoint.start(NewJob::lambda("check"));
    let before = endpoint.job(&id);
    for host in EVIL {
        for request in requests(id.as_str()) {
            let reply = send(&server, with_host(&request, host)).await;
            assert_eq!(reply.status, 403, "{host}: {request}");
            assert_eq!(reply.json()["__type"], "AccessDeniedException");
            assert!(!reply.json()["message"].as_str().unwrap().is_empty());
            assert_eq!(reply.header("access-control-allow-origin"), None);
            assert!(!reply.text().contains(id.as_str()));
        }
    }
    assert_eq!(endpoint.job(&id), before);
    assert_eq!((endpoint.requests(), endpoint.faults().all()), (vec![], vec![]));
}

#[tokio::test]
async fn the_reason_is_told() {
    let server = serve(&Endpoint::new()).await;
    let get = control_request("GET", "/health", "");
    for (host, reason) in [
        (EVIL[0], "The Host is neither localhost nor an IP address, nor allowed (--allow-host)"),
        (EVIL[2], "A request needs a Host header with one host"),
        (EVIL[5], "A request needs a Host header with one host"),
        (EVIL[6], "The request comes from a page of another Origin"),
    ] {
        assert_eq!(send(&server, with_host(&get, host)).await.json()["message"], reason, "{host}");
    }
}

async fn is_served(server: &Server, host: &str) -> bool {
    let api = send(server, with_host(&request("GetJobDetails", "{}"), host)).await.status == 400;
    let health = send(server, with_host(&control_request("GET", "/health", ""), host)).await.status == 200;
    assert_eq!(api, health, "{host}");
    api
}

#[tokio::test]
async fn its_own_page_and_this_machine_pass() {
    let server = serve(&Endpoint::new()).await;
    let address = server.address();
    for host in [
        format!("Host: {address}"),
        format!("Host: {address}\r\nOrigin: http://{address}"),
        "Host: localhost:4577\r\nOrigin: http://localhost:4577".into(),
        "Host: codepipeline.us-east-1.localhost".into(),
        "Host: [::1]:80\r\nOrigin: http://[::1]:80".into(),
    ] {
        assert!(is_served(&server, &host).await, "{host}");
    }
}

#[tokio::test]
async fn a_host_may_be_allowed() {
    let builder = ServerBuilder::new().allow_host("codepipeline").allow_host("Other.Test");
    let server = builder.serve(&Endpoint::new(), ([127, 0, 0, 1], 0)).await.unwrap();
    assert!(is_served(&server, "Host: codepipeline:4577").await);
    assert!(is_served(&server, "Host: CODEPIPELINE").await);
    assert!(is_served(&server, "Host: other.test:1\r\nOrigin: http://other.test:1").await);
    assert!(!is_served(&server, "Host: sub.codepipeline").await);
    assert!(!is_served(&server, "Host: codepipeline\r\nOrigin: http://evil.example").await);
}

/// A name in the request's target does not make up for the header.
#[tokio::test]
async fn the_target_does_not_stand_for_the_host() {
    let server = serve(&Endpoint::new()).await;
    let get = "GET http://localhost/_codepipeline/health HTTP/1.1\r\nHost: evil.example\r\n\r\n";
    assert_eq!(send(&server, get).await.status, 403);
}
