//! Faults on demand.

use crate::operation::Operation;
use bytes::Bytes;

/// A fault to inject into requests for one operation.
///
/// A fault strikes *before* the request takes effect, so that nothing has happened, unless it is said to strike
/// [`after`](Self::after): then the request has taken effect and its answer is lost. It strikes once, unless it is
/// said to strike more [`times`](Self::times). A request meets at most one fault, the oldest that waits for its
/// operation.
///
/// ```
/// use codepipeline_local::{Endpoint, Fault, NewJob, Operation};
///
/// let endpoint = Endpoint::new();
/// let id = endpoint.start(NewJob::lambda("check"));
/// endpoint.faults().push(Fault::disconnect(Operation::PutJobSuccessResult).after());
///
/// let body = format!(r#"{{"jobId":"{id}"}}"#);
/// assert!(endpoint.call(Operation::PutJobSuccessResult, body).response().is_none()); // no answer came,
/// assert!(endpoint.job(&id).unwrap().success().is_some()); // but the result counts
/// assert_eq!(endpoint.faults().all()[0].injected(), 1);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    operation: Operation,
    effect: Effect,
    phase: Phase,
    times: u32,
    injected: u32,
}

/// What the client meets.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Effect {
    Error { code: String, status: u16 },
    Answer { status: u16, body: Bytes },
    Disconnect,
    Silence,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Phase {
    Before,
    After,
}

impl Fault {
    /// An error answer with this code and HTTP status, such as `ThrottlingException` and 400.
    ///
    /// # Panics
    /// If the status is not between 100 and 999.
    pub fn error(operation: Operation, code: impl Into<String>, status: u16) -> Self {
        check_status(status);
        Self::new(operation, Effect::Error { code: code.into(), status })
    }

    /// An answer with this HTTP status and body, whatever they are: garbled JSON, a proxy's page, nothing.
    ///
    /// ```
    /// use codepipeline_local::{Fault, Operation};
    ///
    /// let proxy = Fault::answer(Operation::PollForJobs, 502, "<html>Bad Gateway</html>").times(3);
    /// let garbled = Fault::answer(Operation::PollForJobs, 200, r#"{"jobs":[{"id":"#);
    /// # assert_ne!(proxy, garbled);
    /// ```
    ///
    /// # Panics
    /// If the status is not between 100 and 999.
    pub fn answer(operation: Operation, status: u16, body: impl Into<Bytes>) -> Self {
        check_status(status);
        Self::new(operation, Effect::Answer { status, body: body.into() })
    }

    /// The connection ends without an answer.
    pub fn disconnect(operation: Operation) -> Self {
        Self::new(operation, Effect::Disconnect)
    }

    /// No answer ever comes, and the connection stays.
    pub fn silence(operation: Operation) -> Self {
        Self::new(operation, Effect::Silence)
    }

    /// Strike after the request has taken effect.
    #[must_use]
    pub fn after(mut self) -> Self {
        self.phase = Phase::After;
        self
    }

    /// Strike this many requests.
    #[must_use]
    pub fn times(mut self, times: u32) -> Self {
        self.times = times;
        self
    }

    /// The operation whose requests it strikes.
    pub fn operation(&self) -> Operation {
        self.operation
    }

    /// How many requests it has struck.
    pub fn injected(&self) -> u32 {
        self.injected
    }

    /// How many requests it has yet to strike.
    pub fn remaining(&self) -> u32 {
        self.times.saturating_sub(self.injected)
    }

    fn new(operation: Operation, effect: Effect) -> Self {
        Self { operation, effect, phase: Phase::Before, times: 1, injected: 0 }
    }

    pub(crate) fn effect(&self) -> &Effect {
        &self.effect
    }

    pub(crate) fn is_before(&self) -> bool {
        self.phase == Phase::Before
    }
}

fn check_status(status: u16) {
    assert!(http::StatusCode::from_u16(status).is_ok(), "{status} is not an HTTP status");
}

/// The faults of an endpoint, oldest first.
#[derive(Debug, Default)]
pub(crate) struct FaultPlan(pub(crate) Vec<Fault>);

impl FaultPlan {
    /// The fault that a request for `operation` meets now, counted.
    pub(crate) fn take(&mut self, operation: Operation) -> Option<Fault> {
        let waiting = |fault: &&mut Fault| fault.operation == operation && fault.remaining() > 0;
        let fault = self.0.iter_mut().find(waiting)?;
        fault.injected += 1;
        Some(fault.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_waiting_fault_of_the_operation_is_taken() {
        let other = Fault::silence(Operation::GetJobDetails);
        let first = Fault::disconnect(Operation::PollForJobs).times(2);
        let second = Fault::error(Operation::PollForJobs, "InternalFailure", 500);
        let mut plan = FaultPlan(vec![other, first, second]);
        let mut effects = || plan.take(Operation::PollForJobs).map(|fault| fault.effect);
        assert_eq!(effects(), Some(Effect::Disconnect));
        assert_eq!(effects(), Some(Effect::Disconnect));
        assert_eq!(effects(), Some(Effect::Error { code: "InternalFailure".into(), status: 500 }));
        assert_eq!(effects(), None);
        let counts: Vec<_> = plan.0.iter().map(|fault| (fault.injected(), fault.remaining())).collect();
        assert_eq!(counts, [(0, 1), (2, 0), (1, 0)]);
    }
}
