//! What control changes: seeds, results of time, faults, the clock.

use crate::support::*;
use codepipeline_local::{Endpoint, JobStatus, NewJob};
use serde_json::{Value, json};
use std::time::Duration;

const JOB: &str =
    r#"{"actionTypeId":{"category":"Deploy","owner":"Custom","provider":"Acme","version":"1"}}"#;

async fn post(server: &codepipeline_local::Server, path: &str, body: &str) -> Value {
    let reply = control(server, "POST", path, body).await;
    assert_eq!(reply.status, 200, "{path} {body}: {reply:?}");
    reply.json()
}

#[tokio::test]
async fn jobs_are_seeded_whatever_the_content_type_is() {
    let endpoint = manual();
    let server = serve(&endpoint).await;
    let seed = control_request("POST", "/jobs", &format!("[{JOB},{JOB}]"));
    assert!(seed.contains("application/x-www-form-urlencoded"));
    let json = seed.replace("application/x-www-form-urlencoded", "application/json");
    let none = seed.replace("Content-Type: application/x-www-form-urlencoded\r\n", "");
    for request in [seed, json, none] {
        let before = endpoint.jobs().len();
        let reply = send(&server, request).await;
        assert_eq!(reply.status, 201, "{reply:?}");
        let ids = endpoint.jobs()[before..].iter().map(|job| job.id.to_string()).collect::<Vec<_>>();
        assert_eq!(reply.json(), json!({ "jobIds": ids }));
    }
    assert_eq!(endpoint.jobs().len(), 6);
}

#[tokio::test]
async fn a_wrong_seed_is_refused_whole_and_says_why() {
    let endpoint = manual();
    let server = serve(&endpoint).await;
    let bad =
        r#"{"actionTypeId":{"category":"Deployment","owner":"Custom","provider":"Acme","version":"1"}}"#;
    for (body, reason) in [
        (String::new(), "the body is not JSON: EOF while parsing a value at line 1 column 0"),
        ("{".into(), "the body is not JSON: EOF while parsing an object at line 1 column 1"),
        ("7".into(), "a seed is a JSON object or a list of them"),
        (format!("[{JOB},7]"), "[1]: a job is a JSON object"),
        (
            format!(r#"{{"jobs":[{JOB},{bad}]}}"#),
            "jobs[1]: 1 validation error detected: Value at 'actionTypeId.category'",
        ),
        (r#"{"jobs":[],"job":[]}"#.into(), "`job` is not known here: known are `actionTypes`, `jobs`"),
        (format!(r#"{{"data":{JOB},"id":"X"}}"#), "the id is not a lower-case UUID"),
    ] {
        let reply = control(&server, "POST", "/jobs", &body).await;
        assert_eq!(reply.status, 400, "{body}");
        assert!(reply.message().starts_with(reason), "{body}: {}", reply.message());
    }
    assert_eq!((endpoint.jobs(), endpoint.action_types()), (vec![], vec![]));

    let id = endpoint.queue(NewJob::custom(action_type()));
    let again = control(&server, "POST", "/jobs", &format!(r#"{{"data":{JOB},"id":"{id}"}}"#)).await;
    assert_eq!((again.status, again.message()), (400, format!("there is a job with the id {id} already")));
}

#[tokio::test]
async fn a_job_expires_once() {
    let endpoint = manual();
    let server = serve(&endpoint).await;
    let id = endpoint.start(NewJob::lambda("check"));
    endpoint.advance(Duration::from_millis(1500));
    let path = format!("/jobs/{id}/expire");
    let job = post(&server, &path, "").await;
    assert_eq!((&job["status"], &job["endedAt"]), (&json!("TimedOut"), &json!(1.5)));
    assert_eq!(job, get(&server, &format!("/jobs/{id}")).await);
    let again = control(&server, "POST", &path, "").await;
    assert_eq!((again.status, again.message().as_str()), (409, "the job has ended"));
}

#[tokio::test]
async fn a_job_is_handed_out_again_while_it_is_out() {
    let endpoint = manual();
    let server = serve(&endpoint).await;
    let id = endpoint.queue(NewJob::custom(action_type()));
    let lambda = endpoint.start(NewJob::lambda("check"));
    let path = format!("/jobs/{id}/redeliver");
    let why_not = "only a job that is Dispatched or InProgress and not a Lambda's is handed out again";

    for refused in [path.clone(), format!("/jobs/{lambda}/redeliver")] {
        let reply = control(&server, "POST", &refused, "").await;
        assert_eq!((reply.status, reply.message().as_str()), (409, why_not));
    }
    call(&server, "PollForJobs", POLL).await.unwrap();
    assert_eq!(post(&server, &path, "").await["status"], "Queued");
    let polled = call(&server, "PollForJobs", POLL).await.unwrap();
    assert_eq!((&polled["jobs"][0]["id"], &polled["jobs"][0]["nonce"]), (&json!(id), &json!("2")));
    call(&server, "AcknowledgeJob", &format!(r#"{{"jobId":"{id}","nonce":"2"}}"#)).await.unwrap();
    assert_eq!(post(&server, &path, "").await["status"], "InProgress");
    assert_eq!(call(&server, "PollForJobs", POLL).await.unwrap()["jobs"][0]["nonce"], "3");

    endpoint.expire(&id);
    assert_eq!(control(&server, "POST", &path, "").await.status, 409);
}

#[tokio::test]
async fn a_job_that_is_not_there_is_not_found() {
    let server = serve(&Endpoint::new()).await;
    let id = "00000000-0000-0000-0000-000000000000";
    for (method, path) in [("GET", ""), ("POST", "/expire"), ("POST", "/redeliver")] {
        let reply = control(&server, method, &format!("/jobs/{id}{path}"), "").await;
        assert_eq!((reply.status, reply.message().as_str()), (404, "there is no such job"), "{path}");
    }
    assert_eq!(
        get(&server, &format!("/requests?jobId={id}")).await,
        json!({ "requests": [], "more": false })
    );
}

#[tokio::test]
async fn the_clock_advances() {
    let endpoint = manual();
    let server = serve(&endpoint).await;
    let id = endpoint.start(NewJob::lambda("check").timeout(Duration::from_mins(1)));
    assert_eq!(get(&server, "/clock").await, json!({ "now": 0.0, "manual": true }));
    let clock = post(&server, "/clock/advance", r#"{"seconds":12.5}"#).await;
    assert_eq!(clock, json!({ "now": 12.5, "manual": true }));
    assert_eq!(endpoint.job(&id).unwrap().status, JobStatus::InProgress);
    post(&server, "/clock/advance", r#"{"seconds":60}"#).await;
    assert_eq!(get(&server, &format!("/jobs/{id}")).await["endedAt"], 60.0);

    for (body, reason) in [
        ("{}", "`seconds` is not a number"),
        ("7", "`seconds` is not a number"),
        (r#"{"seconds":"7"}"#, "`seconds` is not a number"),
        (r#"{"seconds":-1}"#, "a time is a number of seconds, zero or more"),
        ("", "the body is not JSON: EOF while parsing a value at line 1 column 0"),
    ] {
        let reply = control(&server, "POST", "/clock/advance", body).await;
        assert_eq!((reply.status, reply.message().as_str()), (400, reason), "{body}");
    }
    assert_eq!(get(&server, "/clock").await["now"], 72.5);
    let real = serve(&Endpoint::new()).await;
    assert_eq!(get(&real, "/clock").await["manual"], false);
}

#[tokio::test]
async fn time_may_go_on_for_ever() {
    let endpoint = manual();
    let server = serve(&endpoint).await;
    for _ in 0..3 {
        assert!(
            post(&server, "/clock/advance", r#"{"seconds":1e300}"#).await["now"].as_f64().unwrap() > 1e18
        );
    }
    let id = endpoint.queue(NewJob::custom(action_type()));
    assert_eq!(get(&server, &format!("/jobs/{id}")).await["status"], "TimedOut");
}

#[tokio::test]
async fn a_reset_forgets_everything_but_time_and_ids() {
    let endpoint = manual();
    let server = serve(&endpoint).await;
    let id = endpoint.start(NewJob::custom(action_type()));
    call(&server, "GetJobDetails", "{}").await.unwrap_err();
    post(&server, "/faults", r#"{"effect":"silence"}"#).await;
    endpoint.advance(Duration::from_secs(5));

    let reply = control(&server, "POST", "/reset", "").await;
    assert_eq!((reply.status, reply.body.len()), (204, 0));
    let jobs = get(&server, "/jobs").await;
    assert_eq!((&jobs["jobs"], &jobs["now"]), (&json!([]), &json!(5.0)));
    assert_eq!(get(&server, "/requests").await["requests"], json!([]));
    assert_eq!(get(&server, "/faults").await["faults"], json!([]));
    assert_eq!(get(&server, "/action-types").await["actionTypes"], json!([]));
    assert_ne!(endpoint.start(NewJob::custom(action_type())), id);
}

#[tokio::test]
async fn faults_are_added_replaced_and_forgotten() {
    let server = serve(&Endpoint::new()).await;
    assert_eq!(get(&server, "/faults").await, json!({ "faults": [] }));
    let one = post(&server, "/faults", r#"{"effect":"disconnect"}"#).await;
    let disconnect = json!({ "skip": 0, "times": 1, "effect": "disconnect", "injected": 0 });
    assert_eq!(one, json!({ "faults": [disconnect] }));

    let more = r#"[{"operation":"PollForJobs","jobId":"x","skip":2,"times":null,"probability":0.5,"seed":7,"when":"after",
        "delaySeconds":1.5,"effect":{"answer":{"status":502,"body":"x"}}},
        {"effect":{"error":{"code":"ThrottlingException"}}}]"#;
    let three = post(&server, "/faults", more).await;
    let expected = json!([disconnect,
        { "operation": "PollForJobs", "jobId": "x", "skip": 2, "times": null, "probability": 0.5, "seed": 7,
          "when": "after", "delaySeconds": 1.5, "effect": { "answer": { "status": 502, "body": "x" } }, "injected": 0 },
        { "skip": 0, "times": 1, "effect": { "error": { "code": "ThrottlingException", "status": 400 } }, "injected": 0 }]);
    assert_eq!(three["faults"], expected);
    assert_eq!(get(&server, "/faults").await, three);

    let put = control(&server, "PUT", "/faults", r#"{"faults":[{"effect":"garble"}]}"#).await;
    assert_eq!((put.status, put.json()["faults"].as_array().unwrap().len()), (200, 1));
    assert_eq!(
        control(&server, "PUT", "/faults", &three.to_string()).await.json(),
        three,
        "what GET answers"
    );
    assert_eq!(control(&server, "DELETE", "/faults", "").await.status, 204);
    assert_eq!(get(&server, "/faults").await, json!({ "faults": [] }));
}

#[tokio::test]
async fn wrong_faults_are_refused_whole_and_named() {
    let server = serve(&Endpoint::new()).await;
    for (body, reason) in [
        ("", "the body is not JSON: "),
        (r#"{"effect":"explode"}"#, "faults[0]: unknown variant `explode`"),
        (r#"[{"effect":"reset"},{"efect":"reset"}]"#, "faults[1]: unknown field `efect`"),
        (r#"[{"effect":"reset"},{}]"#, "faults[1]: a fault has an `effect`, a `delaySeconds` or both"),
        (r#"{"effect":"reset","probability":2}"#, "faults[0]: the probability 2 is not between 0 and 1"),
        (r#"{"effect":"truncate","when":"before"}"#, "faults[0]: to truncate or garble an answer"),
        (r#"{"effect":{"answer":{"status":99}}}"#, "faults[0]: 99 is not the HTTP status of an answer"),
        (r#"{"effect":{"error":{"code":"X","status":1000}}}"#, "faults[0]: 1000 is not the HTTP status"),
        (r#"{"effect":"reset","operation":"StopJobs"}"#, "faults[0]: unknown variant `StopJobs`"),
        (r#"{"delaySeconds":-1}"#, "faults[0]: a time is a number of seconds, zero or more"),
        ("7", "faults[0]: invalid type: integer `7`"),
    ] {
        for method in ["POST", "PUT"] {
            let reply = control(&server, method, "/faults", body).await;
            assert_eq!(reply.status, 400, "{body}");
            assert!(reply.message().starts_with(reason), "{body}: {}", reply.message());
        }
    }
    assert_eq!(get(&server, "/faults").await, json!({ "faults": [] }));

    let many = json!(vec![json!({ "effect": "reset" }); 6000]).to_string();
    assert_eq!(post(&server, "/faults", &many).await["faults"].as_array().unwrap().len(), 6000);
    let reply = control(&server, "POST", "/faults", &many).await;
    assert_eq!((reply.status, reply.message().as_str()), (400, "there would be more than 10000 faults"));
    assert_eq!(control(&server, "PUT", "/faults", &many).await.status, 200);
}

#[tokio::test]
async fn another_method_is_refused_with_the_ones_there_are() {
    let endpoint = manual();
    let server = serve(&endpoint).await;
    let id = endpoint.start(NewJob::custom(action_type()));
    let (job, expire, redeliver) =
        (format!("/jobs/{id}"), format!("/jobs/{id}/expire"), format!("/jobs/{id}/redeliver"));
    for (path, allowed) in [
        ("/health", "GET"),
        ("/clock", "GET"),
        ("/requests", "GET"),
        ("/action-types", "GET"),
        ("/events", "GET"),
        (&job, "GET"),
        (&expire, "POST"),
        (&redeliver, "POST"),
        ("/reset", "POST"),
        ("/clock/advance", "POST"),
        ("/jobs", "GET, POST"),
        ("/faults", "GET, POST, PUT, DELETE"),
    ] {
        let methods = ["GET", "POST", "PUT", "DELETE", "PATCH"];
        for method in methods.iter().filter(|method| !allowed.split(", ").any(|allowed| allowed == **method))
        {
            let reply = control(&server, method, path, "").await;
            assert_eq!((reply.status, reply.header("allow")), (405, Some(allowed)), "{method} {path}");
            assert_eq!(reply.message(), format!("only {allowed} here"), "{method} {path}");
        }
    }
    assert_eq!(endpoint.job(&id).unwrap().status, JobStatus::InProgress);
}

#[tokio::test]
async fn a_body_over_64_mib_is_refused() {
    const MOST: usize = 64 << 20;
    let endpoint = Endpoint::new();
    let server = serve(&endpoint).await;
    let piece = vec![b' '; 1 << 16];
    for (length, status) in [(MOST, 400), (MOST + 1, 413)] {
        let mut connection = Connection::open(&server).await;
        let head = control_request("POST", "/jobs", "");
        connection.send(head.replace("Content-Length: 0", &format!("Content-Length: {length}"))).await;
        for start in (0..length).step_by(piece.len()) {
            connection.send(&piece[..piece.len().min(length - start)]).await;
        }
        let reply = connection.reply().await.unwrap();
        assert_eq!(reply.status, status);
        assert_eq!(reply.message() == "the body is longer than 64 MiB", status == 413, "{reply:?}");
    }
}
