//! What passes between Lambda and a function's process, and in which order it may: as Lambda's Runtime Interface Emulator
//! has it (<https://github.com/aws/aws-lambda-runtime-interface-emulator>), which is Lambda's own code.

use super::builder::Settings;
use super::extensions::Extensions;
use super::invocation::Request;
use super::outcome::FunctionError;
use crate::lock::lock;
use bytes::Bytes;
use serde_json::json;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::{SystemTime, UNIX_EPOCH};
use tokio::sync::{oneshot, watch};

/// The state of the exchange with one process.
#[derive(Debug)]
pub(super) struct Exchange {
    pub function_arn: String,
    concurrency: usize,
    state: Mutex<State>,
    /// Told of all that [`next`](Self::next) waits for.
    arrived: watch::Sender<()>,
    extensions: Extensions,
}

#[derive(Debug, Default)]
struct State {
    /// Whether the runtime has asked for an event, and so ended its initialization.
    initialized: bool,
    initialization_error: Option<FunctionError>,
    initialization_failed: bool,
    /// Requests for an event that wait for one.
    polls: VecDeque<Poll>,
    running: Vec<Running>,
    /// The requests that were answered last, of which a second answer is known as such.
    answered: VecDeque<String>,
}

#[derive(Debug)]
struct Running {
    handout: Handout,
    answer: oneshot::Sender<Answer>,
}

/// Who waits for an event.
pub(super) type Poll = oneshot::Sender<Handout>;

/// An event on its way to the process.
#[derive(Clone, Debug)]
pub(super) struct Handout {
    pub request: Arc<Request>,
    pub deadline: SystemTime,
}

impl Handout {
    /// Since 1970.
    pub(super) fn deadline_in_milliseconds(&self) -> u64 {
        let deadline = self.deadline.duration_since(UNIX_EPOCH).unwrap_or_default();
        u64::try_from(deadline.as_millis()).unwrap_or(u64::MAX)
    }
}

/// What a process made of an event.
#[derive(Debug)]
pub(super) enum Answer {
    Response(Bytes),
    Error(FunctionError),
}

impl Answer {
    /// The state of a runtime that gives it, in the emulator's words.
    fn state(&self) -> &'static str {
        match self {
            Self::Response(_) => "InvocationResponse",
            Self::Error(_) => "InvocationErrorResponse",
        }
    }
}

/// What a process may do before it is handed an event.
#[derive(Debug)]
pub(super) enum Step {
    Poll(Poll),
    InitializationError(FunctionError),
}

/// Why a request of the process is refused.
#[derive(Debug, PartialEq)]
pub(super) enum Refusal {
    /// There is no such invocation, or not any more.
    InvalidRequestId,
    /// It may not do that now: from one state to another.
    InvalidStateTransition(&'static str, &'static str),
}

impl Exchange {
    pub(super) fn new(settings: &Settings) -> Self {
        Self {
            function_arn: settings.arn(),
            concurrency: settings.concurrency,
            state: Mutex::default(),
            arrived: watch::Sender::new(()),
            extensions: Extensions::new(settings),
        }
    }

    pub(super) fn extensions(&self) -> &Extensions {
        &self.extensions
    }

    pub(super) fn has_extension(&self) -> bool {
        !self.extensions.is_empty()
    }

    pub(super) fn is_initialized(&self) -> bool {
        lock(&self.state).initialized
    }

    pub(super) fn initialization_failed(&self) -> bool {
        lock(&self.state).initialization_failed
    }

    /// The process asks for an event.
    ///
    /// One that does one at a time, and asks although it has not answered yet, gets the same again.
    pub(super) fn poll(&self) -> Result<oneshot::Receiver<Handout>, Refusal> {
        let (sender, receiver) = oneshot::channel();
        let mut state = lock(&self.state);
        if state.initialization_failed {
            return Err(Refusal::InvalidStateTransition("InitError", "Ready"));
        }
        state.initialized = true;
        self.extensions.close_registration();
        if let Some(running) = state.running.first().filter(|_| self.concurrency == 1) {
            let _it_waits = sender.send(running.handout.clone());
            return Ok(receiver);
        }
        state.polls.retain(|poll| !poll.is_closed());
        if state.polls.len() + state.running.len() >= self.concurrency {
            return Err(Refusal::InvalidStateTransition("Ready", "Ready"));
        }
        state.polls.push_back(sender);
        drop(state);
        self.arrived.send_replace(());
        Ok(receiver)
    }

    /// The process answers.
    pub(super) fn answer(&self, request_id: &str, answer: Answer) -> Result<(), Refusal> {
        let mut state = lock(&self.state);
        let Some(index) = state.position(request_id) else {
            return Err(state.refusal(request_id, answer.state()));
        };
        let running = state.running.swap_remove(index);
        state.answered.push_back(request_id.to_owned());
        // Who waited has given up at this moment: it is too late.
        running.answer.send(answer).map_err(|_| Refusal::InvalidRequestId)
    }

    /// The process could not be initialized.
    pub(super) fn fail_initialization(&self, error: FunctionError) -> Result<(), Refusal> {
        let mut state = lock(&self.state);
        if state.initialized || state.initialization_failed {
            let now = if state.initialization_failed {
                "InitError"
            } else if state.running.is_empty() {
                "Ready"
            } else {
                "Running"
            };
            return Err(Refusal::InvalidStateTransition(now, "InitError"));
        }
        state.initialization_failed = true;
        state.initialization_error = Some(error);
        drop(state);
        self.arrived.send_replace(());
        Ok(())
    }

    /// Tells the extensions of an event that has been handed out.
    pub(super) fn tell_extensions(&self, handout: &Handout) {
        self.extensions.tell(&json!({
            "eventType": "INVOKE",
            "deadlineMs": handout.deadline_in_milliseconds(),
            "requestId": handout.request.id,
            "invokedFunctionArn": self.function_arn,
            "tracing": { "type": "X-Amzn-Trace-Id", "value": handout.request.trace_id },
        }));
    }

    /// An extension asks for its next event.
    pub(super) fn extension_is_ready(&self) {
        self.arrived.send_replace(());
    }

    /// Waits until the process asks for an event, or says that it cannot. Its extensions have to be ready, too.
    pub(super) async fn next(&self) -> Step {
        self.wait(|| self.take()).await
    }

    fn take(&self) -> Option<Step> {
        let mut state = lock(&self.state);
        if let Some(error) = state.initialization_error.take() {
            return Some(Step::InitializationError(error));
        }
        state.polls.retain(|poll| !poll.is_closed());
        if !self.extensions.are_ready() {
            return None;
        }
        state.polls.pop_front().map(Step::Poll)
    }

    /// Waits until the process and its extensions ask for an event, without handing them one.
    pub(super) async fn is_asked(&self) {
        let is_asked = || lock(&self.state).polls.iter().any(|poll| !poll.is_closed());
        self.wait(|| (is_asked() && self.extensions.are_ready()).then_some(())).await;
    }

    async fn wait<T>(&self, mut look: impl FnMut() -> Option<T>) -> T {
        // Subscribing comes first: what comes after the look is then not missed.
        let mut arrived = self.arrived.subscribe();
        loop {
            if let Some(found) = look() {
                return found;
            }
            // The sender is ours, so there is one.
            let _arrived = arrived.changed().await;
        }
    }

    /// An event is on its way. What is returned gets its answer.
    pub(super) fn begin(&self, handout: Handout) -> oneshot::Receiver<Answer> {
        let (answer, answered) = oneshot::channel();
        let mut state = lock(&self.state);
        if state.answered.len() >= self.concurrency {
            state.answered.pop_front();
        }
        // Delivered once more, it may be answered once more.
        state.answered.retain(|id| *id != handout.request.id);
        state.running.push(Running { handout, answer });
        answered
    }

    /// Nobody waits for its answer any more.
    pub(super) fn forget(&self, request_id: &str) {
        lock(&self.state).running.retain(|running| running.handout.request.id != request_id);
    }
}

impl State {
    fn position(&self, request_id: &str) -> Option<usize> {
        self.running.iter().position(|running| running.handout.request.id == request_id)
    }

    fn refusal(&self, request_id: &str, wanted: &'static str) -> Refusal {
        if !self.answered.iter().any(|answered| answered == request_id) {
            return Refusal::InvalidRequestId;
        }
        Refusal::InvalidStateTransition("RuntimeResponseSentState", wanted)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lambda::Function;

    fn exchange(concurrency: usize) -> Exchange {
        Exchange::new(Function::builder("check").concurrency(concurrency).settings())
    }

    fn handout(id: &str) -> Handout {
        let request = Request {
            id: id.into(),
            trace_id: String::new(),
            event: Bytes::new(),
            job_id: None,
            is_async: false,
        };
        Handout { request: Arc::new(request), deadline: SystemTime::UNIX_EPOCH }
    }

    fn response() -> Answer {
        Answer::Response(Bytes::new())
    }

    #[test]
    fn polls_wait_for_no_more_than_may_go_on_at_once() {
        let exchange = exchange(2);
        let first = exchange.poll().unwrap();
        let _second = exchange.poll().unwrap();
        assert_eq!(exchange.poll().unwrap_err(), Refusal::InvalidStateTransition("Ready", "Ready"));
        drop(first);
        let _third = exchange.poll().unwrap();
        assert!(exchange.poll().is_err());
    }

    #[tokio::test]
    async fn a_poll_that_has_gone_gets_nothing() {
        let exchange = exchange(1);
        drop(exchange.poll().unwrap());
        let mut poll = exchange.poll().unwrap();
        let Step::Poll(waiting) = exchange.next().await else { panic!("it polled") };
        waiting.send(handout("1")).unwrap();
        assert_eq!(poll.try_recv().unwrap().request.id, "1");
    }

    #[test]
    fn an_answer_is_known_as_the_second_until_as_many_events_have_followed() {
        let exchange = exchange(2);
        let late = || exchange.answer("1", response()).unwrap_err();
        let mut answers = vec![exchange.begin(handout("1"))];
        exchange.answer("1", response()).unwrap();
        answers.push(exchange.begin(handout("2")));
        let again = Refusal::InvalidStateTransition("RuntimeResponseSentState", "InvocationResponse");
        assert_eq!(late(), again);
        exchange.answer("2", response()).unwrap();
        answers.push(exchange.begin(handout("3")));
        assert_eq!(late(), Refusal::InvalidRequestId);
    }

    #[test]
    fn an_answer_that_nobody_waits_for_is_refused() {
        let exchange = exchange(1);
        let answer = exchange.begin(handout("1"));
        exchange.forget("1");
        assert_eq!(exchange.answer("1", response()), Err(Refusal::InvalidRequestId));
        drop(answer);
        drop(exchange.begin(handout("2")));
        assert_eq!(exchange.answer("2", response()), Err(Refusal::InvalidRequestId));
    }

    #[test]
    fn initialization_fails_once_and_before_the_first_poll() {
        let error = || FunctionError::new("Function.NoTable", "");
        let failed = exchange(1);
        failed.fail_initialization(error()).unwrap();
        let twice = failed.fail_initialization(error());
        assert_eq!(twice, Err(Refusal::InvalidStateTransition("InitError", "InitError")));
        assert_eq!(failed.poll().unwrap_err(), Refusal::InvalidStateTransition("InitError", "Ready"));
        let ready = exchange(1);
        let _poll = ready.poll().unwrap();
        let late = ready.fail_initialization(error());
        assert_eq!(late, Err(Refusal::InvalidStateTransition("Ready", "InitError")));
    }
}
