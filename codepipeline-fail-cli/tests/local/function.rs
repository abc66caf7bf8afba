//! A Lambda function beside the endpoint: this executable once more.

use super::support::{Local, command, refused};
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::Command;
use std::{env, process};

/// Not a test: what the command starts as a function. It reports by the command itself.
#[test]
#[ignore = "it is the function that other tests start"]
fn function() {
    let Ok(runtime_api) = env::var("AWS_LAMBDA_RUNTIME_API") else { return };
    let mut stream = BufReader::new(TcpStream::connect(runtime_api).unwrap());
    loop {
        let (id, event) = exchange(&mut stream, "GET", "next", "");
        let job = &event["CodePipeline.job"];
        if job["data"]["actionConfiguration"]["configuration"]["UserParameters"] == "exit" {
            process::exit(1);
        }
        let mut report = Command::new(env!("CARGO_BIN_EXE_codepipeline-fail"));
        report.args(["put-job-success-result", "--job-id", job["id"].as_str().unwrap()]);
        report.args(["--output-variables", &format!("Table={}", env::var("TABLE").unwrap_or_default())]);
        assert!(report.status().unwrap().success());
        exchange(&mut stream, "POST", &format!("{id}/response"), "null");
    }
}

/// A request of the Runtime API: the request id and the body of what it is answered with.
fn exchange(stream: &mut BufReader<TcpStream>, method: &str, path: &str, body: &str) -> (String, Value) {
    let length = body.len();
    let request = format!(
        "{method} /2018-06-01/runtime/invocation/{path} HTTP/1.1\r\nHost: localhost\r\n\
         Content-Length: {length}\r\n\r\n{body}"
    );
    stream.get_mut().write_all(request.as_bytes()).unwrap();
    let (mut id, mut length) = (String::new(), 0);
    loop {
        let mut line = String::new();
        stream.read_line(&mut line).unwrap();
        match line.trim_end().split_once(": ") {
            Some(("lambda-runtime-aws-request-id", value)) => value.clone_into(&mut id),
            Some(("content-length", value)) => length = value.parse().unwrap(),
            None if line == "\r\n" => break,
            _ => {}
        }
    }
    let mut body = vec![0; length];
    stream.read_exact(&mut body).unwrap();
    (id, serde_json::from_slice(&body).unwrap())
}

fn start(options: &[&str]) -> Local {
    let program = env::current_exe().unwrap();
    let function =
        ["--", program.to_str().unwrap(), "--exact", "function::function", "--ignored", "--nocapture"];
    Local::start(&[options, &function].concat())
}

/// Puts a job in, and waits until it has ended.
fn ended(local: &Local, configuration: &Value) -> Value {
    let data = json!({ "actionConfiguration": { "configuration": configuration } });
    let (status, put) =
        local.control("POST", "/jobs", &json!({ "CodePipeline.job": { "data": data } }).to_string());
    assert_eq!(status, 201, "{put}");
    let id = put["jobIds"][0].as_str().unwrap();
    let mut events = local.connect();
    events.write_all(b"GET /_codepipeline/events HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
    // Looked at whenever something has changed.
    for _ in BufReader::new(events).lines() {
        let job = local.get(&format!("/jobs/{id}"));
        if job["endedAt"].is_number() {
            return job;
        }
    }
    panic!("the endpoint has ended");
}

#[test]
fn a_job_that_is_put_in_invokes_the_function() {
    let local = start(&["--function-variable", "TABLE=checks", "--function-timeout", "5m"]);
    for _ in 0..2 {
        let job = ended(&local, &json!({ "FunctionName": "check" }));
        assert_eq!(job["status"], "Succeeded");
        assert_eq!(job["result"]["success"]["outputVariables"], json!({ "Table": "checks" }));
    }
    local.stop();
}

#[test]
fn a_function_that_exits_leaves_the_job_to_its_timeout() {
    let local = start(&["--lambda-timeout", "1s", "--function-retries", "never"]);
    let job = ended(&local, &json!({ "FunctionName": "check", "UserParameters": "exit" }));
    assert_eq!(job["status"], "TimedOut");
    let log = local.stop();
    assert!(log.contains("Runtime exited with error: exit status 1"), "{log}");
}

#[test]
fn a_named_function_gets_its_own_jobs_alone() {
    let local = start(&["--function-name", "check", "--function-timeout", "5m", "--lambda-timeout", "2s"]);
    assert_eq!(ended(&local, &json!({ "FunctionName": "other" }))["status"], "TimedOut");
    assert_eq!(ended(&local, &json!({ "FunctionName": "check" }))["status"], "Succeeded");
    local.stop();
}

#[test]
fn options_of_a_function_need_one() {
    for options in [["--function-name", "check"], ["--function-variable", "A=b"]] {
        let (status, errors) = refused(&mut command(&options));
        assert_eq!(status, 252);
        assert!(errors.contains("PROGRAM"), "{errors}");
    }
}
