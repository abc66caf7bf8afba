//! The function: what it does is what the event says.

use super::support::Http;
use serde_json::{Value, json};
use std::io::Write;
use std::sync::Barrier;
use std::{env, fs, process, thread};

/// Not a test: what the tests start as a function.
#[test]
#[ignore = "it is the function that other tests start"]
fn function() {
    let Ok(runtime_api) = env::var("AWS_LAMBDA_RUNTIME_API") else { return };
    let concurrency = env::var("AWS_LAMBDA_MAX_CONCURRENCY").map_or(1, |text| text.parse().unwrap());
    match env::var("INITIALIZATION").as_deref() {
        Ok("error") => {
            let mut http = Http::connect(&runtime_api);
            let body = r#"{"errorType":"Function.NoTable","errorMessage":"TABLE is not set"}"#;
            assert_eq!(http.post("/2018-06-01/runtime/init/error", body).0, 202);
            process::exit(1);
        }
        Ok("never") => loop {
            thread::park();
        },
        Ok("listener") => {
            let api = runtime_api.clone();
            let (ready, is_ready) = std::sync::mpsc::channel();
            thread::spawn(move || listener(&api, &ready));
            is_ready.recv().unwrap();
        }
        Ok("extension") => {
            let api = runtime_api.clone();
            let (ready, is_ready) = std::sync::mpsc::channel();
            thread::spawn(move || extension(&api, &ready));
            is_ready.recv().unwrap();
        }
        _ => {}
    }
    let meeting = Barrier::new(2);
    thread::scope(|scope| {
        for _ in 0..concurrency {
            scope.spawn(|| work(&runtime_api, &meeting));
        }
    });
}

/// An internal extension, which is there so that SIGTERM comes.
fn extension(runtime_api: &str, ready: &std::sync::mpsc::Sender<()>) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let mut terminate =
            tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()).unwrap();
        let mut http = Http::connect(runtime_api);
        let register = "/2020-01-01/extension/register";
        let (status, headers, told) =
            http.request("POST", register, &[("Lambda-Extension-Name", "farewell")], r#"{"events":[]}"#);
        assert_eq!((status, told["functionName"].as_str()), (200, Some("worker")));
        let id = headers["lambda-extension-identifier"].clone();
        thread::spawn(move || {
            let header = [("Lambda-Extension-Identifier", id.as_str())];
            http.request("GET", "/2020-01-01/extension/event/next", &header, "")
        });
        ready.send(()).unwrap();
        terminate.recv().await;
        fs::write(env::var("FAREWELL").unwrap(), "told to end").unwrap();
        process::exit(0);
    });
}

/// An internal extension that writes down of which events it is told.
fn listener(runtime_api: &str, ready: &std::sync::mpsc::Sender<()>) {
    let mut http = Http::connect(runtime_api);
    let name = [("Lambda-Extension-Name", "listener")];
    let events = r#"{"events":["INVOKE"]}"#;
    let (status, headers, _) = http.request("POST", "/2020-01-01/extension/register", &name, events);
    assert_eq!(status, 200);
    ready.send(()).unwrap();
    let id = [("Lambda-Extension-Identifier", headers["lambda-extension-identifier"].as_str())];
    let mut heard = fs::File::create(env::var("HEARD").unwrap()).unwrap();
    loop {
        let (_, _, event) = http.request("GET", "/2020-01-01/extension/event/next", &id, "");
        writeln!(heard, "{}", event["requestId"].as_str().unwrap()).unwrap();
    }
}

fn work(runtime_api: &str, meeting: &Barrier) {
    let mut http = Http::connect(runtime_api);
    loop {
        let (status, headers, event) = http.request("GET", "/2018-06-01/runtime/invocation/next", &[], "");
        assert_eq!(status, 200);
        let id = headers["lambda-runtime-aws-request-id"].clone();
        let path = |what: &str| format!("/2018-06-01/runtime/invocation/{id}/{what}");
        let answer = |http: &mut Http, body: &Value| http.post(&path("response"), &body.to_string()).0;
        match event["do"].as_str().unwrap_or("report") {
            "echo" => assert_eq!(answer(&mut http, &event), 202),
            "tell" => {
                let environment: serde_json::Map<_, _> =
                    env::vars().map(|(name, value)| (name, json!(value))).collect();
                let told = json!({ "headers": headers, "environment": environment, "arguments": env::args().count() });
                assert_eq!(answer(&mut http, &told), 202);
            }
            "fail" => {
                let body = r#"{"errorType":"Deploy.Failed","errorMessage":"it rolled back"}"#;
                assert_eq!(http.post(&path("error"), body).0, 202);
            }
            "exit" => process::exit(3),
            "hang" => loop {
                thread::park();
            },
            "answer and hang" => {
                assert_eq!(answer(&mut http, &event), 202);
                loop {
                    thread::park();
                }
            }
            "meet" => {
                meeting.wait();
                assert_eq!(answer(&mut http, &event), 202);
            }
            "try" => {
                let tried = attempts(&mut http, &event["requests"], &id);
                assert_eq!(answer(&mut http, &tried), 202);
            }
            "answer twice" => {
                assert_eq!(answer(&mut http, &event), 202);
                let (status, _, body) = http.request("POST", &path("response"), &[], "{}");
                assert_eq!((status, body["errorType"].as_str()), (403, Some("InvalidStateTransition")));
                let message = "State transition from RuntimeResponseSentState to InvocationErrorResponse failed for \
                               runtime. Error: State transition is not allowed";
                let (status, _, body) = http.request("POST", &path("error"), &[], "{}");
                assert_eq!((status, body["errorMessage"].as_str()), (403, Some(message)));
            }
            "say too much" => {
                let (status, _, body) =
                    http.request("POST", &path("response"), &[], &"0".repeat((6 << 20) + 101));
                assert_eq!((status, body["errorType"].as_str()), (413, Some("RequestEntityTooLarge")));
            }
            _ if event["data"]["actionConfiguration"]["Return"] == "never" => loop {
                thread::park();
            },
            _ if event["jobId"].is_string() => assert_eq!(answer(&mut http, &returned(&event["data"])), 202),
            _ => report(&event["CodePipeline.job"], |http| answer(http, &Value::Null), &mut http),
        }
    }
}

/// Sends requests as they are; what they were answered with.
fn attempts(http: &mut Http, requests: &Value, id: &str) -> Value {
    let send = |request: &Value| {
        let path = request["path"].as_str().unwrap().replace("{id}", id);
        let (status, _, body) = http.request(request["method"].as_str().unwrap(), &path, &[], "{}");
        json!({ "status": status, "body": body })
    };
    requests.as_array().unwrap().iter().map(send).collect()
}

/// The result that the configuration of a job asks for.
fn returned(data: &Value) -> Value {
    if data["continuationToken"].is_string() {
        return json!({ "result": "Success", "status": { "summary": data["continuationToken"] } });
    }
    serde_json::from_str(data["actionConfiguration"]["Return"].as_str().unwrap()).unwrap()
}

/// Reports a job to CodePipeline in the words of its UserParameters.
fn report(job: &Value, answer: impl Fn(&mut Http) -> u16, http: &mut Http) {
    let address = env::var("AWS_ENDPOINT_URL_CODEPIPELINE").unwrap();
    let mut service = Http::connect(address.strip_prefix("http://").unwrap());
    let data = &job["data"];
    let configuration = &data["actionConfiguration"]["configuration"];
    let parameters = configuration["UserParameters"].as_str().unwrap_or("{}");
    let mut body: Value = serde_json::from_str(parameters).unwrap();
    if data["continuationToken"].is_string() {
        body = json!({ "outputVariables": { "Token": data["continuationToken"] } });
    }
    body["jobId"] = job["id"].clone();
    let headers = [
        ("Content-Type", "application/x-amz-json-1.1"),
        ("X-Amz-Target", "CodePipeline_20150709.PutJobSuccessResult"),
    ];
    let (_, _, refused) = service.request("POST", "/", &headers, &body.to_string());
    match refused["__type"].as_str() {
        None => assert_eq!(answer(http), 202),
        // What a function does that lets its errors through.
        Some(code) => panic!("{code}"),
    }
}
