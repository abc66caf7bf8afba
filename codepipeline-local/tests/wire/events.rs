//! The stream that tells a page when there is something new.

use crate::support::*;
use codepipeline_local::{Endpoint, JobStatus, NewJob, Server};
use std::time::Duration;

async fn open(server: &Server) -> (Connection, u64) {
    let mut events = Connection::open(server).await;
    events.send(control_request("GET", "/events", "")).await;
    let head = events.head().await.unwrap();
    assert_eq!((head.status, head.header("content-type")), (200, Some("text/event-stream")));
    assert_eq!(head.header("cache-control"), Some("no-store"));
    let first = changed(&mut events).await;
    (events, first)
}

/// The revision that the next event tells.
async fn changed(events: &mut Connection) -> u64 {
    let chunk = String::from_utf8(events.chunk().await.unwrap().unwrap()).unwrap();
    let data = chunk.strip_prefix("event: changed\ndata: ").and_then(|data| data.strip_suffix("\n\n"));
    let data: serde_json::Value = serde_json::from_str(data.unwrap_or_else(|| panic!("{chunk:?}"))).unwrap();
    assert_eq!(data.as_object().unwrap().len(), 1, "{data}");
    data["revision"].as_u64().unwrap()
}

#[tokio::test]
async fn every_change_is_told() {
    let endpoint = manual();
    let server = serve(&endpoint).await;
    let id = endpoint.start(NewJob::lambda("check").timeout(Duration::from_mins(1)));
    let (mut events, mut last) = open(&server).await;
    for (method, path, body) in [
        (
            "POST",
            "/jobs",
            r#"{"actionTypeId":{"category":"Test","owner":"Custom","provider":"A","version":"1"}}"#,
        ),
        ("POST", "/clock/advance", r#"{"seconds":60}"#),
        ("POST", "/reset", ""),
    ] {
        assert!(control(&server, method, path, body).await.status < 300);
        let next = changed(&mut events).await;
        assert!(next > last, "{path}: {next} after {last}");
        last = next;
        if path == "/clock/advance" {
            assert_eq!(endpoint.job(&id).unwrap().status, JobStatus::TimedOut);
        }
    }
    call(&server, "GetJobDetails", "{}").await.unwrap_err();
    assert!(changed(&mut events).await > last);
}

#[tokio::test]
async fn time_that_passes_by_itself_is_told() {
    let endpoint = Endpoint::new();
    let server = serve(&endpoint).await;
    let id = endpoint.start(NewJob::lambda("check").timeout(Duration::from_millis(300)));
    let (mut events, first) = open(&server).await;
    assert!(changed(&mut events).await > first);
    assert_eq!(endpoint.job(&id).unwrap().status, JobStatus::TimedOut);
}

#[tokio::test]
async fn many_changes_make_one_event() {
    let endpoint = manual();
    let server = serve(&endpoint).await;
    let (mut events, first) = open(&server).await;
    for _ in 0..50 {
        endpoint.start(NewJob::lambda("check"));
    }
    assert!(changed(&mut events).await >= first + 50);
    // An event before the next change would come before it.
    endpoint.expire(endpoint.start(NewJob::lambda("check")));
    changed(&mut events).await;
    server.shutdown().await;
    assert_eq!(events.rest().await.unwrap_or_default(), b"");
}

#[tokio::test]
async fn it_ends_with_the_server() {
    let endpoint = manual();
    let server = serve(&endpoint).await;
    let (mut events, _) = open(&server).await;
    server.shutdown().await;
    // Cut off, not finished: the last chunk never comes.
    assert_eq!(events.rest().await.unwrap_or_default(), b"");
}

/// Pages that were open do not keep the endpoint, whose state file another may want.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_of_it_is_left_behind() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("jobs.json");
    for _ in 0..20 {
        let endpoint = Endpoint::builder().open(&path).unwrap();
        let server = serve(&endpoint).await;
        let (one, two, three) = (open(&server).await, open(&server).await, open(&server).await);
        server.shutdown().await;
        drop((one, two, three, endpoint));
    }
}

/// Whether its reader or its server goes first.
#[tokio::test]
async fn a_page_that_was_closed_leaves_nothing_behind() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("jobs.json");
    let endpoint = Endpoint::builder().open(&path).unwrap();
    let server = serve(&endpoint).await;
    for _ in 0..5 {
        drop(open(&server).await);
    }
    server.shutdown().await;
    drop(endpoint);
    Endpoint::builder().open(&path).unwrap();
}

#[tokio::test]
async fn readers_do_not_wait_for_each_other() {
    let endpoint = manual();
    let server = serve(&endpoint).await;
    // One that reads no further than this.
    let (_slow, _) = open(&server).await;
    let (mut events, mut last) = open(&server).await;
    for _ in 0..3 {
        endpoint.start(NewJob::lambda("check"));
        let next = changed(&mut events).await;
        assert!(next > last);
        last = next;
    }
}
