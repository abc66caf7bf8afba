//! What a client meets when a fault strikes: on the wire, not as the endpoint calls it.

use crate::support::*;
use codepipeline_local::{Endpoint, ErrorSpelling, Fault, JobId, JobStatus, NewJob, Operation, Server};
use std::io::ErrorKind;
use std::time::Duration;

const PUT: Operation = Operation::PutJobSuccessResult;
/// Longer than any test takes.
const NEVER: Duration = Duration::from_hours(1);

struct Struck {
    endpoint: Endpoint,
    server: Server,
    id: JobId,
}

async fn struck_by(fault: Fault) -> Struck {
    let endpoint = manual();
    let server = serve(&endpoint).await;
    let id = endpoint.start(NewJob::lambda("check"));
    endpoint.faults().push(fault);
    Struck { endpoint, server, id }
}

impl Struck {
    fn put(&self) -> String {
        keep_alive("PutJobSuccessResult", &format!(r#"{{"jobId":"{}"}}"#, self.id))
    }

    fn details(&self) -> String {
        keep_alive("GetJobDetails", &format!(r#"{{"jobId":"{}"}}"#, self.id))
    }

    async fn sent(&self, request: &str) -> Connection {
        let mut connection = Connection::open(&self.server).await;
        connection.send(request).await;
        connection
    }

    fn status(&self) -> JobStatus {
        self.endpoint.job(&self.id).unwrap().status
    }

    /// Waits until the fault has struck.
    async fn injected(&self) {
        let injected = async {
            while self.endpoint.faults().all()[0].injected() == 0 {
                tokio::task::yield_now().await;
            }
        };
        soon(injected).await;
    }
}

#[tokio::test]
async fn a_disconnect_ends_the_connection_in_order() {
    for (fault, status) in [
        (Fault::disconnect(PUT), JobStatus::InProgress),
        (Fault::disconnect(PUT).after(), JobStatus::Succeeded),
    ] {
        let struck = struck_by(fault).await;
        let rest = struck.sent(&struck.put()).await.rest().await;
        assert_eq!(rest.unwrap(), b"", "an end, not a reset");
        assert_eq!(struck.status(), status);
    }
}

#[tokio::test]
async fn a_reset_is_a_reset() {
    for (fault, status) in
        [(Fault::reset(PUT), JobStatus::InProgress), (Fault::reset(PUT).after(), JobStatus::Succeeded)]
    {
        let struck = struck_by(fault).await;
        let rest = struck.sent(&struck.put()).await.rest().await;
        assert_eq!(rest.unwrap_err().kind(), ErrorKind::ConnectionReset);
        assert_eq!(struck.status(), status);
    }
}

#[tokio::test]
async fn a_truncated_answer_promises_more_than_comes() {
    let struck = struck_by(Fault::truncate(Operation::GetJobDetails)).await;
    let mut connection = struck.sent(&struck.details()).await;
    let head = connection.head().await.unwrap();
    let promised: usize = head.header("content-length").unwrap().parse().unwrap();
    assert_eq!(head.status, 200);
    let half = connection.rest().await.unwrap_or_default();
    assert_eq!(half.len(), promised / 2);
    assert!(half.starts_with(br#"{"jobDetails":"#), "{half:?}");
}

#[tokio::test]
async fn an_empty_answer_is_truncated_too() {
    let struck = struck_by(Fault::truncate(PUT)).await;
    let mut connection = struck.sent(&struck.put()).await;
    let head = connection.head().await.unwrap();
    assert_eq!((head.status, head.header("content-length")), (200, Some("1")));
    assert_eq!(connection.rest().await.unwrap_or_default(), b"");
    assert_eq!(struck.status(), JobStatus::Succeeded);
}

#[tokio::test]
async fn a_garbled_answer_is_whole_and_no_json() {
    for (operation, is_put) in [(PUT, true), (Operation::GetJobDetails, false)] {
        let struck = struck_by(Fault::garble(operation)).await;
        let request = if is_put { struck.put() } else { struck.details() };
        let mut connection = struck.sent(&request).await;
        let reply = connection.reply().await.unwrap();
        assert_eq!((reply.status, reply.header("content-type")), (200, Some("application/x-amz-json-1.1")));
        assert!(serde_json::from_slice::<serde_json::Value>(&reply.body).is_err(), "{reply:?}");
        assert!(!reply.body.is_empty());
        connection.send(struck.details()).await;
        assert_eq!(connection.reply().await.unwrap().json()["jobDetails"]["id"], struck.id.as_str());
    }
}

#[tokio::test]
async fn silence_keeps_the_connection_and_holds_up_no_other() {
    for (fault, status) in
        [(Fault::silence(PUT), JobStatus::InProgress), (Fault::silence(PUT).after(), JobStatus::Succeeded)]
    {
        let struck = struck_by(fault).await;
        let silent = struck.sent(&struck.put()).await;
        soon(struck.endpoint.wait_until(|endpoint| endpoint.requests().len() == 1)).await;
        assert_alive(&struck.server).await;
        assert_eq!(struck.status(), status);
        assert!(silent.is_quiet());
    }
}

#[tokio::test]
async fn a_delayed_request_takes_effect_late() {
    let struck = struck_by(Fault::delay(PUT, NEVER)).await;
    let waiting = struck.sent(&struck.put()).await;
    struck.injected().await;
    assert_alive(&struck.server).await;
    assert!(waiting.is_quiet());
    assert_eq!(struck.status(), JobStatus::InProgress);

    let struck = struck_by(Fault::delay(PUT, Duration::from_millis(20))).await;
    let reply = struck.sent(&struck.put()).await.reply().await.unwrap();
    assert_eq!((reply.status, struck.status()), (200, JobStatus::Succeeded));
}

#[tokio::test]
async fn a_delayed_answer_is_late_alone() {
    let struck = struck_by(Fault::delay(PUT, NEVER).after()).await;
    let waiting = struck.sent(&struck.put()).await;
    soon(struck.endpoint.wait_for(&struck.id, |job| job.status.is_final())).await;
    assert_alive(&struck.server).await;
    assert!(waiting.is_quiet());

    let struck = struck_by(Fault::delay(PUT, Duration::from_millis(20)).after()).await;
    assert_eq!(struck.sent(&struck.put()).await.reply().await.unwrap().status, 200);
}

/// As with AWS: the client that gave up does not know.
#[tokio::test]
async fn a_delayed_request_takes_effect_for_a_client_that_has_left() {
    let struck = struck_by(Fault::delay(PUT, Duration::from_millis(50))).await;
    let waiting = struck.sent(&struck.put()).await;
    struck.injected().await;
    drop(waiting);
    soon(struck.endpoint.wait_for(&struck.id, |job| job.status == JobStatus::Succeeded)).await;
}

#[tokio::test]
async fn a_late_disconnect_is_one() {
    let struck = struck_by(Fault::disconnect(PUT).delayed(Duration::from_millis(20))).await;
    assert_eq!(struck.sent(&struck.put()).await.rest().await.unwrap(), b"");
    assert_eq!(struck.status(), JobStatus::InProgress);
}

#[tokio::test]
async fn an_answer_is_as_it_was_made() {
    let page = "<html>Bad Gateway</html>";
    let struck = struck_by(Fault::answer(PUT, 502, page)).await;
    let mut connection = struck.sent(&struck.put()).await;
    let reply = connection.reply().await.unwrap();
    assert_eq!((reply.status, reply.text()), (502, page));
    connection.send(struck.put()).await;
    assert_eq!(connection.reply().await.unwrap().status, 200);
}

#[tokio::test]
async fn an_error_has_its_code_in_each_spelling_and_the_connection_goes_on() {
    const NAMESPACE: &str = "com.amazonaws.codepipeline#";
    const URI: &str = ":http://internal.amazon.com/coral/com.amazonaws.codepipeline/";
    let struck = struck_by(Fault::disconnect(PUT).skip(1000)).await;
    let mut connection = Connection::open(&struck.server).await;
    for spelling in ErrorSpelling::ALL {
        struck.endpoint.faults().clear();
        struck.endpoint.faults().push(Fault::error(PUT, "ThrottlingException", 429).spelled(*spelling));
        connection.send(struck.put()).await;
        let reply = connection.reply().await.unwrap();
        let json = reply.json();
        let place = serde_json::to_value(spelling).unwrap()["in"].as_str().unwrap().to_owned();
        let found = match place.as_str() {
            "header" => reply.header("x-amzn-errortype").unwrap(),
            member => json[member].as_str().unwrap(),
        };
        let namespace = if spelling.namespace { NAMESPACE } else { "" };
        let uri = if spelling.uri { URI } else { "" };
        assert_eq!(found, format!("{namespace}ThrottlingException{uri}"), "{spelling:?}");
        assert_eq!((reply.status, &json["message"]), (429, &"Injected fault".into()));
        let members = if place == "header" { 1 } else { 2 };
        assert_eq!(json.as_object().unwrap().len(), members, "{json}");
    }
    connection.send(struck.put()).await;
    assert_eq!(connection.reply().await.unwrap().status, 200);
}

#[tokio::test]
async fn control_is_never_struck() {
    let struck = struck_by(Fault::reset(None).always()).await;
    get(&struck.server, "/health").await;
    control(&struck.server, "POST", "/jobs", "[]").await;
    assert_eq!(control(&struck.server, "DELETE", "/faults", "").await.status, 204);
    assert_alive(&struck.server).await;
}
