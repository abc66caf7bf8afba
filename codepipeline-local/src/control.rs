//! What people and test scripts ask of the endpoint itself, over HTTP: everything that a program in the same process
//! calls methods for. The crate's documentation lists the routes.

mod events;
mod jobs;
mod page;

pub(crate) use events::events;

use crate::endpoint::Endpoint;
use crate::fault::Fault;
use crate::seconds;
use bytes::Bytes;
use http::header::{ALLOW, CACHE_CONTROL, CONTENT_TYPE, HeaderName, HeaderValue};
use http::{Method, Response, StatusCode};
use serde_json::{Value, json};

/// No operation of the API is below it.
pub(crate) const PREFIX: &str = "/_codepipeline";

/// The longest body that is read, in bytes: 64 MiB, some ten thousand jobs.
pub(crate) const LONGEST_BODY: usize = 64 << 20;

/// How many faults there may be, so that a script that runs wild does not fill the memory.
const MOST_FAULTS: usize = 10_000;

/// Why a request for control is refused.
#[derive(Debug)]
struct Refusal {
    status: StatusCode,
    message: String,
}

impl Refusal {
    fn new(status: StatusCode, message: impl Into<String>) -> Self {
        Self { status, message: message.into() }
    }

    fn bad_request(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, message)
    }

    fn no_such_job() -> Self {
        Self::new(StatusCode::NOT_FOUND, "there is no such job")
    }
}

type Reply = Result<Response<Bytes>, Refusal>;

pub(crate) fn answer(
    endpoint: &Endpoint,
    method: &Method,
    path: &str,
    query: &str,
    body: &Bytes,
    headless: bool,
) -> Response<Bytes> {
    if !headless && let Some(asset) = page::asset(path) {
        return if method == Method::GET { asset } else { refused(&only("GET")) };
    }
    let reply = if body.len() > LONGEST_BODY {
        Err(Refusal::new(StatusCode::PAYLOAD_TOO_LARGE, "the body is longer than 64 MiB"))
    } else {
        route(endpoint, method, path, query, body)
    };
    reply.unwrap_or_else(|refusal| refused(&refusal))
}

/// Whether what is at this path can be told although the state file cannot be written: health, and the page's files.
pub(crate) fn tells_no_job(path: &str) -> bool {
    path == "/health" || page::asset(path).is_some()
}

/// The state file could not be written.
pub(crate) fn failed(error: &str) -> Response<Bytes> {
    let message = format!("the state file cannot be written: {error}");
    refused(&Refusal::new(StatusCode::INTERNAL_SERVER_ERROR, message))
}

fn route(endpoint: &Endpoint, method: &Method, path: &str, query: &str, body: &Bytes) -> Reply {
    let parts: Vec<_> = path.strip_prefix('/').unwrap_or(path).split('/').collect();
    match (parts.as_slice(), method.as_str()) {
        (["health"], "GET") => Ok(ok(&health(endpoint))),
        (["reset"], "POST") => {
            endpoint.reset();
            Ok(nothing())
        }
        (["jobs"], "GET") => jobs::list(endpoint, query),
        (["jobs"], "POST") => jobs::seed(endpoint, body),
        (["jobs", id], "GET") => jobs::show(endpoint, id),
        (["jobs", id, "expire"], "POST") => jobs::expire(endpoint, id),
        (["jobs", id, "redeliver"], "POST") => jobs::redeliver(endpoint, id),
        (["requests"], "GET") => jobs::requests(endpoint, query),
        (["action-types"], "GET") => Ok(ok(&json!({ "actionTypes": endpoint.action_types() }))),
        (["faults"], "GET") => Ok(ok(&faults(endpoint))),
        (["faults"], "POST") => add_faults(endpoint, body, false),
        (["faults"], "PUT") => add_faults(endpoint, body, true),
        (["faults"], "DELETE") => {
            endpoint.faults().clear();
            Ok(nothing())
        }
        (["clock"], "GET") => Ok(ok(&clock(endpoint))),
        (["clock", "advance"], "POST") => advance(endpoint, body),
        (["health" | "action-types" | "clock" | "requests" | "events"] | ["jobs", _], _) => Err(only("GET")),
        (["reset"] | ["jobs", _, "expire" | "redeliver"] | ["clock", "advance"], _) => Err(only("POST")),
        (["jobs"], _) => Err(only("GET, POST")),
        (["faults"], _) => Err(only("GET, POST, PUT, DELETE")),
        _ => Err(Refusal::new(StatusCode::NOT_FOUND, "there is nothing here")),
    }
}

fn health(endpoint: &Endpoint) -> Value {
    let mut health = json!({
        "status": "ok",
        "version": env!("CARGO_PKG_VERSION"),
        "jobs": endpoint.look(jobs::counts),
        "violations": endpoint.violations(),
    });
    if let Some(error) = endpoint.state_file_error() {
        health["status"] = json!("failing");
        health["stateFile"] = json!(error);
    }
    health
}

fn clock(endpoint: &Endpoint) -> Value {
    json!({ "now": seconds::number(endpoint.now()), "manual": endpoint.clock().is_manual() })
}

fn advance(endpoint: &Endpoint, body: &Bytes) -> Reply {
    let by = read(body)?["seconds"].as_f64().ok_or("`seconds` is not a number");
    let by = by.and_then(seconds::duration).map_err(Refusal::bad_request)?;
    endpoint.advance(by);
    Ok(ok(&clock(endpoint)))
}

fn faults(endpoint: &Endpoint) -> Value {
    json!({ "faults": endpoint.faults().all() })
}

/// A fault, a list of them, or what GET answers.
fn add_faults(endpoint: &Endpoint, body: &Bytes, instead: bool) -> Reply {
    let added = Fault::list(read(body)?).map_err(Refusal::bad_request)?;
    let kept = if instead { 0 } else { endpoint.faults().all().len() };
    if kept + added.len() > MOST_FAULTS {
        return Err(Refusal::bad_request(format!("there would be more than {MOST_FAULTS} faults")));
    }
    if instead {
        endpoint.faults().clear();
    }
    for fault in added {
        endpoint.faults().push(fault);
    }
    Ok(ok(&faults(endpoint)))
}

fn read(body: &Bytes) -> Result<Value, Refusal> {
    serde_json::from_slice(body)
        .map_err(|error| Refusal::bad_request(format!("the body is not JSON: {error}")))
}

/// The value of a parameter of a query.
fn parameter(query: &str, name: &str) -> Option<String> {
    let mut parameters = form_urlencoded::parse(query.as_bytes());
    parameters.find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
}

fn only(methods: &str) -> Refusal {
    Refusal::new(StatusCode::METHOD_NOT_ALLOWED, methods)
}

fn refused(refusal: &Refusal) -> Response<Bytes> {
    let is_method = refusal.status == StatusCode::METHOD_NOT_ALLOWED;
    let message = if is_method { format!("only {} here", refusal.message) } else { refusal.message.clone() };
    let mut response = reply(refusal.status, &json!({ "message": message }));
    if is_method && let Ok(methods) = HeaderValue::from_str(&refusal.message) {
        response.headers_mut().insert(ALLOW, methods);
    }
    response
}

fn ok(json: &Value) -> Response<Bytes> {
    reply(StatusCode::OK, json)
}

fn nothing() -> Response<Bytes> {
    let mut response = Response::new(Bytes::new());
    *response.status_mut() = StatusCode::NO_CONTENT;
    response
}

fn reply(status: StatusCode, json: &Value) -> Response<Bytes> {
    let mut response = content("application/json", json.to_string());
    *response.status_mut() = status;
    response
}

/// What is served changes all the time, and is of the type it says.
fn content(media_type: &'static str, body: impl Into<Bytes>) -> Response<Bytes> {
    let mut response = Response::new(body.into());
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(HeaderName::from_static("x-content-type-options"), HeaderValue::from_static("nosniff"));
    response
}
