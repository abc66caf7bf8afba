//! AWS JSON 1.1: from the bytes of a request to the bytes of an answer
//! (Smithy 2.0, "AWS JSON 1.1 protocol").

use crate::action_type::{ActionType, ActionTypeDefinition};
use crate::answer::Answer;
use crate::authorization::Caller;
use crate::check::check;
use crate::error::ApiError;
use crate::error_spelling::ErrorSpelling;
use crate::fault::{Effect, Fault, FaultPlan};
use crate::id::Ids;
use crate::journal::{Journal, RecordedRequest};
use crate::operation::Operation;
use crate::operations;
use crate::state::State;
use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderMap, HeaderValue};
use http::{Method, Request, Response, StatusCode};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

/// The longest body that is read, in bytes: 1 MiB. The longest valid request is far shorter.
pub(crate) const LONGEST_BODY: usize = 1 << 20;

/// The longest id of a third-party job, in bytes, as the model has it in characters.
const LONGEST_JOB_ID: usize = 512;

pub(crate) const MEDIA_TYPE: &str = "application/x-amz-json-1.1";
pub(crate) const TARGET: &str = "x-amz-target";
pub(crate) const TARGET_PREFIX: &str = "CodePipeline_20150709.";

/// All that an endpoint holds.
#[derive(Debug)]
pub(crate) struct Core {
    pub state: State,
    pub faults: FaultPlan,
    pub journal: Journal,
    pub request_ids: Ids,
}

/// A request that was read and has not yet taken effect.
#[derive(Debug)]
pub(crate) struct Received {
    at: Duration,
    request_id: String,
    operation: Option<Operation>,
    region: Option<String>,
    /// The input, or why there is none.
    input: Result<Value, ApiError>,
    length: usize,
    pub fault: Option<Fault>,
}

type Outcome = Result<Option<Value>, ApiError>;

impl Core {
    pub(crate) fn new(state: State) -> Self {
        let (faults, request_ids) = (FaultPlan::new(state.seed), Ids::new(!state.seed));
        Self { state, faults, journal: Journal::default(), request_ids }
    }

    /// Forgets all but the action types given.
    pub(crate) fn reset(&mut self, action_types: BTreeMap<ActionType, ActionTypeDefinition>) {
        self.state.reset(action_types);
        self.faults.clear();
        self.journal = Journal::default();
    }

    /// Reads a request, and finds the fault that it meets.
    pub(crate) fn receive(
        &mut self,
        request: &Request<Bytes>,
        caller: Result<Option<Caller>, ApiError>,
    ) -> Received {
        let operation = operation(request);
        let input = parse(request.body());
        let fault = operation.as_ref().ok().and_then(|operation| {
            let job_id = input.as_ref().ok().and_then(|input| input["jobId"].as_str());
            self.faults.take(*operation, job_id)
        });
        let region = caller.as_ref().ok().and_then(Option::as_ref).map(|caller| caller.region.clone());
        let input = match (&operation, caller, input) {
            (Err(error), _, _) => Err(error.clone()),
            (_, Err(error), _) => Err(error),
            (Ok(operation), Ok(caller), input) => input.and_then(|input| {
                self.state.permit(*operation, input["jobId"].as_str(), caller.as_ref())?;
                Ok(input)
            }),
        };
        Received {
            at: self.state.now,
            request_id: self.request_ids.uuid(),
            operation: operation.ok(),
            region,
            input,
            length: request.body().len(),
            fault,
        }
    }

    /// Lets a request take effect, unless its fault forbids.
    pub(crate) fn complete(&mut self, received: Received) -> (Answer, Arc<RecordedRequest>) {
        let Received { at, request_id, operation, region, input, length, fault } = received;
        let effect = fault.as_ref().and_then(Fault::effect);
        let answer = match effect {
            Some(effect) if fault.as_ref().is_some_and(Fault::is_before) => strike(effect, None, &request_id),
            Some(effect) => {
                // What the lost answer would have been shows in the job.
                let answer = self.respond(operation, &input, &request_id);
                strike(effect, Some(answer), &request_id)
            }
            None => Answer::Response(self.respond(operation, &input, &request_id)),
        };
        let job_id = input.as_ref().ok().and_then(|input| input["jobId"].as_str());
        // What is longer is no job's.
        let job_id = job_id.filter(|id| id.len() <= LONGEST_JOB_ID).map(str::to_owned);
        let secrets = job_id.as_deref().map(|id| self.state.secrets(id)).unwrap_or_default();
        let record = Arc::new(RecordedRequest {
            at,
            request_id,
            operation,
            region,
            job_id,
            body: input.map_or(Value::Null, |input| secrets.mask(self.state.without_secret_query(input))),
            status: answer.response().map(|response| response.status().as_u16()),
            error: answer.error(),
            fault,
        });
        self.journal.push(Arc::clone(&record), length);
        (answer, record)
    }

    fn respond(
        &mut self,
        operation: Option<Operation>,
        input: &Result<Value, ApiError>,
        request_id: &str,
    ) -> Response<Bytes> {
        let outcome = match (operation, input) {
            (Some(operation), Ok(input)) => self.run(operation, input),
            (_, Err(error)) => Err(error.clone()),
            (None, Ok(_)) => Err(ApiError::unknown_operation("The request names no operation")),
        };
        match outcome {
            Ok(Some(output)) => response(200, write(&output), request_id),
            Ok(None) => response(200, Bytes::new(), request_id),
            Err(error) => {
                let rules = &self.state.rules;
                let message = rules.error_messages.get(error.code);
                let message = message.map_or(error.message.as_ref(), String::as_str);
                error_response(error.status, error.code, message, rules.error_spelling, request_id)
            }
        }
    }

    fn run(&mut self, operation: Operation, input: &Value) -> Outcome {
        let rules = &self.state.rules;
        let violations = check(operation.input(), input, rules.length_unit)?;
        if !violations.is_empty() {
            if !rules.relaxed {
                return Err(ApiError::validation(violations.to_string()));
            }
            self.journal.violations += violations.len();
        }
        operations::run(operation, input, &mut self.state)
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
        .ok_or(ApiError::unknown_operation("This endpoint has only the job operations of CodePipeline"))
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

/// The bytes of JSON: quicker than its text, which the formatter would write piece by piece.
fn write(json: &Value) -> Bytes {
    serde_json::to_vec(json).expect("all keys are text").into()
}

/// What a fault makes of the answer, if there was one.
fn strike(effect: &Effect, answer: Option<Response<Bytes>>, request_id: &str) -> Answer {
    let answer = answer.unwrap_or_else(|| response(200, Bytes::new(), request_id));
    Answer::Response(match effect {
        Effect::Error { code, status, spelling } => {
            error_response(*status, code, "Injected fault", *spelling, request_id)
        }
        Effect::Answer { status, body } => response(*status, body.clone(), request_id),
        Effect::Garble => answer.map(|body| garbled(&body)),
        Effect::Truncate => return Answer::Truncated(answer),
        Effect::Disconnect => return Answer::Disconnect,
        Effect::Reset => return Answer::Reset,
        Effect::Silence => return Answer::Silence,
    })
}

/// A body that is not JSON, whatever it was.
fn garbled(body: &Bytes) -> Bytes {
    if body.is_empty() { Bytes::from_static(b"}") } else { body.iter().rev().copied().collect() }
}

pub(crate) fn error_response(
    status: u16,
    code: &str,
    message: &str,
    spelling: ErrorSpelling,
    request_id: &str,
) -> Response<Bytes> {
    let mut headers = HeaderMap::new();
    let body = spelling.write(code, message, &mut headers);
    let mut response = response(status, body, request_id);
    response.headers_mut().extend(headers);
    response
}

fn response(status: u16, body: Bytes, request_id: &str) -> Response<Bytes> {
    let mut response = Response::new(body);
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(MEDIA_TYPE));
    if let Ok(id) = HeaderValue::from_str(request_id)
        && !id.is_empty()
    {
        headers.insert("x-amzn-requestid", id);
    }
    response
}
