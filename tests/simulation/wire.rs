//! What every machine sends, as it leaves the SDK, and what comes back.

use std::fmt;
use std::future::{pending, poll_fn};
use std::io;
use std::pin::pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::Poll;
use std::time::Duration;

use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpClient,
    SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use codepipeline_local::{Endpoint, EventKind};
use serde_json::Value;
use tokio::sync::oneshot;
use tokio::time::Instant;

use crate::life::{Cut, Life};
use crate::plan::Phase;

/// A request, and what became of it.
#[derive(Clone, Debug)]
pub struct Sent {
    pub at: Duration,
    pub machine: usize,
    pub life: usize,
    pub operation: String,
    pub job_id: Option<String>,
    pub body: Value,
    /// It made the job its sender's, or ended it.
    pub effect: bool,
    /// What its sender got; none if it got no answer.
    pub answer: Option<Answer>,
}

#[derive(Clone, Debug)]
pub struct Answer {
    pub at: Duration,
    #[expect(dead_code, reason = "traces show it")]
    pub status: u16,
    /// A success whose body says what it should.
    pub is_whole: bool,
}

impl fmt::Display for Sent {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { at, machine, life, operation, body, answer, .. } = self;
        let effect = if self.effect { " (took effect)" } else { "" };
        write!(formatter, "{at:?} machine {machine} life {life} {operation}{effect} {body} {answer:?}")
    }
}

impl Sent {
    pub fn is(&self, kind: &str) -> bool {
        self.operation.starts_with(kind)
    }

    /// Whether its sender knows that it has succeeded.
    pub fn is_answered(&self) -> bool {
        self.answer.as_ref().is_some_and(|answer| answer.is_whole)
    }
}

/// All requests of a schedule.
#[derive(Debug)]
pub struct Wire {
    pub endpoint: Endpoint,
    pub start: Instant,
    /// A name that no other has.
    pub name: String,
    sent: Mutex<Vec<Sent>>,
}

impl Wire {
    pub fn new(endpoint: Endpoint, start: Instant, name: String) -> Arc<Self> {
        Arc::new(Self { endpoint, start, name, sent: Mutex::default() })
    }

    pub fn sent(&self) -> MutexGuard<'_, Vec<Sent>> {
        self.sent.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How far a job has come: how often it was acknowledged, and whether it has ended.
    fn progress(&self, job_id: Option<&str>) -> (usize, bool) {
        let Some(job) = job_id.and_then(|id| self.endpoint.job(id)) else { return (0, false) };
        let acknowledged = |kind: &EventKind| matches!(kind, EventKind::Acknowledged { .. });
        let times = job.history.iter().filter(|event| acknowledged(&event.kind)).count();
        (times, job.status.is_final())
    }

    fn begin(&self, life: &Life, operation: String, body: Value) -> usize {
        let job_id = body["jobId"].as_str().map(str::to_owned);
        let (machine, number, at) = (life.machine, life.number, self.start.elapsed());
        let mut sent = self.sent();
        sent.push(Sent { at, machine, life: number, operation, job_id, body, effect: false, answer: None });
        sent.len() - 1
    }

    fn end(&self, index: usize, response: &HttpResponse) {
        let mut sent = self.sent();
        let body = response.body().bytes().map(serde_json::from_slice::<Value>);
        let status = response.status().as_u16();
        let is_whole = status == 200
            && match body {
                Some(Ok(body)) if sent[index].is("Acknowledge") => body["status"] == "InProgress",
                Some(Ok(_)) => true,
                // A result is answered by nothing.
                Some(Err(_)) => sent[index].is("Put") && response.body().bytes() == Some(&[]),
                None => false,
            };
        sent[index].answer = Some(Answer { at: self.start.elapsed(), status, is_whole });
    }
}

/// The HTTP client of one life of a machine.
#[derive(Clone, Debug)]
struct Line {
    wire: Arc<Wire>,
    life: Arc<Life>,
    connector: SharedHttpConnector,
}

#[derive(Debug)]
struct Lines {
    wire: Arc<Wire>,
    life: Arc<Life>,
    client: SharedHttpClient,
}

/// A client whose requests are kept.
pub fn http_client(wire: &Arc<Wire>, life: &Arc<Life>) -> SharedHttpClient {
    let client = wire.endpoint.http_client();
    SharedHttpClient::new(Lines { wire: Arc::clone(wire), life: Arc::clone(life), client })
}

impl HttpClient for Lines {
    fn http_connector(
        &self,
        settings: &HttpConnectorSettings,
        components: &RuntimeComponents,
    ) -> SharedHttpConnector {
        let connector = self.client.http_connector(settings, components);
        let (wire, life) = (Arc::clone(&self.wire), Arc::clone(&self.life));
        SharedHttpConnector::new(Line { wire, life, connector })
    }
}

impl HttpConnector for Line {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        HttpConnectorFuture::new(self.clone().send(request))
    }
}

impl Line {
    async fn send(self, request: HttpRequest) -> Result<HttpResponse, ConnectorError> {
        let life = Arc::clone(&self.life);
        if life.is_over() {
            return pending().await;
        }
        let target = request.headers().get("x-amz-target").unwrap_or_default();
        let operation = target.rsplit('.').next().unwrap_or_default().to_owned();
        let crash = life.crash_at(&operation);
        if crash == Some(Phase::Unsent) {
            life.crash();
            return pending().await;
        }
        let body = request.body().bytes().unwrap_or_default();
        let body = serde_json::from_slice(body).unwrap_or_default();
        let index = self.wire.begin(&life, operation, body);
        match life.cut() {
            Cut::Not => {}
            Cut::Refused => {
                return Err(ConnectorError::io(io::Error::from(io::ErrorKind::ConnectionRefused).into()));
            }
            Cut::Silent => return pending().await,
        }
        let late = life.lateness();
        let response = if late.is_zero() {
            self.clone().exchange(index, request, crash).await
        } else {
            // What is under way arrives, whatever its sender does in the meantime.
            let (sender, receiver) = oneshot::channel();
            let carrier = self.clone();
            tokio::spawn(async move {
                tokio::time::sleep(late).await;
                let _ = sender.send(carrier.exchange(index, request, crash).await);
            });
            match receiver.await {
                Ok(response) => response,
                Err(_) => pending().await,
            }
        }?;
        self.wire.end(index, &response);
        if crash == Some(Phase::Answered) {
            life.crash();
        }
        Ok(response)
    }

    /// Hands a request to the endpoint, which does at once what it brings about.
    async fn exchange(
        self,
        index: usize,
        request: HttpRequest,
        crash: Option<Phase>,
    ) -> Result<HttpResponse, ConnectorError> {
        let job_id = self.wire.sent()[index].job_id.clone();
        let before = self.wire.progress(job_id.as_deref());
        let mut answer = pin!(self.connector.call(request));
        let first = poll_fn(|context| Poll::Ready(answer.as_mut().poll(context))).await;
        let effect = self.wire.progress(job_id.as_deref()) != before;
        self.wire.sent()[index].effect = effect;
        if crash == Some(Phase::Unanswered) {
            self.life.crash();
            return pending().await;
        }
        match first {
            Poll::Ready(response) => response,
            Poll::Pending => answer.await,
        }
    }
}
