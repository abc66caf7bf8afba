//! Faults on demand.

mod effect;
mod plan;

pub(crate) use effect::Effect;
pub(crate) use plan::FaultPlan;

use crate::error_spelling::ErrorSpelling;
use crate::operation::Operation;
use crate::random::Random;
use crate::seconds;
use bytes::Bytes;
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// A fault to inject into requests.
///
/// A fault strikes *before* the request takes effect, so that nothing has happened, unless it is said to strike
/// [`after`](Self::after): then the request has taken effect and its answer is lost. It strikes once, unless it is
/// said to strike more [`times`](Self::times) or [`always`](Self::always). A request meets at most one fault, the oldest
/// that strikes it.
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
///
/// As JSON, a fault has the members that its methods are named after:
///
/// ```
/// # use codepipeline_local::Fault;
/// let fault: Fault = serde_json::from_str(
///     r#"{
///         "operation": "PutJobFailureResult", "when": "after", "times": 2, "probability": 0.5, "seed": 7,
///         "effect": { "error": { "code": "ThrottlingException", "status": 400 } }
///     }"#,
/// )?;
/// let slow: Fault = serde_json::from_str(r#"{"delaySeconds": 1.5, "times": null}"#)?; // every request, for ever
/// # assert_ne!(fault, slow);
/// # Ok::<_, serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Fault {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    operation: Option<Operation>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    job_id: Option<String>,
    #[serde(default)]
    skip: u32,
    #[serde(default = "once")]
    times: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    probability: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    seed: Option<u64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    when: Option<Phase>,
    #[serde(default, rename = "delaySeconds", with = "seconds::optional")]
    #[serde(skip_serializing_if = "Option::is_none")]
    delay: Option<Duration>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    effect: Option<Effect>,
    #[serde(default)]
    injected: u32,
    /// What decides when there is a probability: set by the seed when the fault is added.
    #[serde(skip)]
    random: Option<Random>,
}

#[expect(clippy::unnecessary_wraps, reason = "none means always")]
fn once() -> Option<u32> {
    Some(1)
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum Phase {
    Before,
    After,
}

impl Fault {
    /// An error answer with this code and HTTP status, such as `ThrottlingException` and 400.
    ///
    /// Each of these takes an operation, or `None` for every request that names one.
    ///
    /// # Panics
    /// If the status is not between 200 and 999.
    pub fn error(operation: impl Into<Option<Operation>>, code: impl Into<String>, status: u16) -> Self {
        let spelling = ErrorSpelling::default();
        Self::new(operation, Effect::Error { code: code.into(), status, spelling })
    }

    /// An answer with this HTTP status and body, whatever they are: a proxy's page, garbled JSON, nothing.
    ///
    /// ```
    /// use codepipeline_local::{Fault, Operation};
    ///
    /// let proxy = Fault::answer(Operation::PollForJobs, 502, "<html>Bad Gateway</html>").times(3);
    /// # assert_ne!(proxy, Fault::disconnect(None));
    /// ```
    ///
    /// # Panics
    /// If the status is not between 200 and 999.
    pub fn answer(operation: impl Into<Option<Operation>>, status: u16, body: impl Into<Bytes>) -> Self {
        Self::new(operation, Effect::Answer { status, body: body.into() })
    }

    /// The connection ends without an answer.
    pub fn disconnect(operation: impl Into<Option<Operation>>) -> Self {
        Self::new(operation, Effect::Disconnect)
    }

    /// The connection is reset (TCP RST) without an answer.
    pub fn reset(operation: impl Into<Option<Operation>>) -> Self {
        Self::new(operation, Effect::Reset)
    }

    /// No answer ever comes, and the connection stays.
    pub fn silence(operation: impl Into<Option<Operation>>) -> Self {
        Self::new(operation, Effect::Silence)
    }

    /// The request takes effect; half of its answer's body comes, then the connection ends.
    pub fn truncate(operation: impl Into<Option<Operation>>) -> Self {
        Self::new(operation, Effect::Truncate)
    }

    /// The request takes effect; the body of its answer comes with its bytes in the reverse order, which is no JSON.
    pub fn garble(operation: impl Into<Option<Operation>>) -> Self {
        Self::new(operation, Effect::Garble)
    }

    /// The request takes effect, and is answered, as late as this. With [`after`](Self::after) it takes effect at once
    /// and only its answer is late.
    pub fn delay(operation: impl Into<Option<Operation>>, delay: Duration) -> Self {
        Self { effect: None, ..Self::new(operation, Effect::Silence) }.delayed(delay)
    }

    /// Strike as late as this: a late error, a disconnect after a while.
    #[must_use]
    pub fn delayed(mut self, delay: Duration) -> Self {
        self.delay = Some(delay);
        self
    }

    /// Strike after the request has taken effect.
    #[must_use]
    pub fn after(mut self) -> Self {
        self.when = Some(Phase::After);
        self
    }

    /// Strike only requests that name this job.
    #[must_use]
    pub fn for_job(mut self, id: impl Into<String>) -> Self {
        self.job_id = Some(id.into());
        self
    }

    /// Spare the first requests that it would strike, so many of them.
    #[must_use]
    pub fn skip(mut self, requests: u32) -> Self {
        self.skip = requests;
        self
    }

    /// Strike this many requests.
    #[must_use]
    pub fn times(mut self, times: u32) -> Self {
        self.times = Some(times);
        self
    }

    /// Strike every request.
    #[must_use]
    pub fn always(mut self) -> Self {
        self.times = None;
        self
    }

    /// Strike a request with this probability, 0 to 1. Which ones is set by the [`seed`](Self::seed).
    ///
    /// # Panics
    /// If it is not between 0 and 1.
    #[must_use]
    pub fn probability(mut self, probability: f64) -> Self {
        self.probability = Some(probability);
        assert!(self.mistake().is_none(), "{probability} is not between 0 and 1");
        self
    }

    /// What the probability's decisions are made from. Default: the endpoint's seed and how many faults came before.
    #[must_use]
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = Some(seed);
        self
    }

    /// Spell the code of an [`error`](Self::error) so.
    #[must_use]
    pub fn spelled(mut self, as_this: ErrorSpelling) -> Self {
        if let Some(Effect::Error { spelling, .. }) = &mut self.effect {
            *spelling = as_this;
        }
        self
    }

    /// The operation whose requests it strikes; none if it strikes all.
    pub fn operation(&self) -> Option<Operation> {
        self.operation
    }

    /// How many requests it has struck.
    pub fn injected(&self) -> u32 {
        self.injected
    }

    /// How many requests it has yet to strike; none if it strikes for ever.
    pub fn remaining(&self) -> Option<u32> {
        self.times.map(|times| times.saturating_sub(self.injected))
    }

    fn new(operation: impl Into<Option<Operation>>, effect: Effect) -> Self {
        let fault = Self {
            operation: operation.into(),
            job_id: None,
            skip: 0,
            times: once(),
            probability: None,
            seed: None,
            when: None,
            delay: None,
            effect: Some(effect),
            injected: 0,
            random: None,
        };
        if let Some(mistake) = fault.mistake() {
            panic!("{mistake}");
        }
        fault
    }

    /// Reads a fault, a list of faults, or an object with such a list as `faults`.
    ///
    /// # Errors
    /// What is wrong, and with which of them.
    ///
    /// ```
    /// use codepipeline_local::Fault;
    ///
    /// let faults = Fault::list(serde_json::json!([{ "effect": "disconnect" }, { "delaySeconds": 2 }]))?;
    /// assert_eq!(faults[0], Fault::disconnect(None));
    /// assert!(Fault::list(serde_json::json!({ "effect": "explode" })).unwrap_err().contains("unknown variant"));
    /// # Ok::<_, String>(())
    /// ```
    pub fn list(mut json: serde_json::Value) -> Result<Vec<Self>, String> {
        if let Some(list) = json.get_mut("faults") {
            json = list.take();
        }
        let list = if let serde_json::Value::Array(list) = json { list } else { vec![json] };
        let read = |(index, json)| {
            let fault: Self =
                serde_json::from_value(json).map_err(|error| format!("faults[{index}]: {error}"))?;
            fault.mistake().map_or(Ok(fault), |mistake| Err(format!("faults[{index}]: {mistake}")))
        };
        list.into_iter().enumerate().map(read).collect()
    }

    /// What is wrong with a fault, if anything is: one that came as JSON may be anything.
    pub(crate) fn mistake(&self) -> Option<String> {
        if let Some(probability) = self.probability
            && !(0.0..=1.0).contains(&probability)
        {
            return Some(format!("the probability {probability} is not between 0 and 1"));
        }
        if self.effect.is_none() && self.delay.is_none() {
            return Some("a fault has an `effect`, a `delaySeconds` or both".into());
        }
        let effect = self.effect.as_ref()?;
        if effect.damages_the_answer() && self.when == Some(Phase::Before) {
            return Some("to truncate or garble an answer, the request has to take effect before".into());
        }
        effect.mistake()
    }

    pub(crate) fn effect(&self) -> Option<&Effect> {
        self.effect.as_ref()
    }

    pub(crate) fn late(&self) -> Option<Duration> {
        self.delay
    }

    pub(crate) fn is_before(&self) -> bool {
        let default = if self.effect.as_ref().is_some_and(Effect::damages_the_answer) {
            Phase::After
        } else {
            Phase::Before
        };
        self.when.unwrap_or(default) == Phase::Before
    }
}
