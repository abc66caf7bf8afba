//! The API that a function's process speaks, on a port of this machine: Lambda's Runtime API of 2018-06-01
//! (<https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html>) and of its Extensions API what internal extensions
//! need. The bodies of errors are those of Lambda's Runtime Interface Emulator.

use super::exchange::{Answer, Exchange, Handout, Refusal};
use super::outcome::FunctionError;
use crate::lock::lock;
use crate::server::{Guard, accept};
use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderName, HeaderValue};
use http::{HeaderMap, Request, Response, StatusCode};
use http_body_util::{BodyExt, Full, LengthLimitError, Limited};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use serde_json::{Value, json};
use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::{Arc, Mutex};
use tokio::net::TcpStream;
use tokio::task::JoinHandle;

/// The longest answer, in bytes: 6 MiB and what Lambda adds for itself.
const LONGEST_ANSWER: usize = (6 << 20) + 100;

/// The API for one process. Its connections end with it.
#[derive(Debug)]
pub(super) struct RuntimeApi {
    address: SocketAddr,
    task: Mutex<JoinHandle<()>>,
}

impl RuntimeApi {
    /// # Errors
    /// If there is no port left.
    pub(super) fn serve(exchange: Arc<Exchange>) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        let listener = tokio::net::TcpListener::from_std(listener)?;
        let task =
            tokio::spawn(accept(listener, move |stream| serve_connection(stream, Arc::clone(&exchange))));
        Ok(Self { address, task: Mutex::new(task) })
    }

    pub(super) fn address(&self) -> SocketAddr {
        self.address
    }

    pub(super) fn close(&self) {
        lock(&self.task).abort();
    }
}

impl Drop for RuntimeApi {
    fn drop(&mut self) {
        self.close();
    }
}

async fn serve_connection(stream: TcpStream, exchange: Arc<Exchange>) {
    let service = service_fn(|request| answer(request, &exchange));
    // How a connection ends is the process's affair.
    let _ended = http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
}

type Reply = Response<Full<Bytes>>;

/// An error makes hyper close the connection: the body did not come to its end.
async fn answer(request: Request<Incoming>, exchange: &Exchange) -> Result<Reply, io::Error> {
    let (head, body) = request.into_parts();
    if let Some(why) = Guard::default().refusal(&head) {
        return Ok(error(StatusCode::FORBIDDEN, "AccessDeniedException", &why));
    }
    // Also one that is not wanted: what is left of it would end the connection.
    let body = read(body).await?;
    let headers = &head.headers;
    let path: Vec<_> = head.uri.path().trim_start_matches('/').split('/').collect();
    Ok(match (head.method.as_str(), path.as_slice()) {
        ("GET", ["2018-06-01", "runtime", "invocation", "next"]) => next(exchange).await,
        ("POST", ["2018-06-01", "runtime", "invocation", id, "response"]) => {
            respond(exchange, id, headers, body)
        }
        ("POST", ["2018-06-01", "runtime", "invocation", id, "error"]) => {
            on_error(headers, body, |error| exchange.answer(id, Answer::Error(error)))
        }
        ("POST", ["2018-06-01", "runtime", "init", "error"]) => {
            on_error(headers, body, |error| exchange.fail_initialization(error))
        }
        ("POST", ["2020-01-01", "extension", "register"]) => register(exchange, headers, body),
        ("GET", ["2020-01-01", "extension", "event", "next"]) => extension_next(exchange, headers).await,
        (
            _,
            ["2018-06-01", "runtime", "invocation", "next"]
            | ["2018-06-01", "runtime", "invocation", _, "response" | "error"]
            | ["2018-06-01", "runtime", "init", "error"]
            | ["2020-01-01", "extension", "register"]
            | ["2020-01-01", "extension", "event", "next"],
        ) => empty(StatusCode::METHOD_NOT_ALLOWED),
        _ => empty(StatusCode::NOT_FOUND),
    })
}

async fn next(exchange: &Exchange) -> Reply {
    match exchange.poll() {
        Err(refusal) => refused(&refusal),
        Ok(handout) => match handout.await {
            Ok(handout) => hand_out(exchange, &handout),
            // What was waited for has ended, and the process with it.
            Err(_) => std::future::pending().await,
        },
    }
}

fn hand_out(exchange: &Exchange, handout: &Handout) -> Reply {
    let request = &handout.request;
    let mut response = Response::new(Full::new(request.event.clone()));
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    for (name, value) in [
        ("lambda-runtime-aws-request-id", request.id.as_str()),
        ("lambda-runtime-deadline-ms", &handout.deadline_in_milliseconds().to_string()),
        ("lambda-runtime-invoked-function-arn", &exchange.function_arn),
        ("lambda-runtime-trace-id", &request.trace_id),
    ] {
        // A region that is no text for a header is nothing to end for.
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(HeaderName::from_static(name), value);
        }
    }
    response
}

fn respond(exchange: &Exchange, id: &str, headers: &HeaderMap, body: Option<Bytes>) -> Reply {
    // A stream is taken as a whole: whoever invokes a function for CodePipeline wants no stream.
    let mode = text(headers, "lambda-runtime-function-response-mode");
    if mode.is_some_and(|mode| mode != "streaming") {
        let message = "Invalid function response mode";
        let error = FunctionError::new("Runtime.InvalidResponseModeHeader", message);
        let invalid = || self::error(StatusCode::BAD_REQUEST, "InvalidFunctionResponseMode", message);
        return reply_if(exchange.answer(id, Answer::Error(error)), invalid);
    }
    let Some(body) = body else {
        let message =
            format!("Response payload size exceeded maximum allowed payload size ({LONGEST_ANSWER} bytes).");
        let error = FunctionError::new("Function.ResponseSizeTooLarge", message);
        return reply_if(exchange.answer(id, Answer::Error(error)), too_long);
    };
    reply_if(exchange.answer(id, Answer::Response(body)), accepted)
}

/// Passes an error on.
fn on_error(
    headers: &HeaderMap,
    body: Option<Bytes>,
    pass_on: impl FnOnce(FunctionError) -> Result<(), Refusal>,
) -> Reply {
    let Some(body) = body else { return too_long() };
    let error = FunctionError::read(text(headers, "lambda-runtime-function-error-type"), &body);
    reply_if(pass_on(error), accepted)
}

fn register(exchange: &Exchange, headers: &HeaderMap, body: Option<Bytes>) -> Reply {
    let Some(body) = body else { return too_long() };
    let name = text(headers, "lambda-extension-name").unwrap_or_default();
    let features = text(headers, "lambda-extension-accept-feature").unwrap_or_default();
    let wants_account = features.split(',').any(|feature| feature.trim() == "accountId");
    match exchange.extensions().register(name, wants_account, &body) {
        Ok((id, told)) => {
            let mut response = reply(StatusCode::OK, &told);
            if let Ok(id) = HeaderValue::from_str(&id) {
                response.headers_mut().insert("lambda-extension-identifier", id);
            }
            response
        }
        Err((error_type, message)) => error(StatusCode::FORBIDDEN, error_type, &message),
    }
}

async fn extension_next(exchange: &Exchange, headers: &HeaderMap) -> Reply {
    match exchange.extensions().wait(text(headers, "lambda-extension-identifier")) {
        Ok(event) => {
            exchange.extension_is_ready();
            match event.await {
                Ok(event) => reply(StatusCode::OK, &event),
                // It asked again, elsewhere.
                Err(_) => std::future::pending().await,
            }
        }
        Err((error_type, message)) => error(StatusCode::FORBIDDEN, error_type, &message),
    }
}

/// Reads a body. None if it is too long.
async fn read(body: Incoming) -> io::Result<Option<Bytes>> {
    match Limited::new(body, LONGEST_ANSWER).collect().await {
        Ok(body) => Ok(Some(body.to_bytes())),
        Err(error) if error.is::<LengthLimitError>() => Ok(None),
        Err(error) => Err(io::Error::other(error)),
    }
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}

/// A reply, unless what it tells of was refused.
fn reply_if(done: Result<(), Refusal>, reply: impl FnOnce() -> Reply) -> Reply {
    done.map_or_else(|refusal| refused(&refusal), |()| reply())
}

fn accepted() -> Reply {
    reply(StatusCode::ACCEPTED, &json!({ "status": "OK" }))
}

fn refused(refusal: &Refusal) -> Reply {
    match refusal {
        Refusal::InvalidRequestId => error(StatusCode::BAD_REQUEST, "InvalidRequestID", "Invalid request ID"),
        Refusal::InvalidStateTransition(from, to) => {
            let message = format!(
                "State transition from {from} to {to} failed for runtime. Error: State transition is not allowed"
            );
            error(StatusCode::FORBIDDEN, "InvalidStateTransition", &message)
        }
    }
}

fn too_long() -> Reply {
    let message = format!("Exceeded maximum allowed payload size ({LONGEST_ANSWER} bytes).");
    error(StatusCode::PAYLOAD_TOO_LARGE, "RequestEntityTooLarge", &message)
}

fn error(status: StatusCode, error_type: &str, message: &str) -> Reply {
    reply(status, &json!({ "errorMessage": message, "errorType": error_type }))
}

fn reply(status: StatusCode, body: &Value) -> Reply {
    let mut response = Response::new(Full::from(body.to_string()));
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}

fn empty(status: StatusCode) -> Reply {
    let mut response = Response::new(Full::default());
    *response.status_mut() = status;
    response
}
