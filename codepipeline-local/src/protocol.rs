//! AWS JSON 1.1: from the bytes of a request to the bytes of an answer
//! (Smithy 2.0, "AWS JSON 1.1 protocol").

use crate::answer::Answer;
use crate::check::check;
use crate::error::ApiError;
use crate::fault::{Effect, Fault, FaultPlan};
use crate::journal::{Journal, RecordedRequest, without_secrets};
use crate::operation::Operation;
use crate::operations;
use crate::state::State;
use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderValue};
use http::{Method, Request, Response, StatusCode};
use serde_json::{Value, json};

/// The longest body that is read, in bytes: 1 MiB. The longest valid request is far shorter.
pub(crate) const LONGEST_BODY: usize = 1 << 20;

pub(crate) const MEDIA_TYPE: &str = "application/x-amz-json-1.1";
pub(crate) const TARGET: &str = "x-amz-target";
pub(crate) const TARGET_PREFIX: &str = "CodePipeline_20150709.";

/// All that an endpoint holds.
#[derive(Debug)]
pub(crate) struct Core {
    pub state: State,
    pub faults: FaultPlan,
    pub journal: Journal,
}

type Outcome = Result<Option<Value>, ApiError>;

impl Core {
    pub(crate) fn handle(&mut self, request: &Request<Bytes>) -> Answer {
        let request_id = self.state.request_id();
        let operation = operation(request);
        let body = parse(request.body());
        let fault = operation.as_ref().ok().and_then(|operation| self.faults.take(*operation));

        let record = RecordedRequest {
            at: self.state.now,
            request_id: request_id.clone(),
            operation: operation.as_ref().ok().copied(),
            job_id: body.as_ref().ok().and_then(|body| Some(body["jobId"].as_str()?.to_owned())),
            body: body.as_ref().map_or(Value::Null, |body| without_secrets(body.clone())),
            status: None,
            error: None,
            fault: fault.clone(),
        };
        let answer = match &fault {
            Some(fault) if fault.is_before() => strike(fault, &request_id),
            Some(fault) => {
                // The answer is lost; what it would have been shows in the job.
                let _lost = self.run(operation, body);
                strike(fault, &request_id)
            }
            None => respond(self.run(operation, body), &request_id),
        };
        self.journal.push(record.answered(&answer), request.body().len());
        answer
    }

    fn run(&mut self, operation: Result<Operation, ApiError>, body: Result<Value, ApiError>) -> Outcome {
        let (operation, input) = (operation?, body?);
        let violations = check(operation.input(), &input)?;
        if !violations.is_empty() {
            return Err(ApiError::validation(violations.to_string()));
        }
        operations::run(operation, &input, &mut self.state)
    }
}

/// The operation that a request names.
fn operation(request: &Request<Bytes>) -> Result<Operation, ApiError> {
    let unknown = |message| Err(ApiError::unknown_operation(message));
    if request.method() != Method::POST || request.uri().path() != "/" {
        return unknown("Every operation is a POST to the path /");
    }
    let header =
        |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let media_type = header(CONTENT_TYPE.as_str()).split(';').next().unwrap_or_default().trim();
    if !media_type.eq_ignore_ascii_case(MEDIA_TYPE) {
        return unknown("The Content-Type must be application/x-amz-json-1.1");
    }
    let Some(name) = header(TARGET).strip_prefix(TARGET_PREFIX) else {
        return unknown("X-Amz-Target must be CodePipeline_20150709 and an operation, joined by a dot");
    };
    Operation::from_name(name)
        .ok_or(ApiError::unknown_operation("This endpoint does not have that operation"))
}

/// The JSON of a body. An empty body counts as an empty structure.
fn parse(body: &Bytes) -> Result<Value, ApiError> {
    match body.len() {
        0 => Ok(json!({})),
        1..=LONGEST_BODY => {
            serde_json::from_slice(body).map_err(|_| ApiError::serialization("The body is not valid JSON"))
        }
        _ => Err(ApiError::too_large()),
    }
}

fn respond(outcome: Outcome, request_id: &str) -> Answer {
    match outcome {
        Ok(Some(output)) => response(200, output.to_string().into(), request_id),
        Ok(None) => response(200, Bytes::new(), request_id),
        Err(error) => response(error.status, error_body(error.code, &error.message), request_id),
    }
}

fn strike(fault: &Fault, request_id: &str) -> Answer {
    match fault.effect() {
        Effect::Error { code, status } => response(*status, error_body(code, "Injected fault"), request_id),
        Effect::Answer { status, body } => response(*status, body.clone(), request_id),
        Effect::Disconnect => Answer::Disconnect,
        Effect::Silence => Answer::Silence,
    }
}

/// The error's type goes by its shape name alone, as AWS JSON 1.1 asks of servers.
fn error_body(code: &str, message: &str) -> Bytes {
    json!({ "__type": code, "message": message }).to_string().into()
}

fn response(status: u16, body: Bytes, request_id: &str) -> Answer {
    let mut response = Response::new(body);
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(MEDIA_TYPE));
    if let Ok(id) = HeaderValue::from_str(request_id) {
        headers.insert("x-amzn-requestid", id);
    }
    Answer::Response(response)
}

impl RecordedRequest {
    fn answered(mut self, answer: &Answer) -> Self {
        if let Some(response) = answer.response() {
            self.status = Some(response.status().as_u16());
            self.error = answer.error();
        }
        self
    }
}
