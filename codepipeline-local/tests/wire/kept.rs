//! A server whose state file cannot be written.

use crate::support::*;
use codepipeline_local::{Endpoint, NewJob};
use serde_json::json;
use std::fs;

#[tokio::test]
async fn a_file_that_cannot_be_written_is_told_and_recovers() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("jobs.json");
    let endpoint = Endpoint::builder().open(&path).unwrap();
    let server = serve(&endpoint).await;
    let id = endpoint.queue(NewJob::custom(action_type()));
    endpoint.saved().await.unwrap();
    assert_eq!(get(&server, "/health").await["status"], "ok");

    let obstacle = path.with_file_name("jobs.json.new");
    fs::create_dir(&obstacle).unwrap();
    let poll = send(&server, request("PollForJobs", POLL)).await;
    assert_eq!((poll.status, &poll.json()["__type"]), (500, &json!("InternalFailure")));
    for (method, path, body) in [
        ("POST", "/jobs", "[]"),
        ("POST", "/reset", ""),
        ("POST", "/clock/advance", r#"{"seconds":1}"#),
        ("GET", "/jobs", ""),
    ] {
        let reply = control(&server, method, path, body).await;
        assert_eq!(reply.status, 500, "{path}");
        assert!(reply.message().starts_with("the state file cannot be written: "), "{}", reply.message());
    }
    let health = get(&server, "/health").await;
    let why = health["stateFile"].as_str().unwrap();
    assert_eq!(health["status"], "failing");
    assert!(why.contains(path.to_str().unwrap()), "{why}");
    assert_eq!(control(&server, "GET", "/page.css", "").await.status, 200, "a person can still look");

    fs::remove_dir(&obstacle).unwrap();
    let health = get(&server, "/health").await;
    assert_eq!((&health["status"], health.get("stateFile")), (&json!("ok"), None), "asking tries again");
    assert_eq!(get(&server, "/jobs").await["jobs"], json!([]));
    assert!(!fs::read_to_string(&path).unwrap().contains(id.as_str()));
}
