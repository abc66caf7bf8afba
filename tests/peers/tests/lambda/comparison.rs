//! Our own Lambda beside AWS's emulator: the same program with the same events.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::Duration;

use codepipeline_local::lambda::{Function, FunctionBuilder, FunctionError, Outcome, Output};
use codepipeline_local::{Endpoint, Server};
use serde_json::{Value, json};

use crate::emulator::{Answer, Emulator, NAME};
use crate::lab::{MARGIN, TIMEOUT, event, function, integration_event};

/// A function under both.
struct Both {
    emulator: Emulator,
    ours: Function,
    /// To which both report.
    _server: Server,
}

impl Both {
    async fn new(program: &[&str]) -> Self {
        let server = Endpoint::new().serve(([127, 0, 0, 1], 0)).await.expect("a port is free");
        let (url, time) = (server.url(), TIMEOUT.to_string());
        let variables = [("AWS_ENDPOINT_URL_CODEPIPELINE", &*url), ("AWS_LAMBDA_FUNCTION_TIMEOUT", &time)];
        let emulator = Emulator::rie(program, &variables).await;
        Self { emulator, ours: ours(program).report_to(&server).build(), _server: server }
    }

    /// Invokes it under both, and expects that whoever invoked it sees the same. Returns that.
    async fn invoke(&self, event: &str) -> Answer {
        let theirs = self.emulator.invoke(event).await;
        let ours = self.ours.invoke(&serde_json::from_str(event).expect("JSON")).ended().await;
        let ours = &ours.last().expect("an attempt").outcome;
        assert_eq!(answer(ours), without_id(&theirs), "{event}: {ours:?}");
        theirs
    }
}

fn ours(program: &[&str]) -> FunctionBuilder {
    let builder = Function::builder(program[0]).arguments(program[1..].iter().copied()).name(NAME);
    builder.timeout(Duration::from_secs(TIMEOUT)).output(Output::Discard)
}

/// What the emulator would answer with an outcome.
fn answer(outcome: &Outcome) -> Answer {
    let json = |error: &FunctionError| {
        format!(r#"{{"errorType":{},"errorMessage":{}}}"#, json!(error.error_type), json!(error.message))
    };
    let (status, body) = match outcome {
        Outcome::Response(body) => (200, String::from_utf8_lossy(body).into_owned()),
        Outcome::Error(error) => (200, json(error)),
        Outcome::Exited(error) => (502, json(error)),
        // It leaves out what stands before: the time and the id of the request.
        Outcome::TimedOut(error) => {
            let start = error.message.find("Task timed out").expect("it is said");
            (200, error.message[start..].to_owned())
        }
        other => panic!("{other:?}"),
    };
    without_id(&Answer { status, body })
}

/// Without what differs in every invocation: the ids of the request and of the process, and those of logs and answers.
fn without_id(answer: &Answer) -> Answer {
    let mut body = answer.body.clone();
    for before in ["RequestId: ", "process ", "(ref ", "(request id "] {
        let pieces: Vec<_> = body.split(before).collect();
        let without = |piece: &str| {
            piece.trim_start_matches(|letter: char| letter.is_ascii_hexdigit() || letter == '-').to_owned()
        };
        let rest = pieces[1..].iter().map(|piece| format!("{before}{}", without(piece)));
        body = format!("{}{}", pieces[0], rest.collect::<String>());
    }
    Answer { status: answer.status, body }
}

pub async fn a_function_ends_alike((): ()) {
    let both = Both::new(&[&function().await, "action", MARGIN]).await;
    // The endpoint has no such jobs.
    let job = |number: u8, what: &str| {
        let id = format!("11111111-abcd-1111-abcd-11111111000{number}");
        event(id, &json!([]), &format!("{what:?}"))
    };
    for (event, status, part) in [
        (job(1, "succeed"), 200, "NotReported"),
        (json!({ "key": "value" }).to_string(), 200, "NoJobId"),
        ("17".to_owned(), 200, "NoJobId"),
        (job(2, "exit"), 502, "exit status 7"),
        (job(3, "block"), 200, "Task timed out after 2.00 seconds"),
    ] {
        let answer = both.invoke(&event).await;
        assert!(answer.status == status && answer.body.contains(part), "{answer:?}");
    }
}

pub async fn an_integration_ends_alike((): ()) {
    let both = Both::new(&[&function().await, "integration", MARGIN]).await;
    for (what, part) in [
        ("succeed", "Success"),
        ("continue", "half"),
        ("fail JobFailed", "it is so"),
        ("panic", "internal error"),
        ("sleep", "ran out of time"),
        ("exit", "exit status 7"),
        ("block", "Task timed out after 2.00 seconds"),
    ] {
        let answer = both.invoke(&integration_event(what)).await;
        assert!(answer.body.contains(part), "{answer:?}");
    }
}

/// Invokes a program that never asks for an event. The emulator answers nothing then, but logs what Lambda says: the type
/// of the error, which is expected to be the same, and its message.
async fn fails_alike(program: &[&str], error_type: &str, part: &str) {
    let both = Both::new(program).await;
    let theirs = both.emulator.invoke("{}").await;
    assert_eq!((theirs.status, &*theirs.body), (502, ""), "{program:?}");
    let log = both.emulator.log();
    let ours = both.ours.invoke(&json!({})).ended().await;
    let error = ours[0].outcome.error().expect("it fails");
    let (_, words) = error.message.split_once(" Error: ").expect("it is said");
    assert!(error.error_type == error_type && words.contains(part), "{program:?}: {error:?}");
    assert!(log.contains(&format!("stored in appctx: {error_type}\n")), "{program:?}: {log}");
    // What belongs to a message is logged in no order.
    let said = |line: &str| {
        line.ends_with(&format!(" error={words}")) || line.contains(&format!(" error={words} InvokeID="))
    };
    assert!(log.lines().any(said), "{program:?}: {log}");
}

pub async fn a_program_that_ends_before_it_asks_ends_alike((): ()) {
    for (script, part) in [
        ("exit 3", "exit status 3"),
        ("exit 0", "without providing a reason"),
        ("kill -KILL $$", "signal: killed"),
        ("kill -TERM $$", "signal: terminated"),
        ("kill -USR1 $$", "signal: user defined signal 1"),
        // A file of its memory would be said as well.
        ("ulimit -c 0; kill -SEGV $$", "signal: segmentation fault"),
        ("ulimit -c 0; kill -ABRT $$", "signal: aborted"),
    ] {
        // The emulator panics if it hears of the end of a process before it has written down that it started it.
        fails_alike(&["sh", "-c", &format!("sleep 0.3; {script}")], "Runtime.ExitError", part).await;
    }
}

pub async fn a_program_that_does_not_start_ends_alike((): ()) {
    for (program, part) in [
        ("/nowhere/check", "fork/exec /nowhere/check: no such file or directory"),
        ("/etc/passwd", "permission denied"),
    ] {
        fails_alike(&[program], "Runtime.InvalidEntrypoint", part).await;
    }
}

/// Of the same invocation by the same headers, and of the function by the same variables.
pub async fn a_function_is_told_the_same((): ()) {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("mirror.py");
    let program = ["python3", script.to_str().expect("a path in UTF-8")];
    let emulator = Emulator::rie(&program, &[("AWS_LAMBDA_FUNCTION_TIMEOUT", "2")]).await;
    let theirs: Value = serde_json::from_str(&emulator.invoke("{}").await.body).expect("JSON");
    let ours = ours(&program).account_id("012345678912").build().invoke(&json!({})).ended().await;
    let ours = ours[0].outcome.response().expect("it answers");

    let names = |told: &Value, part: &str, wanted: fn(&str) -> bool| -> BTreeSet<String> {
        told[part].as_object().expect("it was told").keys().filter(|name| wanted(name)).cloned().collect()
    };
    // The emulator passes on a caller's trace, and has none of its own.
    let headers = names(&ours, "headers", |name| name != "lambda-runtime-trace-id");
    assert_eq!(names(&theirs, "headers", |_| true), headers);
    for name in ["content-type", "lambda-runtime-invoked-function-arn"] {
        assert_eq!(theirs["headers"][name], ours["headers"][name], "{name}");
    }
    // The emulator's setting, and an API that ours does not have.
    let is_lambdas = |name: &str| {
        (name.starts_with("AWS_LAMBDA_") || name == "_HANDLER")
            && !name.starts_with("AWS_LAMBDA_METADATA_")
            && name != "AWS_LAMBDA_FUNCTION_TIMEOUT"
    };
    // Lambda's own, of which the emulator tells only in its second kind.
    let mut variables = names(&ours, "environment", is_lambdas);
    assert!(variables.remove("AWS_LAMBDA_INITIALIZATION_TYPE"));
    assert_eq!(names(&theirs, "environment", is_lambdas), variables);
    for name in
        ["AWS_LAMBDA_FUNCTION_NAME", "AWS_LAMBDA_FUNCTION_VERSION", "AWS_REGION", "AWS_DEFAULT_REGION"]
    {
        assert_eq!(theirs["environment"][name], ours["environment"][name], "{name}");
    }
}
